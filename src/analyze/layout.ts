// StateGraph → the order in which its blocks are printed, and which of them need a `case`.
//
//   function* g(n) { for (let i = 0; i < n; i++) yield i; }
//   → b0:  i = 0    goto b1
//     b1:           branch i < n → b2, else b3
//     b2:           suspend yield i → b5
//     b3:           return
//     b5:  i++      goto b1
//   → case 0: b0 · case 1: b5 · case 2: b1 · inside: b2, b3
//
// A block needs a case if control comes to it from elsewhere: a resumption, a throw, a jump back, a second way in. The
// others stand where their one way in is, as nested statements: b2 and b3 are printed in b1. Of the two ways of a branch the one
// that goes less deep stands inside its `if` and the other behind it, so that a long `else if` is flat; where both are alike,
// as here, the one inside is that of a test that fails.
//
// Control falls from a case into the one below it, and other ways are jumps, which cost a turn through the switch. So the
// case that a loop goes round by stands above the loop's head: each item falls into it, and only the way in jumps. Apart
// from that, cases have the order of the source. (docs/decisions/0019-loops-fall-into-their-heads.md)

import { edgesFrom } from "../graph/edges.js";
import { liveBlocks, type Block, type BlockId, type FinallyRegion, type StateGraph } from "../graph/graph.js";
import { findWays } from "../graph/ways.js";
import { PEND_NORMAL } from "../protocol.js";

export interface Layout {
  /** Blocks with a case, in order. */
  cases: BlockId[];
  /** Number of a block's case, which is also `frame.$state` for those that resume. */
  state: Map<BlockId, number>;
  /** Branches whose way that holds goes less deep: if (test) { … }, and of the others if (!test) { … } */
  thenInside: Set<BlockId>;
}

/** What stands where. */
interface Places {
  needsCase: Set<BlockId>;
  thenInside: Set<BlockId>;
}

export function layOut(graph: StateGraph): Layout {
  const needsCase = findCases(graph);
  const thenInside = nestBranches(graph, needsCase);
  const walk = walkCases(graph, { needsCase, thenInside });
  const { followers, predecessors } = chainCases(walk, graph.entry);
  const cases: BlockId[] = [];
  const placed = new Set<BlockId>();
  for (const id of walk.order) {
    let at: BlockId | undefined = id;
    while (!placed.has(id) && predecessors.has(at)) at = predecessors.get(at)!;
    for (; at !== undefined && !placed.has(at); at = followers.get(at)) {
      placed.add(at);
      cases.push(at);
    }
  }
  const state = new Map(cases.map((id, index) => [id, index]));
  return { cases, state, thenInside };
}

interface CaseWalk {
  /** Cases in the order of the source. */
  order: BlockId[];
  /** Case → the one that control goes on to behind its text. */
  next: Map<BlockId, BlockId>;
  /** Cases whose `next` is one that led to them: it is the head of a loop. */
  rounds: BlockId[];
}

/** Depth first; the way is a list, since there are as many cases in a row as a function has suspensions. */
function walkCases(graph: StateGraph, places: Places): CaseWalk {
  const walk: CaseWalk = { order: [], next: new Map(), rounds: [] };
  const seen = new Set<BlockId>();
  const open = new Set<BlockId>();
  const enter = (id: BlockId) => {
    const { next, others } = successorCases(graph, id, places);
    seen.add(id);
    open.add(id);
    walk.order.push(id);
    if (next !== null) walk.next.set(id, next);
    return { id, ahead: next === null ? others : [next, ...others] };
  };
  const way = [enter(graph.entry)];
  while (way.length > 0) {
    const { id, ahead } = way.at(-1)!;
    const to = ahead.shift();
    if (to === undefined) {
      open.delete(id);
      way.pop();
    } else if (!seen.has(to)) way.push(enter(to));
    else if (open.has(to) && walk.next.get(id) === to) walk.rounds.push(id);
  }
  return walk;
}

/** Which case stands directly above which. */
function chainCases({ next, rounds }: CaseWalk, entry: BlockId) {
  const followers = new Map<BlockId, BlockId>();
  const predecessors = new Map<BlockId, BlockId>();
  /** Of each chain, its last case → its first, and the reverse. */
  const firstOf = new Map<BlockId, BlockId>();
  const lastOf = new Map<BlockId, BlockId>();
  const chain = (from: BlockId) => {
    const to = next.get(from)!;
    const first = firstOf.get(from) ?? from;
    // The entry is case 0, and a chain is no ring.
    if (to === entry || predecessors.has(to) || to === first) return;
    const last = lastOf.get(to) ?? to;
    followers.set(from, to);
    predecessors.set(to, from);
    firstOf.set(last, first);
    lastOf.set(first, last);
  };
  // Where a loop has several ways round, the last one is that of its end, and the others those of `continue`.
  rounds.toReversed().forEach(chain);
  for (const from of next.keys()) if (!followers.has(from)) chain(from);
  return { followers, predecessors };
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

/** How deep a way goes is how many `if`s stand in one another. */
function nestBranches(graph: StateGraph, needsCase: Set<BlockId>): Set<BlockId> {
  const thenInside = new Set<BlockId>();
  const depths = new Map<BlockId, number>();
  const depthOf = (to: BlockId) => (needsCase.has(to) ? 0 : depths.get(to)!);
  // What stands in a block's text comes before it.
  for (const id of findWays(graph).postorder) {
    const { terminator } = graph.blocks[id]!;
    if (terminator.kind === "branch") {
      const then = depthOf(terminator.then);
      const otherwise = depthOf(terminator.otherwise);
      if (then < otherwise) thenInside.add(id);
      depths.set(id, Math.max(Math.min(then, otherwise) + 1, then, otherwise));
    } else depths.set(id, terminator.kind === "goto" ? depthOf(terminator.target) : 0);
  }
  return thenInside;
}

/** The case that control goes on to behind this one's text, and all that its text leads to. */
function successorCases(graph: StateGraph, id: BlockId, { needsCase, thenInside }: Places): { next: BlockId | null; others: BlockId[] } {
  const others: BlockId[] = [];
  const follow = (to: BlockId): BlockId | null => {
    const next = needsCase.has(to) ? to : visit(to);
    if (next !== null) others.push(next);
    return next;
  };
  const visit = (at: BlockId): BlockId | null => {
    const block = graph.blocks[at]!;
    const next = behind(block);
    for (const { to } of edgesFrom(graph, block)) if (needsCase.has(to)) others.push(to);
    return next;
  };
  const behind = ({ id, terminator }: Block): BlockId | null => {
    switch (terminator.kind) {
      case "goto":
        return follow(terminator.target);
      case "branch": {
        const [inside, after] = thenInside.has(id) ? [terminator.then, terminator.otherwise] : [terminator.otherwise, terminator.then];
        const next = follow(inside);
        // The other way round, where that ends in text of its own and this is a case to fall into.
        return follow(after) ?? (next === inside ? next : null);
      }
      case "endFinally":
        return terminator.next;
      case "leave":
        return terminator.completion === PEND_NORMAL ? (graph.regions[terminator.region] as FinallyRegion).body : null;
      default:
        return null;
    }
  };
  const next = visit(id);
  return { next, others };
}
