// Phase 5: graph → the same graph, smaller. Each pass says in its file when it is legal.
//
//   var n = f(); if (n) { if (a) yield n; }
//   → b0:  n = void 0 · n = f()    branch n → b1, else b2
//     b1:                          branch a → b3, else b4
//     b2:                          return
//     b3:                          suspend yield n → b5
//     b4:                          goto b2
//     b5:                          goto b4
//   → b0:  n = f()                 branch n → b1, else b2
//     b1:                          branch a → b3, else b2
//     b2:                          return
//     b3:                          suspend yield n → b5
//     b5:                          goto b2
//
// Relies on: `edgesFrom`, which knows every way out of a block, and effects. Guarantees: a run does what it did, and what
// the graph promises still holds; fixtures run with and without it.
// Tempting: drop every assignment that nobody reads. In n = f(); yield 1; the call has to stay.

import { analyzeLiveness } from "../graph/liveness.js";
import type { StateGraph } from "../graph/graph.js";
import { dropDeadStores } from "./dead-stores.js";
import { merge } from "./merge.js";
import { prune } from "./prune.js";
import { thread } from "./thread.js";

const PASSES: [name: string, pass: (graph: StateGraph) => void][] = [
  ["dead-stores", (graph) => dropDeadStores(graph, analyzeLiveness(graph))],
  ["thread", thread],
  ["prune", prune],
  ["merge", merge],
];

/** `ran` is told of every pass that has run, by the name of its file. */
export function optimize(graph: StateGraph, ran?: (pass: string) => void): void {
  for (const [name, pass] of PASSES) {
    pass(graph);
    ran?.(name);
  }
}
