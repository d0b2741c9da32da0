// A function with as many suspensions as asked for, in the body of one loop: what parsers and long scripts are like. Here they only
// yield; states-at-work.mjs has something between them.

const statesOf = (count, state) => Array.from({ length: count }, (_, index) => state(index)).join("\n");

export const source = (count) => sourceOf(count, { variables: "", state: (index) => `    yield i + ${index};` });

/** The iterator that one writes instead, with a number for where it is. */
export const byHand = (count) => byHandOf(count, { fields: "", state: (index) => `        return { value: this.i + ${index}, done: false };` });

export const sourceOf = (count, { variables, state }) => `
function* stations(n) {
  "use coroutine";
${variables}  for (let i = 0; i < n; i++) {
${statesOf(count, state)}
  }
}

export function allStations(n) {
  let sum = 0;
  for (const x of stations(n)) sum = (sum + x) | 0;
  return sum;
}
`;

export const byHandOf = (count, { fields, state }) => `
class Stations {
  constructor(n) {
    this.n = n;
    this.i = 0;
${fields}    this.station = 0;
  }

  next() {
    if (this.station === ${count}) {
      this.station = 0;
      this.i++;
    }
    if (this.i >= this.n) return { value: undefined, done: true };
    switch (this.station++) {
${statesOf(count, (index) => `      case ${index}:\n${state(index)}`)}
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
