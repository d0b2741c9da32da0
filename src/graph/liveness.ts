// StateGraph → for every block, the variables whose value on entry may still be used.
//
//   function* g(n) { for (let i = 0; i < n; i++) yield i; }
//   → b0:  i = 0    goto b1
//     b1:           branch i < n → b2, else b3
//     b2:           suspend yield i → b5
//     b3:           return
//     b5:  i++      goto b1
//   → b0: n · b1: n, i · b2: n, i · b3: nothing · b5: n, i
//
// The basic idea: a variable is live before something that reads it, and stays live backwards until something defines it.
// What may throw sends control to the handler with whatever the variables hold there, so the handler's needs are needs of
// everything before that point, whatever is defined behind it.

import { untilSettled } from "./fixed-point.js";
import { emptyNameSet, type NameSet } from "./name-set.js";
import { findWays } from "./ways.js";
import { handlerOf, type Block, type BlockId, type Effects, type Exit, type FinallyRegion, type StateGraph } from "./graph.js";

export type LiveSet = Pick<NameSet, "has" | typeof Symbol.iterator>;

export interface Liveness {
  /** At the beginning of a block: of what it receives, too, whether anybody reads it. */
  atEntry(block: BlockId): LiveSet;
  /** At a suspension: what the block it leads to, its handler or its finally may use. */
  acrossSuspension(block: Block): NameSet;
  /** Walks through a block backwards: `visit` is told what is live behind each leaf. */
  eachLeafBackwards(block: Block, visit: (index: number, liveBehind: LiveSet) => void): void;
}

export function analyzeLiveness(graph: StateGraph): Liveness {
  const nothing = emptyNameSet(graph.variables.map((variable) => variable.name));
  const entries = new Map<BlockId, NameSet>();
  const atEntry = (block: BlockId): NameSet => entries.get(block) ?? nothing;

  const ways = findWays(graph);
  const predecessors = new Map<BlockId, BlockId[]>(ways.postorder.map((id) => [id, []]));
  for (const id of ways.postorder) for (const { to } of ways.from(id)) predecessors.get(to)!.push(id);

  untilSettled(ways.postorder, (id) => {
    const live = throughBlock(graph.blocks[id]!, () => {});
    if (live.equals(atEntry(id))) return [];
    entries.set(id, live);
    return predecessors.get(id)!;
  });

  return {
    atEntry,
    acrossSuspension(block) {
      if (block.terminator.kind !== "suspend") throw new Error("liveness: not a suspension");
      const live = nothing.copy();
      addResumptions(block, live);
      return live;
    },
    eachLeafBackwards: (block, visit) => void throughBlock(block, visit),
  };

  /** What is live where control jumps to a block: what it receives is given to it. */
  function afterReceiving(id: BlockId): NameSet {
    const { receives } = graph.blocks[id]!;
    const live = atEntry(id);
    return receives !== null && live.has(receives) ? without(live, receives) : live;
  }

  function addResumptions(block: Block, live: NameSet): void {
    for (const { to, kind } of ways.from(block.id)) {
      if (kind === "resume" || kind === "throw" || kind === "return") live.addAll(afterReceiving(to));
    }
  }

  function throughBlock(block: Block, visit: (index: number, liveBehind: LiveSet) => void): NameSet {
    const handler = handlerOf(graph, block.region);
    const thrown = handler === null ? nothing : afterReceiving(handler);
    const live = throughTerminator(block, thrown);
    for (let index = block.leaves.length - 1; index >= 0; index--) {
      const leaf = block.leaves[index];
      visit(index, live);
      throughEffects(leaf.effects, live, thrown);
      for (const exit of leaf.exits) live.addAll(throughExit(exit));
    }
    return live;
  }

  function throughTerminator(block: Block, thrown: NameSet): NameSet {
    const { terminator } = block;
    const live = nothing.copy();
    switch (terminator.kind) {
      case "goto":
        live.addAll(afterReceiving(terminator.target));
        break;
      case "branch":
        live.addAll(atEntry(terminator.then));
        live.addAll(atEntry(terminator.otherwise));
        throughEffects(terminator.test.effects, live, thrown);
        break;
      case "switch":
        live.addAll(atEntry(terminator.otherwise));
        for (const { target } of terminator.cases) live.addAll(atEntry(target));
        for (const { test } of terminator.cases) throughEffects({ ...test.effects, defines: [] }, live, thrown);
        throughEffects(terminator.discriminant.effects, live, thrown);
        break;
      case "suspend":
        addResumptions(block, live);
        if (terminator.operand) throughEffects(terminator.operand.effects, live, thrown);
        break;
      case "return":
        if (terminator.value) throughEffects(terminator.value.effects, live, thrown);
        break;
      case "throw":
        if (terminator.handler !== null) live.addAll(afterReceiving(terminator.handler));
        throughEffects(terminator.value.effects, live, thrown);
        break;
      case "leave": {
        const region = graph.regions[terminator.region] as FinallyRegion;
        live.addAll(intoFinally(region));
        if (terminator.value) throughEffects(terminator.value.effects, live, thrown);
        break;
      }
      case "endFinally": {
        const region = graph.regions[terminator.region] as FinallyRegion;
        for (const { to } of ways.from(block.id)) live.addAll(atEntry(to));
        live.addAll(thrown);
        live.add(region.completion);
        live.add(region.value);
        break;
      }
      case "unreachable":
        break;
    }
    return live;
  }

  function throughExit(exit: Exit): NameSet {
    if (exit.kind === "jump") return afterReceiving(exit.target);
    if (exit.kind === "throw") return afterReceiving(exit.handler);
    const region = exit.kind === "leave" ? exit.region : exit.leave;
    return region === null ? nothing : intoFinally(graph.regions[region] as FinallyRegion);
  }

  /** On the way into a finally clause its completion is set, and the value too where the completion asks for one. */
  function intoFinally(region: FinallyRegion): NameSet {
    return without(without(atEntry(region.body), region.completion), region.value);
  }
}

function throughEffects(effects: Effects, live: NameSet, thrown: NameSet): void {
  for (const name of effects.defines) live.delete(name);
  for (const name of effects.reads) live.add(name);
  if (effects.mayThrow) live.addAll(thrown);
}

function without(live: NameSet, name: string): NameSet {
  const rest = live.copy();
  rest.delete(name);
  return rest;
}
