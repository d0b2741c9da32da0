// StateGraph → the order in which its blocks are printed, and which of them need a `case`.
//
//   function* g(n) { for (let i = 0; i < n; i++) yield i; }
//   → b0:  i = 0    goto b1
//     b1:           branch i < n → b2, else b3
//     b2:           suspend yield i → b5
//     b3:           return
//     b5:  i++      goto b1
//   → case 0: b0 · case 1: b1 · case 2: b5 · inside: b2, b3
//
// A block needs a case if control comes to it from elsewhere: a resumption, a throw, a jump back, a second way in. The
// others stand where their one way in is, as nested statements: b2 and b3 are printed in b1. Cases follow each other so
// that the most jumps fall through.

import { edgesFrom } from "../graph/edges.js";
import { liveBlocks, type BlockId, type StateGraph } from "../graph/graph.js";

export interface Layout {
  /** Blocks with a case, in order. */
  cases: BlockId[];
  /** Number of a block's case, which is also `frame.$state` for those that resume. */
  state: Map<BlockId, number>;
}

export function layOut(graph: StateGraph): Layout {
  const needsCase = findCases(graph);
  const cases: BlockId[] = [];
  const placed = new Set<BlockId>();
  const pending: BlockId[] = [graph.entry];
  while (pending.length > 0) {
    let id: BlockId | null = pending.pop()!;
    while (id !== null && !placed.has(id)) {
      placed.add(id);
      cases.push(id);
      const { next, others } = successorCases(graph, id, needsCase);
      // The first in source order comes first, so it is pushed last.
      for (const other of others.reverse()) if (!placed.has(other)) pending.push(other);
      id = next;
    }
  }
  const state = new Map(cases.map((id, index) => [id, index]));
  return { cases, state };
}

function findCases(graph: StateGraph): Set<BlockId> {
  const count = new Map<BlockId, number>();
  const needsCase = new Set<BlockId>([graph.entry]);
  for (const block of liveBlocks(graph)) {
    const nests = block.terminator.kind === "branch" || block.terminator.kind === "goto";
    const seen = new Set<BlockId>();
    for (const { to, kind } of edgesFrom(graph, block)) {
      count.set(to, (count.get(to) ?? 0) + 1);
      const nested = nests && (kind === "then" || kind === "else" || kind === "goto");
      if (!nested || seen.has(to) || graph.blocks[to]!.receives !== null) needsCase.add(to);
      seen.add(to);
    }
  }
  for (const [id, edges] of count) if (edges > 1) needsCase.add(id);
  return needsCase;
}

/** The case that control falls into after this one's text, and the other cases that its text leads to. */
function successorCases(
  graph: StateGraph,
  id: BlockId,
  needsCase: Set<BlockId>,
): { next: BlockId | null; others: BlockId[] } {
  const others: BlockId[] = [];
  const visit = (at: BlockId): BlockId | null => {
    const block = graph.blocks[at]!;
    const { terminator } = block;
    let next: BlockId | null = null;
    const follow = (to: BlockId, last: boolean) => {
      if (needsCase.has(to)) {
        if (last) next = to;
        else others.push(to);
        return;
      }
      const inner = visit(to);
      if (last) next = inner;
      else if (inner !== null) others.push(inner);
    };
    if (terminator.kind === "branch") {
      follow(terminator.otherwise, false);
      follow(terminator.then, true);
    } else if (terminator.kind === "goto") follow(terminator.target, true);
    for (const { to } of edgesFrom(graph, block)) if (needsCase.has(to)) others.push(to);
    return next;
  };
  const next = visit(id);
  return { next, others };
}
