// StateGraph → which handlers may be in force when control comes to a block. The step function keeps the one in force in a
// register, and sets it only where it may be another.
//
//   try { yield a; } catch (e) { b(e); }
//   → r0: catch, thrown → b2
//     b0:                             goto b3
//     b1:                             return
//     b2:        (receives e) b(e)    goto b1
//     b3 in r0:                       suspend yield a → b4
//     b4 in r0:                       goto b1
//   → to b1: none, r0 · to b2: none, r0 · to b3: none · to b4: r0

import { edgesFrom } from "../graph/edges.js";
import { liveBlocks, type BlockId, type RegionId, type StateGraph } from "../graph/graph.js";

export type IncomingHandlers = Map<BlockId, Set<RegionId | "none">>;

/** From which handlers' reach control comes to each block. */
export function findIncomingHandlers(graph: StateGraph): IncomingHandlers {
  const incoming: IncomingHandlers = new Map();
  for (const block of liveBlocks(graph)) {
    for (const { to, kind } of edgesFrom(graph, block)) {
      if (!incoming.has(to)) incoming.set(to, new Set());
      const from = kind === "throw" ? "none" : (block.region ?? "none");
      incoming.get(to)!.add(from);
      // A throw that the step function itself jumps for leaves the register as it was.
      if (kind === "throw" && block.region !== null) incoming.get(to)!.add(block.region);
    }
  }
  return incoming;
}
