// The same with some arithmetic between the suspensions. Engines do not optimise functions of any size: of V8's 61,440 bytes of
// bytecode a thousand of these states take 48,228 as a step function, and 67,537 as a native generator.

import { byHandOf, sourceOf } from "./states.mjs";

export const source = (count) =>
  sourceOf(count, { variables: "  let x = 1;\n", state: (index) => `    x = (31 * x + i) | 0;\n    yield x ^ ${index};` });

export const byHand = (count) =>
  byHandOf(count, {
    fields: "    this.x = 1;\n",
    state: (index) => `        this.x = (31 * this.x + this.i) | 0;\n        return { value: this.x ^ ${index}, done: false };`,
  });
