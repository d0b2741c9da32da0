// The iterator that one writes instead of the generator.

class Range {
  constructor(n) {
    this.i = 0;
    this.n = n;
  }

  next() {
    return this.i < this.n ? { value: this.i++, done: false } : { value: undefined, done: true };
  }

  [Symbol.iterator]() {
    return this;
  }
}

function range(n) {
  return new Range(n);
}
