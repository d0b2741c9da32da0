// StateGraph → the variables that some block still mentions; the others need no declaration.
//
//   let n, unused; n = f(); yield n;
//   → b0:  n = f()    suspend yield n → b1
//     b1:             return
//   → n

import { liveBlocks, type Operand, type StateGraph } from "../graph/graph.js";

export function usedVariables(graph: StateGraph): Set<string> {
  const used = new Set<string>();
  const note = (names: readonly string[]) => names.forEach((name) => used.add(name));
  const noteOperand = (operand: Operand | null) => {
    if (operand) note([...operand.effects.reads, ...operand.effects.writes]);
  };
  for (const block of liveBlocks(graph)) {
    if (block.receives !== null) used.add(block.receives);
    for (const { effects } of block.leaves) note([...effects.reads, ...effects.writes]);
    const { terminator } = block;
    if (terminator.kind === "branch") noteOperand(terminator.test);
    else if (terminator.kind === "suspend") noteOperand(terminator.operand);
    else if (terminator.kind === "return" || terminator.kind === "throw" || terminator.kind === "leave") {
      noteOperand(terminator.value);
    } else if (terminator.kind === "switch") {
      noteOperand(terminator.discriminant);
      for (const { test } of terminator.cases) noteOperand(test);
    }
  }
  for (const region of graph.regions) if (region.kind === "finally") note([region.completion, region.value]);
  return used;
}
