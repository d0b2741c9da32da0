// A function with as many suspensions as asked for, and some arithmetic between them. Engines do not optimise functions of any size:
// of V8's 61,440 bytes of bytecode a thousand of these states take 48,228 as a step function, and 67,537 as a native generator.

const numbers = (count) => Array.from({ length: count }, (_, index) => index);

export const source = (count) => `
function* stations(n) {
  "use coroutine";
  let x = 1;
  for (let i = 0; i < n; i++) {
${numbers(count).map((index) => `    x = (31 * x + i) | 0;\n    yield x ^ ${index};`).join("\n")}
  }
}

export function allStations(n) {
  let sum = 0;
  for (const x of stations(n)) sum = (sum + x) | 0;
  return sum;
}
`;

/** The iterator that one writes instead, with a number for where it is. */
export const byHand = (count) => `
class Stations {
  constructor(n) {
    this.n = n;
    this.i = 0;
    this.x = 1;
    this.station = 0;
  }

  next() {
    if (this.station === ${count}) {
      this.station = 0;
      this.i++;
    }
    if (this.i >= this.n) return { value: undefined, done: true };
    switch (this.station++) {
${numbers(count).map((index) => `      case ${index}:\n        this.x = (31 * this.x + this.i) | 0;\n        return { value: this.x ^ ${index}, done: false };`).join("\n")}
    }
  }

  [Symbol.iterator]() {
    return this;
  }
}

function stations(n) {
  return new Stations(n);
}
`;
