// An iterator whose `next` takes a value, and which is begun by a first call as a generator is.

class Summed {
  constructor(sum) {
    this.sum = sum;
    this.begun = false;
  }

  next(value) {
    if (this.begun) this.sum = (this.sum + value) | 0;
    else this.begun = true;
    return { value: this.sum, done: false };
  }

  [Symbol.iterator]() {
    return this;
  }
}

function summed(sum) {
  return new Summed(sum);
}
