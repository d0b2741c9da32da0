// In which order an analysis asks blocks about one another, until nothing changes.
//
//   function* g(n) { for (let i = 0; i < n; i++) yield i; }
//   → b0:  i = 0    goto b1
//     b1:           branch i < n → b2, else b3
//     b2:           suspend yield i → b5
//     b3:           return
//     b5:  i++      goto b1
//   → what comes behind first: b5, b2, b3, b1, b0
//
// The basic idea: what is asked for first settles what asks for it, and only ways back, those of loops, want another round.
// Rejected: to ask whoever was told of a change last. In 300 loops inside one another, all of 2,700 blocks are asked 1,300 times.

import { edgesFrom, type Edge } from "./edges.js";
import { liveBlocks, type BlockId, type StateGraph } from "./graph.js";

export interface Ways {
  /** Every edge out of a block. */
  from(block: BlockId): readonly Edge[];
  /** The blocks, each behind all that it leads to, but for ways back. */
  backwards: readonly BlockId[];
}

export function findWays(graph: StateGraph): Ways {
  const edges = graph.blocks.map((block) => (block ? edgesFrom(graph, block) : []));
  const seen = new Set<BlockId>();
  const backwards: BlockId[] = [];
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
      else backwards.push(way.pop()!.id);
    }
  }
  return { from: (block) => edges[block], backwards };
}

/** Visits all blocks in the given order, and those again that a visit says have to be asked again. */
export function untilSettled(order: readonly BlockId[], visit: (block: BlockId) => Iterable<BlockId>): void {
  const due = new Set(order);
  while (due.size > 0) {
    for (const id of order) {
      if (!due.delete(id)) continue;
      for (const other of visit(id)) due.add(other);
    }
  }
}
