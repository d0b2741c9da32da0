// A function with as many suspensions as asked for, in the body of one loop: what parsers and long scripts are like.

const numbers = (count) => Array.from({ length: count }, (_, index) => index);

export const source = (count) => `
function* stations(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) {
${numbers(count).map((index) => `    yield i + ${index};`).join("\n")}
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
    this.station = 0;
  }

  next() {
    if (this.station === ${count}) {
      this.station = 0;
      this.i++;
    }
    if (this.i >= this.n) return { value: undefined, done: true };
    switch (this.station++) {
${numbers(count).map((index) => `      case ${index}:\n        return { value: this.i + ${index}, done: false };`).join("\n")}
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
