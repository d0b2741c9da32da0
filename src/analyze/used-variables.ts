// StateGraph → the variables that some block still mentions; the others need no declaration.
//
//   let n, unused; n = f(); yield n;
//   → b0:  n = f()    suspend yield n → b1
//     b1:             return
//   → n

import { liveBlocks, operandsOf, type StateGraph } from "../graph/graph.js";

export function usedVariables(graph: StateGraph): Set<string> {
  const used = new Set<string>();
  const note = (names: readonly string[]) => names.forEach((name) => used.add(name));
  for (const block of liveBlocks(graph)) {
    if (block.receives !== null) used.add(block.receives);
    for (const { effects } of block.leaves) note([...effects.reads, ...effects.writes]);
    for (const { effects } of operandsOf(block.terminator)) note([...effects.reads, ...effects.writes]);
  }
  for (const region of graph.regions) if (region.kind === "finally") note([region.completion, region.value]);
  return used;
}
