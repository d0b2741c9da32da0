// StateGraph → JSON: what tools read, and the only form of it that is versioned.
//
// Block numbers are those of one compilation. A label is made of what a block contains: the text of its leaves and its
// terminator, with white space made even, what they do to which variables, and nothing that has a number. So it stays
// when something else changes, in the file or in the function, and it changes with the block's own source. Variables go
// into it under their names in the source: `x$2` may be `x` where another function of the file has no `x`. Blocks that
// contain the same are told apart by their order: suspend-1k3f9a, suspend-1k3f9a-2.
// Tempting: positions, counted from the start of the function. A comment in its first line would change every label.

import { edgesFrom, type EdgeKind } from "./edges.js";
import {
  liveBlocks,
  type Block,
  type BlockId,
  type Effects,
  type Exit,
  type FunctionKind,
  type LeafId,
  type Operand,
  type Region,
  type SourceRange,
  type StateGraph,
  type SuspendOp,
  type TerminatorKind,
  type Variable,
} from "./graph.js";
import { hashOf } from "./hash.js";
import { analyzeLiveness, type Liveness } from "./liveness.js";

/** The state graph of one function as plain data: docs/state-graph.md. Of the graph, only this form has a version. */
export interface GraphJson {
  version: 1;
  name: string;
  kind: FunctionKind;
  source: SourceRange | null;
  entry: BlockId;
  /** In the order of their ids, which have gaps where an optimisation removed a block. */
  blocks: BlockJson[];
  /** Every way from one block to another; "throw" leads from each block of a region to its handler. */
  edges: { from: BlockId; to: BlockId; kind: EdgeKind }[];
  regions: Region[];
  variables: Variable[];
  suspensions: SuspensionJson[];
  /** Names of the frame's slots, and those in use in each `frame.$state`; null where nobody gave them. */
  slots: SlotTable | null;
}

export interface BlockJson {
  id: BlockId;
  label: string;
  /** Number of its `case`, and `frame.$state` of what is suspended before it; null for a block that stands inside another's case. */
  state: number | null;
  region: number | null;
  receives: string | null;
  /** Variables whose value on entry may still be used. */
  live: string[];
  leaves: LeafJson[];
  terminator: TerminatorJson;
}

/** A leaf's or an operand's effects, without what only the optimizer asks for. */
interface EffectsJson {
  reads: readonly string[];
  writes: readonly string[];
  mayThrow: boolean;
}

export interface LeafJson extends EffectsJson {
  id: LeafId;
  source: SourceRange | null;
  exits: Exit[];
}

export interface OperandJson extends EffectsJson {
  id: LeafId;
}

/** A terminator of the graph, with its operands in their form here. */
export type TerminatorJson = InJson<TerminatorKind> & { source: SourceRange | null };
type InJson<T> = T extends Operand
  ? OperandJson
  : T extends (infer Item)[]
    ? InJson<Item>[]
    : T extends object
      ? { [K in keyof T]: InJson<T[K]> }
      : T;

export interface SuspensionJson {
  block: BlockId;
  label: string;
  op: SuspendOp;
  resume: BlockId;
  /** `frame.$state` while it is suspended here; null where nobody gave the states. */
  state: number | null;
  line: number | null;
  column: number | null;
  /** The slots that hold something while it is suspended here; null where nobody gave the slots. */
  live: string[] | null;
}

/** The slots as plain data, for tools that read frames: what a frame holds in each state it can be suspended in. */
export interface SlotTable {
  names: string[];
  /** `frame.$state` → the slots that are in use; state 0 is that of an activation that has not begun. */
  live: { [state: number]: string[] };
}

/** What is known of a graph once it is laid out: its slots, and for each `case`, by its number, the block that it prints. */
export interface LaidOut {
  slots: SlotTable;
  states: BlockId[];
}

