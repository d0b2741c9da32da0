// StateGraph → which handlers may be in force when control comes to a block. The step function keeps the one in force in a
// register, and sets it only where it may be another.

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
