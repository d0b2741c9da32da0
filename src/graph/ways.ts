// Where control can go from each block of a graph, and the blocks in the order in which it can.
//
//   function* g(n) { for (let i = 0; i < n; i++) yield i; }
//   → b0:  i = 0    goto b1
//     b1:           branch i < n → b2, else b3
//     b2:           suspend yield i → b5
//     b3:           return
//     b5:  i++      goto b1
//   → postorder: b5, b2, b3, b1, b0

import { edgesFrom, type Edge } from "./edges.js";
import { liveBlocks, type BlockId, type StateGraph } from "./graph.js";

export interface Ways {
  /** Every edge out of a block. */
  from(block: BlockId): readonly Edge[];
  /** The blocks, each behind all that it leads to, but for ways back: those of loops. */
  postorder: readonly BlockId[];
}

export function findWays(graph: StateGraph): Ways {
  const edges = graph.blocks.map((block) => (block ? edgesFrom(graph, block) : []));
  const seen = new Set<BlockId>();
  const postorder: BlockId[] = [];
  // Depth first; the way is a list, since it may be as long as the function.
  const way: { id: BlockId; asked: number }[] = [];
  const enter = (id: BlockId) => {
    if (seen.has(id)) return;
    seen.add(id);
    way.push({ id, asked: 0 });
  };
  for (const start of [graph.entry, ...liveBlocks(graph).map(({ id }) => id)]) {
    enter(start);
    while (way.length > 0) {
      const at = way.at(-1)!;
      if (at.asked < edges[at.id].length) enter(edges[at.id][at.asked++].to);
      else postorder.push(way.pop()!.id);
    }
  }
  return { from: (block) => edges[block], postorder };
}
