// Drops assignments of a constant to a variable that nobody reads before it is assigned again.
//
//   var n = f(); yield n;
//   → b0:  n = void 0 · n = f()    suspend yield n → b1 …
//   → b0:  n = f()                 suspend yield n → b1 …
//
// Mostly the `undefined` that every `var` starts with. Legal for leaves that write without reading and cannot throw.

import { liveBlocks, type StateGraph } from "../graph/graph.js";
import type { Liveness } from "../graph/liveness.js";

export function dropDeadStores(graph: StateGraph, liveness: Liveness): void {
  for (const block of liveBlocks(graph)) {
    const dead = new Set<number>();
    liveness.eachLeafBackwards(block, (index, liveBehind) => {
      const { effects, exits } = block.leaves[index];
      if (effects.mayThrow || exits.length > 0 || effects.reads.length > 0 || effects.writes.length !== 1) return;
      if (!liveBehind.has(effects.writes[0])) dead.add(index);
    });
    if (dead.size > 0) block.leaves = block.leaves.filter((_, index) => !dead.has(index));
  }
}
