// StateGraph → the finally regions whose clause may have to return what waits, when it ends.
//
//   async function f(a) { try { await a; } finally { b(); } try { return await a; } finally { b(); } }
//   → …
//   → r1
//
// Whoever resumes a generator may make any of its suspensions a return; an await is left by the function's own returns alone.
// That something thrown waits is always possible: all that is guarded may throw.

import { enclosingFinally, liveBlocks, type RegionId, type StateGraph } from "../graph/graph.js";
import { PEND_RETURN } from "../protocol.js";

export function findPendedReturns(graph: StateGraph): Set<RegionId> {
  const found = new Set<RegionId>();
  for (const { leaves, terminator } of liveBlocks(graph)) {
    for (const exit of leaves.flatMap(({ exits }) => exits)) if (exit.kind === "return" && exit.leave !== null) found.add(exit.leave);
    if (terminator.kind === "leave" && terminator.completion === PEND_RETURN) found.add(terminator.region);
  }
  // The inner ones come last, and what waits in them goes on into those around them.
  for (const region of graph.regions.toReversed()) {
    if (region.kind !== "finally") continue;
    if (graph.blocks[region.returned] !== null) found.add(region.id);
    const outer = enclosingFinally(graph, region.parent);
    if (outer && found.has(region.id)) found.add(outer.id);
  }
  return found;
}
