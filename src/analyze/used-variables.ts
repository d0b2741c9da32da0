// StateGraph → the variables that some block still mentions; the others need no declaration.
//
//   let n, unused; n = f(); yield n;
//   → b0:  n = f()    suspend yield n → b1
//     b1:             return
//   → n

import { liveBlocks, operandsOf, type BlockId, type LeafId, type StateGraph } from "../graph/graph.js";

/** `receivedAtOnce`: blocks that need no variable for what they receive. */
export function usedVariables(graph: StateGraph, receivedAtOnce: ReadonlyMap<BlockId, LeafId>): Set<string> {
  const used = new Set<string>();
  const note = (names: readonly string[]) => names.forEach((name) => used.add(name));
  for (const { id, receives, leaves, terminator } of liveBlocks(graph)) {
    const isNeeded = !receivedAtOnce.has(id);
    if (receives !== null && isNeeded) used.add(receives);
    for (const { effects } of [...leaves, ...operandsOf(terminator)]) {
      note(effects.writes);
      note(isNeeded ? effects.reads : effects.reads.filter((name) => name !== receives));
    }
  }
  for (const region of graph.regions) if (region.kind === "finally") note([region.completion, region.value]);
  return used;
}
