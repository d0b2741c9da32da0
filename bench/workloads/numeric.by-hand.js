// The iterator that one writes instead: the variables are its fields, and `next` has the loop, in variables of its own.

class Mixed {
  constructor(n, turns) {
    this.n = n;
    this.turns = turns;
    this.i = 0;
    this.a = 0.5;
    this.b = 1.5;
    this.c = 2.5;
    this.d = 3.5;
    this.e = 4.5;
    this.f = 5.5;
    this.g = 6.5;
    this.h = 7.5;
  }

  next() {
    if (this.i >= this.n) return { value: undefined, done: true };
    this.i++;
    let { a, b, c, d, e, f, g, h } = this;
    const { turns } = this;
    for (let k = 0; k < turns; k++) {
      a = a * 0.5 + b;
      b = b * 0.25 + c;
      c = c * 0.5 + d;
      d = d * 0.25 + e;
      e = e * 0.5 + f;
      f = f * 0.25 + g;
      g = g * 0.5 + h;
      h = h * 0.25 + a * 0.001;
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.e = e;
    this.f = f;
    this.g = g;
    this.h = h;
    return { value: a + b + c + d + e + f + g + h, done: false };
  }

  [Symbol.iterator]() {
    return this;
  }
}

function mixed(n, turns) {
  return new Mixed(n, turns);
}
