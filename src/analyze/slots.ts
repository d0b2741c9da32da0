// Phase 4: liveness → which variables are slots of the frame, and which of them each suspension has to store.
//
//   function* g(n) { let i = 0; yield n; i++; yield i; return n; }
//   → slots n, i · the call stores n · yield n stores i · yield i stores nothing
//
// Slots are what is live across some suspension; the first one is the call itself, which suspends before the first
// statement. A suspension stores what of them may have changed since the step function was entered and loaded it: at the
// second yield n is what it was, and i is not read again.
//
// Relies on: effects that name every variable a leaf may assign, and a step function that loads all slots whenever it is
// entered. Guarantees: a frame copied by the slot table alone goes on as the original does.
// Tempting: store what the suspending block assigns. for (;;) { if (++x % 2) yield x; } assigns x in another one.
// Clearing slots that died is left undone: it would cost a store at every suspension.

import { untilSettled } from "../graph/fixed-point.js";
import { enclosingFinally, liveBlocks, operandsOf, type Block, type BlockId, type FinallyRegion, type StateGraph } from "../graph/graph.js";
import type { SlotTable } from "../graph/json.js";
import { STATE_START } from "../protocol.js";
import type { Liveness } from "../graph/liveness.js";
import { emptyNameSet, type NameSet } from "../graph/name-set.js";
import { findWays } from "../graph/ways.js";

export interface Slots {
  /** Names of the slots, in the order of `graph.variables`. */
  names: string[];
  /** The slots that the kickoff function fills. */
  atStart: string[];
  /** What the suspension that ends a block stores. */
  spills: Map<BlockId, string[]>;
  /** The slots that hold something at the suspension that ends a block: what a copy of the frame needs. */
  live: Map<BlockId, string[]>;
}

export function slotTable(graph: StateGraph, slots: Slots, stateOf: ReadonlyMap<BlockId, number>): SlotTable {
  const live: SlotTable["live"] = { [STATE_START]: slots.atStart };
  for (const [id, names] of slots.live) {
    const { terminator } = graph.blocks[id]!;
    if (terminator.kind === "suspend") live[stateOf.get(terminator.resume)!] = names;
  }
  return { names: slots.names, live };
}

export function analyzeSlots(graph: StateGraph, liveness: Liveness): Slots {
  const suspending = liveBlocks(graph).filter((block) => block.terminator.kind === "suspend");
  const across = new Map(suspending.map((block) => [block.id, liveness.acrossSuspension(block)]));
  const atStart = liveness.atEntry(graph.entry);
  const kept = new Set<string>(atStart);
  for (const live of across.values()) for (const name of live) kept.add(name);
  const names = graph.variables.map((variable) => variable.name).filter((name) => kept.has(name));

  const changed = changedAtEnd(graph);
  const spills = new Map<BlockId, string[]>();
  const live = new Map<BlockId, string[]>();
  for (const { id } of suspending) {
    const held = across.get(id)!;
    live.set(id, [...held]);
    spills.set(id, [...held.intersection(changed.get(id)!)]);
  }
  return { names, atStart: names.filter((name) => atStart.has(name)), spills, live };
}

/** For each block, the variables that may differ at its end from what the frame holds. */
function changedAtEnd(graph: StateGraph): Map<BlockId, NameSet> {
  const nothing = emptyNameSet(graph.variables.map(({ name }) => name));
  const atEnd = new Map<BlockId, NameSet>();
  const atStart = new Map<BlockId, NameSet>();
  const ways = findWays(graph);
  untilSettled(ways.postorder.toReversed(), (id) => {
    const block = graph.blocks[id]!;
    const end = (atStart.get(id) ?? nothing).copy();
    throughBlock(graph, block, end);
    if (atEnd.get(id)?.equals(end)) return [];
    atEnd.set(id, end);
    const told: BlockId[] = [];
    for (const { to, kind } of ways.from(id)) {
      // At a suspension everything live is stored, and loaded again at the resumption.
      if (kind === "resume" || (kind === "return" && block.terminator.kind === "suspend")) continue;
      const before = atStart.get(to) ?? nothing;
      const start = before.copy();
      start.addAll(end);
      if (start.equals(before)) continue;
      atStart.set(to, start);
      told.push(to);
    }
    return told;
  });
  return atEnd;
}

/** Adds what a block may assign. */
function throughBlock(graph: StateGraph, block: Block, changed: NameSet): void {
  const add = (name: string) => changed.add(name);
  if (block.receives !== null) add(block.receives);
  for (const { effects } of block.leaves) effects.writes.forEach(add);
  for (const { effects } of operandsOf(block.terminator)) effects.writes.forEach(add);
  const left = leavesInto(graph, block);
  if (left) {
    add(left.completion);
    add(left.value);
  }
}

/** The `finally` that a block may leave into, which sets its variables; it is the innermost, by whatever way (verify.ts). */
function leavesInto(graph: StateGraph, { region, leaves, terminator }: Block): FinallyRegion | null {
  const isLeft =
    terminator.kind === "leave" ||
    // Of another one, inside of it: what that has pended goes on.
    terminator.kind === "endFinally" ||
    leaves.some(({ exits }) => exits.some(({ kind }) => kind === "leave" || kind === "return"));
  return isLeft ? enclosingFinally(graph, region) : null;
}
