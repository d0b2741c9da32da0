// A machine while its step function is printed: what is known about it, and the moves that all its parts are made of.
//
//   function* g(n) { for (;;) { if (n) yield n; } }
//   → … case 2: if (!n) { state = 2; continue; }     // to a case
//       frame.$state = 1; return n; …                // what the frame says
//
// Rejected: functions inside one another, which share all this without passing it. None can be read, or run, alone.

import * as b from "../../ast/build.js";
import { isConstant } from "../../ast/constants.js";
import type { Node, Statement } from "../../ast/node.js";
import type { Layout } from "../../analyze/layout.js";
import type { Slots } from "../../analyze/slots.js";
import { liveBlocks, type Block, type BlockId, type FinallyRegion, type LeafId, type Operand, type RegionId, type StateGraph } from "../../graph/graph.js";
import type { RuntimeImport } from "../../protocol.js";
import type { Companion } from "../function/companions.js";
import { useParameter } from "./use-parameter.js";
import type { Registers } from "../registers.js";

export interface StepInput {
  graph: StateGraph;
  syntax: Map<LeafId, Node>;
  slots: Slots;
  layout: Layout;
  usedVariables: Set<string>;
  /** Blocks that use what they receive at once: the syntax that does so, and no other. */
  receivedAtOnce: Map<BlockId, LeafId>;
  /** Blocks that set which handler is in force. */
  handlerChanges: Set<BlockId>;
  /** The finally regions in which a return may wait. */
  pendedReturns: Set<RegionId>;
  /** Names of the step function's own parameters and registers. */
  registers: Registers;
  runtime(name: RuntimeImport): Node;
  /** The function's own way to what it delegates to; asking for its name has it emitted. */
  delegateName(): string;
  /** What makes the frame of this call and no more, where it is known what is called. */
  companionOf(call: Node): Companion | null;
  /** Does this call call what is known to be a compiled async function? */
  entersCoroutine(call: Node): boolean;
  excerpt(node: { start: number; end: number } | null): string | null;
}

/** What was decided before, and what follows from it at once. Every part is given it, and none changes it. */
export interface Machine extends StepInput {
  /** Some handler is its own: throw() and return() have to see it. */
  isProtected: boolean;
  /** Some handler has to see what is thrown inside: in what a `try` guards more may throw than its suspensions. */
  catches: boolean;
  /** Resumed by whoever likes, whenever they like; a frame with a driver of its own is not. */
  isIterator: boolean;
  variableNames: Set<string>;
  /** Block that resumes → block that suspended. */
  suspensions: Map<BlockId, Block>;
}

export function createMachine(input: StepInput): Machine {
  const { graph } = input;
  const suspensions = new Map<BlockId, Block>();
  for (const block of liveBlocks(graph)) {
    if (block.terminator.kind === "suspend") suspensions.set(block.terminator.resume, block);
  }
  return {
    ...input,
    syntax: useParameter(graph, input.syntax, input.receivedAtOnce, input.registers.value),
    isProtected: graph.regions.length > 0,
    catches: input.handlerChanges.size > 0,
    isIterator: graph.kind === "generator",
    variableNames: new Set(graph.variables.map(({ name }) => name)),
    suspensions,
  };
}

/** The number of a block's case. */
export function caseOf({ layout }: Machine, id: BlockId): number {
  return layout.state.get(id)!;
}

export function syntaxOf({ syntax }: Machine, operand: Operand): Node {
  return syntax.get(operand.id)!;
}

export function finallyRegion({ graph }: Machine, id: RegionId): FinallyRegion {
  return graph.regions[id] as FinallyRegion;
}

/** How control goes to a case, from where the text stands. */
export type Jump = (machine: Machine, target: BlockId) => Statement[];

/** state = 2; continue; */
export const jump: Jump = (machine, target) => [moveTo(machine, target), b.continues()];

/** The same from inside a native loop of a leaf: state = 2; continue machine; */
export const jumpFromInside: Jump = (machine, target) => [moveTo(machine, target), b.continues(machine.registers.machine)];

function moveTo(machine: Machine, target: BlockId): Statement {
  return b.statement(b.assign(b.id(machine.registers.state), b.number(caseOf(machine, target))));
}

/** frame.$state = 2; */
export function setState({ registers }: Machine, state: number): Statement {
  return b.statement(b.assign(b.member(b.id(registers.frame), "$state"), b.number(state)));
}

/** value = f(); at the place of f(), or of what it was made of */
export function hold({ registers }: Machine, value: Node, origin: Node | null = value): Statement {
  return b.at(origin, b.statement(b.at(origin, b.assign(b.id(registers.value), b.unnamed(value)))));
}

/** Is it what the register holds, so that it need not be put there? */
export function isHeld({ registers }: Machine, { type, name }: Node): boolean {
  return type === "Identifier" && name === registers.value;
}

/** Neither runs code nor can throw, so the frame may be marked as suspended, or done, before. */
export function isPlain(machine: Machine, expression: Node): boolean {
  if (expression.type === "Identifier") return machine.variableNames.has(expression.name) || isHeld(machine, expression);
  if (expression.type === "UnaryExpression" && expression.operator === "void") return isPlain(machine, expression.argument);
  return isConstant(expression);
}
