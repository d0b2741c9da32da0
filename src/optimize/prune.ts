// Removes blocks that nothing reaches.
//
//   return 1; yield 2;      the suspension and what follows it are gone

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
