// Appends a block to the only one that leads to it.
//
//   for (;; a()) { yield; b(); }
//   → b0:               goto b2
//     b2:               suspend yield → b5
//     b4:  a()          goto b2
//     b5:  b()          goto b4
//   → b0:               goto b2
//     b2:               suspend yield → b5
//     b5:  b() · a()    goto b2
//
// Legal when the jump is the only edge to the second block, both run in the same region, and nothing is received.

import { edgesFrom } from "../graph/edges.js";
import { liveBlocks, type BlockId, type StateGraph } from "../graph/graph.js";

export function merge(graph: StateGraph): void {
  const edgesInto = new Map<BlockId, number>([[graph.entry, 1]]);
  for (const block of liveBlocks(graph)) {
    for (const { to } of edgesFrom(graph, block)) edgesInto.set(to, (edgesInto.get(to) ?? 0) + 1);
  }
  for (const region of graph.regions) {
    if (region.kind === "finally") edgesInto.set(region.body, Infinity);
  }
  for (const block of graph.blocks) {
    while (block && graph.blocks[block.id] && block.terminator.kind === "goto") {
      const next = graph.blocks[block.terminator.target]!;
      const legal = next !== block && edgesInto.get(next.id) === 1 && next.region === block.region && next.receives === null;
      if (!legal) break;
      block.leaves.push(...next.leaves);
      block.terminator = next.terminator;
      graph.blocks[next.id] = null;
    }
  }
}
