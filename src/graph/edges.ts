// Where control can go from a block: one place knows, so that every pass agrees.

import { enclosingFinally, handlerOf, type Block, type BlockId, type FinallyRegion, type StateGraph } from "./graph.js";

export type EdgeKind = "goto" | "then" | "else" | "case" | "resume" | "throw" | "return" | "jump" | "finally";

export interface Edge {
  to: BlockId;
  kind: EdgeKind;
}

/** Every edge out of a block: of its leaves' exits, of its terminator, and to its region's handler. */
export function edgesFrom(graph: StateGraph, block: Block): Edge[] {
  const edges: Edge[] = [];
  const add = (to: BlockId | null, kind: EdgeKind) => {
    if (to !== null) edges.push({ to, kind });
  };
  const finallyRegion = (id: number) => graph.regions[id] as FinallyRegion;

  for (const leaf of block.leaves) {
    for (const exit of leaf.exits) {
      if (exit.kind === "jump") add(exit.target, "jump");
      else if (exit.kind === "throw") add(exit.handler, "throw");
      else if (exit.kind === "leave") add(finallyRegion(exit.region).body, "finally");
      else if (exit.leave !== null) add(finallyRegion(exit.leave).body, "finally");
    }
  }
  const { terminator } = block;
  switch (terminator.kind) {
    case "goto":
      add(terminator.target, "goto");
      break;
    case "branch":
      add(terminator.then, "then");
      add(terminator.otherwise, "else");
      break;
    case "switch":
      for (const { target } of terminator.cases) add(target, "case");
      add(terminator.otherwise, "case");
      break;
    case "suspend":
      add(terminator.resume, "resume");
      // Nobody can return from the middle of an await.
      if (terminator.op !== "await") add(enclosingFinally(graph, block.region)?.returned ?? null, "return");
      break;
    case "throw":
      add(terminator.handler, "throw");
      break;
    case "leave":
      add(finallyRegion(terminator.region).body, "finally");
      break;
    case "endFinally": {
      const region = finallyRegion(terminator.region);
      add(terminator.next, "goto");
      for (const target of region.jumps) add(target, "jump");
      add(enclosingFinally(graph, region.parent)?.body ?? null, "finally");
      break;
    }
    case "return":
    case "unreachable":
      break;
  }
  add(handlerOf(graph, block.region), "throw");
  return edges;
}
