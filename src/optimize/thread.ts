// Redirects jumps, and exceptions, to blocks that only jump on.
//
//   if (a) { if (b) yield c; }
//   → b0:  branch a → b1, else b2
//     b1:  branch b → b3, else b4
//     b2:  return
//     b3:  suspend yield c → b5
//     b4:  goto b2
//     b5:  goto b4
//   → …
//     b1:  branch b → b3, else b2
//     …
//     b5:  goto b2
//
// Legal when the block in between does nothing: no leaf, nothing received. Its region does not matter then; but a region's handler
// may only become a block that runs in the region around it. A break or continue of the source stays, since a breakpoint may stand
// on it; printed, it is no longer than the jump past it.

import { handlerOf, liveBlocks, onlyJumpsTo, type BlockId, type StateGraph } from "../graph/graph.js";

export function thread(graph: StateGraph): void {
  const final = (id: BlockId): BlockId => {
    const seen = new Set<BlockId>();
    let at = id;
    for (;;) {
      const block = graph.blocks[at]!;
      const next = onlyJumpsTo(block);
      if (next === null || block.terminator.source !== null || seen.has(at)) return at;
      seen.add(at);
      at = next;
    }
  };
  for (const region of graph.regions) {
    const handler = final(region.handler);
    if (graph.blocks[handler]!.region === region.parent) region.handler = handler;
    if (region.kind === "finally") region.jumps = region.jumps.map(final);
  }
  for (const block of liveBlocks(graph)) {
    for (const leaf of block.leaves) {
      for (const exit of leaf.exits) {
        if (exit.kind === "jump") exit.target = final(exit.target);
        // What is thrown in a region goes to its handler, which may be another one now.
        else if (exit.kind === "throw") exit.handler = handlerOf(graph, block.region)!;
      }
    }
    const { terminator } = block;
    if (terminator.kind === "goto") terminator.target = final(terminator.target);
    else if (terminator.kind === "throw") terminator.handler = handlerOf(graph, block.region);
    else if (terminator.kind === "branch") {
      terminator.then = final(terminator.then);
      terminator.otherwise = final(terminator.otherwise);
    } else if (terminator.kind === "switch") {
      terminator.otherwise = final(terminator.otherwise);
      for (const option of terminator.cases) option.target = final(option.target);
    } else if (terminator.kind === "endFinally") terminator.next = final(terminator.next);
  }
}
