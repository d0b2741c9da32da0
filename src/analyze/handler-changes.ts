// StateGraph → the blocks that change the handler in force. The step function keeps that in a register, which an exception looks
// at and nothing else: so only a block in which something may throw needs its own.
//
//   try { yield a; } catch (e) { b(e); }
//   → r0: catch, thrown → b2
//     b0:                             goto b3
//     b1:                             return
//     b2:        (receives e) b(e)    goto b1
//     b3 in r0:                       suspend yield a → b4
//     b4 in r0:                       goto b1
//   → b3
//
// b2 has what is in force when something was thrown, which is none; in b1 and b4 nothing can throw.
//
// Where nothing can throw, the register is left as it is only if every block behind sets it in any case. Tempting: to leave it
// always, and to let whoever needs it do so. Then the head of a loop would set it in each turn, instead of what is before it, once:
//
//   try { let i = 0; while (i < f()) yield; } catch {}
//   → …
//     b3 in r0:  i = 0            goto b4
//     b4 in r0:                   branch i < f() → b5, else b1
//     b5 in r0:                   suspend yield → b7
//     b7 in r0:                   goto b4
//   → b3, b7

import type { Edge } from "../graph/edges.js";
import { handlerOf, liveBlocks, operandsOf, type Block, type BlockId, type StateGraph } from "../graph/graph.js";
import { findWays, type Ways } from "../graph/ways.js";

/** What may be in force: the blocks that receive what is thrown, or none of this function's. */
type Handlers = Set<BlockId | null>;

/** The blocks that begin with setting it, to the handler of their region. */
export function findHandlerChanges(graph: StateGraph): Set<BlockId> {
  if (graph.regions.length === 0) return new Set();
  const ways = findWays(graph);
  const indifferent = findIndifferent(graph, ways, findDiffering(graph, ways, new Set()));
  const differing = findDiffering(graph, ways, indifferent);
  return new Set([...differing].filter((id) => !indifferent.has(id)));
}

/** Blocks that leave the register as it is: nothing in them can throw, and whatever is behind them sets it, or is such a block. */
function findIndifferent(graph: StateGraph, ways: Ways, isSetting: Set<BlockId>): Set<BlockId> {
  const indifferent = new Set<BlockId>();
  for (const id of ways.postorder) {
    const block = graph.blocks[id]!;
    const isReached = ({ kind }: Edge) => (kind === "throw" ? jumpsToHandler(graph, block) : !isResumption(kind));
    if (mayThrow(graph, block)) continue;
    if (ways.from(id).every((edge) => !isReached(edge) || isSetting.has(edge.to) || indifferent.has(edge.to))) indifferent.add(id);
  }
  return indifferent;
}

function mayThrow(graph: StateGraph, { leaves, terminator }: Block): boolean {
  if ([...leaves, ...operandsOf(terminator)].some(({ effects }) => effects.mayThrow)) return true;
  switch (terminator.kind) {
    case "suspend":
      // It is asked for an iterator.
      return terminator.op === "delegate";
    case "throw":
      return terminator.handler === null;
    case "endFinally":
      return rethrowsTo(graph, terminator) === null;
    default:
      return false;
  }
}

const rethrowsTo = (graph: StateGraph, { region }: { region: number }): BlockId | null => handlerOf(graph, graph.regions[region].parent);

/** Control comes from whoever resumes the frame, and the register is a new one. */
const isResumption = (kind: Edge["kind"]): boolean => kind === "resume" || kind === "return";

/** Blocks whose handler is not, or not always, the one that is in force when control comes to them. */
function findDiffering(graph: StateGraph, ways: Ways, indifferent: Set<BlockId>): Set<BlockId> {
  const atEntry = handlersAtEntry(graph, ways, indifferent);
  const differs = ({ id, region }: Block) => [...atEntry[id]].some((handler) => handler !== handlerOf(graph, region));
  return new Set(liveBlocks(graph).filter(differs).map(({ id }) => id));
}

/** By block. Those that are indifferent pass on what they are given, all others their own. */
function handlersAtEntry(graph: StateGraph, ways: Ways, indifferent: Set<BlockId>): Handlers[] {
  const atEntry: Handlers[] = graph.blocks.map(() => new Set());
  const passing: [BlockId, BlockId | null][] = [];
  const enter = (id: BlockId, handler: BlockId | null) => {
    if (atEntry[id].has(handler)) return;
    atEntry[id].add(handler);
    if (indifferent.has(id)) passing.push([id, handler]);
  };
  const leave = (block: Block, handler: BlockId | null) => {
    for (const { to, kind } of ways.from(block.id)) {
      // What catches an exception sets the register to none.
      if (kind === "throw" || isResumption(kind)) enter(to, null);
      if (kind === "throw" ? jumpsToHandler(graph, block) : kind !== "return" && (kind !== "resume" || mayResumeAtOnce(block))) enter(to, handler);
    }
  };
  enter(graph.entry, null);
  for (const block of liveBlocks(graph)) if (!indifferent.has(block.id)) leave(block, handlerOf(graph, block.region));
  for (let next; (next = passing.pop()); ) leave(graph.blocks[next[0]]!, next[1]);
  return atEntry;
}

/** Does the block throw what the function itself catches? The step function jumps, and leaves the register as it was. */
function jumpsToHandler(graph: StateGraph, { leaves, terminator }: Block): boolean {
  if (terminator.kind === "throw" || leaves.some(({ exits }) => exits.some(({ kind }) => kind === "throw"))) return true;
  return terminator.kind === "endFinally" && rethrowsTo(graph, terminator) !== null;
}

/** What it delegates to may have ended, and then it goes on without having left. */
const mayResumeAtOnce = ({ terminator }: Block): boolean => terminator.kind === "suspend" && terminator.op === "delegate";
