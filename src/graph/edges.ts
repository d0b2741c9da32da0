// Where control can go from a block: one place knows, so that every pass agrees.

import { enclosingFinally, handlerOf, type Block, type BlockId, type FinallyRegion, type RegionId, type StateGraph } from "./graph.js";

export type EdgeKind = "goto" | "then" | "else" | "case" | "resume" | "throw" | "return" | "jump" | "finally";

export interface Edge {
  to: BlockId;
  kind: EdgeKind;
}

/** Every edge out of a block: of its leaves' exits, of its terminator, and to its region's handler. */
export function edgesFrom(graph: StateGraph, block: Block): Edge[] {
  const edges: Edge[] = [];
  for (const leaf of block.leaves) {
    for (const exit of leaf.exits) {
      if (exit.kind === "jump") add(edges, exit.target, "jump");
      else if (exit.kind === "throw") addThrow();
      else if (exit.kind === "leave") add(edges, finallyRegion(graph, exit.region).body, "finally");
      else if (exit.leave !== null) add(edges, finallyRegion(graph, exit.leave).body, "finally");
    }
  }
  const { terminator } = block;
  switch (terminator.kind) {
    case "goto":
      add(edges, terminator.target, "goto");
      break;
    case "branch":
      add(edges, terminator.then, "then");
      add(edges, terminator.otherwise, "else");
      break;
    case "switch":
      for (const { target } of terminator.cases) add(edges, target, "case");
      add(edges, terminator.otherwise, "case");
      break;
    case "suspend":
      add(edges, terminator.resume, "resume");
      // Nobody can return from the middle of an await.
      if (terminator.op !== "await") add(edges, enclosingFinally(graph, block.region)?.returned ?? null, "return");
      break;
    case "leave":
      add(edges, finallyRegion(graph, terminator.region).body, "finally");
      break;
    case "endFinally": {
      const region = finallyRegion(graph, terminator.region);
      add(edges, terminator.next, "goto");
      for (const target of region.jumps) add(edges, target, "jump");
      add(edges, enclosingFinally(graph, region.parent)?.body ?? null, "finally");
      break;
    }
    case "throw":
      addThrow();
      break;
    case "return":
    case "unreachable":
      break;
  }
  addThrow();
  return edges;

  /** All that is thrown in a block goes one way, which stands where the first `throw` does: the cases follow the source. */
  function addThrow(): void {
    if (!edges.some(({ kind }) => kind === "throw")) add(edges, handlerOf(graph, block.region), "throw");
  }
}

function add(edges: Edge[], to: BlockId | null, kind: EdgeKind): void {
  if (to !== null) edges.push({ to, kind });
}

const finallyRegion = (graph: StateGraph, id: RegionId): FinallyRegion => graph.regions[id] as FinallyRegion;