/** `source` is the text of the whole file. */
export function graphToJson(graph: StateGraph, source: string, laidOut: LaidOut | null = null): GraphJson {
  const blocks = liveBlocks(graph);
  const labels = labelBlocks(graph, source);
  const liveness = analyzeLiveness(graph);
  const states = new Map(laidOut?.states.map((block, state) => [block, state]));
  return {
    version: 1,
    name: graph.name,
    kind: graph.kind,
    source: graph.source,
    entry: graph.entry,
    blocks: blocks.map((block) => ({
      id: block.id,
      label: labels.get(block.id)!,
      state: states.get(block.id) ?? null,
      region: block.region,
      receives: block.receives,
      live: [...liveness.atEntry(block.id)],
      leaves: block.leaves.map((leaf) => ({
        id: leaf.id,
        ...effectsToJson(leaf.effects),
        source: leaf.source,
        exits: leaf.exits,
      })),
      terminator: terminatorToJson(block.terminator),
    })),
    edges: blocks.flatMap((block) => edgesFrom(graph, block).map(({ to, kind }) => ({ from: block.id, to, kind }))),
    regions: graph.regions,
    variables: graph.variables,
    suspensions: suspensionsToJson(graph, labels, states, liveness, laidOut?.slots ?? null),
    slots: laidOut?.slots ?? null,
  };
}

const effectsToJson = ({ reads, writes, mayThrow }: Effects): EffectsJson => ({ reads, writes, mayThrow });

const operandToJson = ({ id, effects }: Operand): OperandJson => ({ id, ...effectsToJson(effects) });

function terminatorToJson(terminator: Block["terminator"]): TerminatorJson {
  switch (terminator.kind) {
    case "branch":
      return { ...terminator, test: operandToJson(terminator.test) };
    case "switch": {
      const cases = terminator.cases.map(({ test, target }) => ({ test: operandToJson(test), target }));
      return { ...terminator, discriminant: operandToJson(terminator.discriminant), cases };
    }
    case "suspend":
      return { ...terminator, operand: terminator.operand && operandToJson(terminator.operand) };
    case "throw":
      return { ...terminator, value: operandToJson(terminator.value) };
    case "return":
    case "leave":
      return { ...terminator, value: terminator.value && operandToJson(terminator.value) };
    default:
      return terminator;
  }
}

function suspensionsToJson(
  graph: StateGraph,
  labels: Map<BlockId, string>,
  states: Map<BlockId, number>,
  liveness: Liveness,
  slots: SlotTable | null,
): SuspensionJson[] {
  return liveBlocks(graph).flatMap((block): SuspensionJson[] => {
    const { id, terminator } = block;
    if (terminator.kind !== "suspend") return [];
    const { op, resume, source } = terminator;
    const across = liveness.acrossSuspension(block);
    const live = slots && slots.names.filter((name) => across.has(name));
    const place = { line: source?.line ?? null, column: source?.column ?? null };
    return [{ block: id, label: labels.get(id)!, op, resume, state: states.get(resume) ?? null, ...place, live }];
  });
}

function labelBlocks(graph: StateGraph, source: string): Map<BlockId, string> {
  const contentOf = describeContent(graph, source);
  const labels = new Map<BlockId, string>();
  const counts = new Map<string, number>();
  for (const block of liveBlocks(graph)) {
    const base = `${block.terminator.kind}-${hashOf(contentOf(block)).toString(36)}`;
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    labels.set(block.id, count === 1 ? base : `${base}-${count}`);
  }
  return labels;
}

function describeContent(graph: StateGraph, source: string): (block: Block) => string {
  const written = new Map(graph.variables.map(({ name, sourceName }) => [name, sourceName]));
  const called = (name: string | null) => name && (written.get(name) ?? name.replace(/\$\d+$/, ""));
  const text = (range: SourceRange | null) => range && source.slice(range.start, range.end).replace(/\s+/g, " ");
  return ({ receives, leaves, terminator }) =>
    JSON.stringify([
      called(receives),
      leaves.map(({ effects, exits, source: range }) => [
        effects.reads.map(called),
        effects.writes.map(called),
        exits.map(({ kind }) => kind),
        text(range),
      ]),
      terminator.kind,
      text(terminator.source),
    ]);
}
