// The StateGraph: one coroutine as data. Phases 3 to 6 speak of nothing else, and none of its types knows Babel.
//
// A block runs from its first leaf to its terminator without being left, except by a throw to its region's handler and by
// the exits of its leaves. Control flow that crosses a suspension is a terminator; everything else stays inside leaves.

export type BlockId = number;
export type RegionId = number;
/** Key into the side table that holds the syntax of a leaf, a test or an operand. */
export type LeafId = number;

/** Where something stands in the source: offsets in UTF-16 units, lines from 1, columns from 0. */
export interface SourceRange {
  start: number;
  end: number;
  line: number;
  column: number;
}

/** What a function is in the specification: 27.3, 27.7 and 27.4 of ECMA-262. */
export type FunctionKind = "generator" | "async" | "async-generator";

/** One function as blocks between suspensions. Tools had better read its JSON, which has a version: docs/state-graph.md. */
export interface StateGraph {
  /** The function's name as people know it. */
  name: string;
  kind: FunctionKind;
  source: SourceRange | null;
  entry: BlockId;
  /** Indexed by BlockId; null where an optimisation removed the block. */
  blocks: (Block | null)[];
  /** Indexed by RegionId. */
  regions: Region[];
  /** Every variable of the step function; which of them are slots of the frame is a fact of `analyze`. */
  variables: Variable[];
}

export interface Block {
  id: BlockId;
  /** The innermost protected region it runs in. */
  region: RegionId | null;
  /** The variable that gets what was sent, thrown or returned into this block when it is entered; null where nobody reads it. */
  receives: string | null;
  leaves: Leaf[];
  terminator: Terminator;
}

/** A statement, or a whole loop without suspension, that stays native JavaScript. */
export interface Leaf {
  id: LeafId;
  effects: Effects;
  /** Ways out of it other than its end; the syntax refers to them by index. */
  exits: Exit[];
  source: SourceRange | null;
}

/** What a piece of syntax does to the variables of the step function. */
export interface Effects {
  /** Variables whose value on entry it may use. */
  reads: readonly string[];
  /** Variables that have a new value whenever it completes normally. */
  defines: readonly string[];
  /** Variables it may assign (those it defines included). */
  writes: readonly string[];
  mayThrow: boolean;
}

export type Exit =
  | { kind: "jump"; target: BlockId }
  /** `leave` names the finally to run first. */
  | { kind: "return"; leave: RegionId | null }
  | { kind: "leave"; region: RegionId; completion: number }
  | { kind: "throw"; handler: BlockId };

export type Region = CatchRegion | FinallyRegion;

interface RegionBase {
  id: RegionId;
  parent: RegionId | null;
  /** The block that receives what is thrown inside. */
  handler: BlockId;
}

export interface CatchRegion extends RegionBase {
  kind: "catch";
}

/** A `finally`: a completion that has to wait is pended in two variables and unpended by `endFinally`. */
export interface FinallyRegion extends RegionBase {
  kind: "finally";
  /** The block that receives a returned value and pends the return. */
  returned: BlockId;
  /** The finally clause itself. */
  body: BlockId;
  /** Variable that holds how the region was left: a PEND_ number of the protocol. */
  completion: string;
  /** Variable that holds the pended value or exception. */
  value: string;
  /** Jumps that leave through it: completion PEND_JUMP + index. */
  jumps: BlockId[];
}

export type Terminator = TerminatorKind & { source: SourceRange | null };

export type TerminatorKind =
  | { kind: "goto"; target: BlockId }
  | { kind: "branch"; test: Operand; then: BlockId; otherwise: BlockId }
  | { kind: "switch"; discriminant: Operand; cases: { test: Operand; target: BlockId }[]; otherwise: BlockId }
  | Suspend
  | { kind: "return"; value: Operand | null }
  /** To a handler of the same function, or out of it. */
  | { kind: "throw"; value: Operand; handler: BlockId | null }
  /** Into a finally clause, whose `completion` is set; PEND_RETURN brings a value along. */
  | { kind: "leave"; region: RegionId; completion: number; value: Operand | null }
  /** The end of a finally clause: unpends what waits, or goes on to `next`. */
  | { kind: "endFinally"; region: RegionId; next: BlockId }
  | { kind: "unreachable" };

/** The operand leaves the function; `resume` receives what is sent, the region's handler what is thrown in. */
export interface Suspend {
  kind: "suspend";
  op: SuspendOp;
  operand: Operand | null;
  resume: BlockId;
}

export type SuspendOp = "yield" | "await" | "delegate";

/** An expression without suspension, evaluated once by the terminator it belongs to. */
export interface Operand {
  id: LeafId;
  effects: Effects;
}

export type VariableOrigin =
  | "variable"
  | "parameter"
  | "receiver"
  | "arguments"
  | "temporary"
  | "iterator"
  | "completion";

export interface Variable {
  /** Its name in the step function, and its slot's in the frame. */
  name: string;
  origin: VariableOrigin;
  /** The name in the source, for people; null for what has none. */
  sourceName: string | null;
  /** Passed to the frame by the kickoff function. */
  isParameter: boolean;
  /** What it holds is a cell, `{ value }`, that the function shares with functions inside it. */
  isCell: boolean;
}

export function liveBlocks(graph: StateGraph): Block[] {
  return graph.blocks.filter((block): block is Block => block !== null);
}

/** What a terminator evaluates, in that order. */
export function operandsOf(terminator: Terminator): Operand[] {
  switch (terminator.kind) {
    case "branch":
      return [terminator.test];
    case "switch":
      return [terminator.discriminant, ...terminator.cases.map(({ test }) => test)];
    case "suspend":
      return terminator.operand ? [terminator.operand] : [];
    case "return":
    case "throw":
    case "leave":
      return terminator.value ? [terminator.value] : [];
    case "goto":
    case "endFinally":
    case "unreachable":
      return [];
  }
}

/** The nearest `finally` at or around a region: what a return, or a jump out, has to go through. */
export function enclosingFinally(graph: Pick<StateGraph, "regions">, from: RegionId | null): FinallyRegion | null {
  for (let id = from; id !== null; id = graph.regions[id].parent) {
    const region = graph.regions[id];
    if (region.kind === "finally") return region;
  }
  return null;
}

/** Where a block leads to that does nothing but jump; null: it does something. */
export function onlyJumpsTo({ receives, leaves, terminator }: Block): BlockId | null {
  return receives === null && leaves.length === 0 && terminator.kind === "goto" ? terminator.target : null;
}

/** Where an exception raised in a region goes; null: out of the function. */
export function handlerOf(graph: Pick<StateGraph, "regions">, region: RegionId | null): BlockId | null {
  return region === null ? null : graph.regions[region].handler;
}
