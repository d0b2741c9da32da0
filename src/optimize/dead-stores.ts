// Drops assignments of a constant, and of what a block receives, to a variable that nobody reads before it is assigned again.
//
//   var n = f(); try { yield n; } catch (unused) {}
//   → r0: catch, thrown → b2
//     b0:        n = void 0 · unused = void 0 · n = f()    goto b3
//     b1:                                                  return
//     b2:        (receives unused)                         goto b1
//     b3 in r0:                                            suspend yield n → b4
//     b4 in r0:                                            goto b1
//   → r0: catch, thrown → b2
//     b0:        n = f()    goto b3
//     b1:                   return
//     b2:                   goto b1
//     …
//
// Mostly the `undefined` that every `var` starts with. Legal for leaves that write without reading and cannot throw, and wherever
// a block begins: to receive something does nothing else.

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
    if (block.receives !== null && !liveness.atEntry(block.id).has(block.receives)) block.receives = null;
  }
}
