// StateGraph, liveness → the blocks that use what they receive at once, and never again, so that they need no variable for it: the
// step function has it as a parameter.
//
//   async function f(a) { try { return await a; } catch { b(await a, await a); } }
//   → …
//     b4 in r0:  (receives sent)    return sent
//     b5:        (receives sent)    suspend await a → b6
//     b6:        (receives sent$2)  callee(sent, sent$2)    return
//   → b4, b6
//
// By block, which piece of syntax uses it: the first one. What they receive is a temporary, which no piece assigns. Not so where
// something else is put into the parameter before all of the piece is evaluated.

import type { Edge } from "../graph/edges.js";
import { liveBlocks, operandsOf, type Block, type BlockId, type Effects, type LeafId, type StateGraph } from "../graph/graph.js";
import type { Liveness } from "../graph/liveness.js";
import { findWays } from "../graph/ways.js";

/** `assignsParameter`: is something else put there, if this piece leaves or suspends the function? */
export function findReceivedAtOnce(graph: StateGraph, liveness: Liveness, assignsParameter: (piece: LeafId) => boolean): Map<BlockId, LeafId> {
  const temporaries = new Set(graph.variables.filter(({ origin }) => origin === "temporary").map(({ name }) => name));
  const ways = findWays(graph);
  const uses = new Map<BlockId, LeafId>();
  for (const block of liveBlocks(graph)) {
    if (block.receives === null || !temporaries.has(block.receives)) continue;
    const [first, ...later] = piecesOf(block);
    if (!first?.isSimple || isUsedBehind(block.receives, later) || isLiveBehind(block.receives, ways.from(block.id))) continue;
    if (first.effects.reads.includes(block.receives)) uses.set(block.id, first.id);
  }
  return uses;

  function piecesOf({ leaves, terminator }: Block): Piece[] {
    return [
      ...leaves.map(({ id, effects, exits }) => ({ id, effects, isSimple: exits.length === 0 || !assignsParameter(id) })),
      ...operandsOf(terminator).map(({ id, effects }) => ({ id, effects, isSimple: !assignsParameter(id) })),
    ];
  }

  function isLiveBehind(name: string, ways: readonly Edge[]): boolean {
    return ways.some(({ to }) => graph.blocks[to]!.receives !== name && liveness.atEntry(to).has(name));
  }
}

/** A piece of syntax. */
interface Piece {
  id: LeafId;
  effects: Effects;
  /** Nothing is put into the parameter before it has been evaluated. */
  isSimple: boolean;
}

const isUsedBehind = (name: string, later: Piece[]): boolean => later.some(({ effects }) => effects.reads.includes(name));
