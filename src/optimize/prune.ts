// Removes blocks that nothing reaches.
//
//   return 1; yield 2; f();
//   → b0:         return 1
//     b1:  f()    return
//   → b0:         return 1
//
// The suspension itself is in neither: `build` makes nothing of a terminator that cannot be reached.

import { edgesFrom } from "../graph/edges.js";
import { liveBlocks, type BlockId, type StateGraph } from "../graph/graph.js";

export function prune(graph: StateGraph): void {
  const reached = new Set<BlockId>([graph.entry]);
  const pending = [graph.entry];
  while (pending.length > 0) {
    const block = graph.blocks[pending.pop()!]!;
    for (const { to } of edgesFrom(graph, block)) {
      if (!reached.has(to)) {
        reached.add(to);
        pending.push(to);
      }
    }
  }
  for (const block of liveBlocks(graph)) if (!reached.has(block.id)) graph.blocks[block.id] = null;
}
