// Iterators that make the same closures.

class Reassigned {
  constructor(n) {
    this.n = n;
    this.i = 0;
    this.cell = null;
  }

  next() {
    if (this.cell !== null) this.cell.count++;
    if (this.i >= this.n) return { value: undefined, done: true };
    const i = this.i++;
    const cell = { count: i };
    this.cell = cell;
    return { value: () => (cell.count += i), done: false };
  }

  [Symbol.iterator]() {
    return this;
  }
}

class Constant {
  constructor(n) {
    this.n = n;
    this.i = 0;
  }

  next() {
    if (this.i >= this.n) return { value: undefined, done: true };
    const i = this.i++;
    const twice = 2 * i;
    const next = i + 1;
    return { value: () => twice + next, done: false };
  }

  [Symbol.iterator]() {
    return this;
  }
}

class Nothing {
  constructor(n) {
    this.n = n;
    this.i = 0;
    this.same = () => n;
  }

  next() {
    if (this.i >= this.n) return { value: undefined, done: true };
    this.i++;
    return { value: this.same, done: false };
  }

  [Symbol.iterator]() {
    return this;
  }
}

function nothing(n) {
  return new Nothing(n);
}

function reassigned(n) {
  return new Reassigned(n);
}

function constant(n) {
  return new Constant(n);
}
