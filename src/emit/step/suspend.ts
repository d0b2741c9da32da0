// A suspension: the operand is evaluated, the slots are stored, and the step function returns.
//
//   function* g(n) { for (;; n++) yield f(n); }
//   → … value = f(n); frame.n = n; frame.$state = 1; return value; …
//
//   function* g() { yield* h(); }
//   → … value = g$delegate(value = h()) || _delegate(value); frame.$leaf = value; value.$up = frame; frame.$state = 1; return; …
//
//   export function* walk(n) { if (n === null) return; yield* walk(n.left); }
//   → … value = walk$unstarted(n.left); if (value) { frame.$leaf = value; value.$up = frame; frame.$state = 1; return; } …
//
// Tempting: frame.$state = 2; return f(); for yield f(). That f may call next() of this very generator, which has to
// throw; so the operand is evaluated first.

import * as b from "../../ast/build.js";
import { unwrapped, type Node, type Statement } from "../../ast/node.js";
import type { BlockId, Suspend } from "../../graph/graph.js";
import { MODE_NEXT } from "../../protocol.js";
import { awaitedCall } from "./awaited-call.js";
import { caseOf, hold, isPlain, setState, syntaxOf, type Machine } from "./machine.js";

export interface Suspension {
  statements: Statement[];
  /** Behind them it is resumed: what it delegated to has ended at once. */
  resumesAtOnce: boolean;
}

/** The suspension that ends the block `from`. */
export function suspend(machine: Machine, from: BlockId, suspension: Suspend): Suspension {
  const { op, operand, resume } = suspension;
  const origin = operand && syntaxOf(machine, operand);
  if (op === "delegate" && machine.isIterator) return delegate(machine, from, origin!, resume);
  const stored = [...spills(machine, from), ...marks(machine, op), setState(machine, caseOf(machine, resume))];
  const given = origin && passedOut(machine, op, origin);
  if (given === null || isPlain(machine, given)) return returning([...stored, b.at(origin, b.returns(given))]);
  return returning([hold(machine, given, origin), ...stored, b.at(origin, b.returns(b.at(origin, b.id(machine.registers.value))))]);
}

const returning = (statements: Statement[]): Suspension => ({ statements, resumesAtOnce: false });

/** What the step function returns for the operand of a yield, an await, or an async yield*. */
function passedOut(machine: Machine, op: Suspend["op"], operand: Node): Node {
  switch (op) {
    case "yield":
      return operand;
    case "await":
      return awaitedCall(machine, operand);
    case "delegate":
      return b.at(operand, b.call(machine.runtime("delegateAsync"), [b.id(machine.registers.frame), operand]));
  }
}

/** frame.x = x; */
function spills({ slots, registers }: Machine, from: BlockId): Statement[] {
  return (slots.spills.get(from) ?? []).map((name) => b.statement(b.assign(b.member(b.id(registers.frame), name), b.id(name))));
}

/** frame.$queue.yields = true; — an async generator awaits the operand of a yield before its request is answered */
function marks({ isIterator, registers }: Machine, op: Suspend["op"]): Statement[] {
  if (op !== "yield" || isIterator) return [];
  return [b.statement(b.assign(b.member(b.member(b.id(registers.frame), "$queue"), "yields"), b.boolean(true)))];
}

/**
 * value = …; frame.$leaf = value; value.$up = frame; frame.$state = 1; return;
 *
 * Where there may be nothing to run:
 * value = walk$unstarted(node.left); if (value) { frame.$leaf = value; …; return; } value = void 0;
 */
function delegate(machine: Machine, from: BlockId, operand: Node, resume: BlockId): Suspension {
  const { frame, mode, value } = machine.registers;
  const call = unwrapped(operand);
  const companion = machine.companionOf(call);
  const held = hold(machine, companion === null ? anyDelegate(machine, operand) : b.at(operand, b.call(b.id(companion.name), call.arguments)), operand);
  const handOver = [
    b.statement(b.assign(b.member(b.id(frame), "$leaf"), b.id(value))),
    b.statement(b.assign(b.member(b.id(value), "$up"), b.id(frame))),
  ];
  const leave = [setState(machine, caseOf(machine, resume)), b.at(operand, b.returns(null))];
  const stored = spills(machine, from);
  if (!companion?.mayEnd) return returning([held, ...handOver, ...stored, ...leave]);
  // What is stored has to be so in any case: behind its resumption it counts as unchanged.
  const statements = [held, ...stored, b.ifElse(b.id(value), b.block([...handOver, ...leave]))];
  if (machine.graph.blocks[resume]!.receives !== null) statements.push(b.statement(b.assign(b.id(value), b.undef())));
  // It may have been thrown into, and caught that.
  if (machine.isProtected) statements.push(b.statement(b.assign(b.id(mode), b.number(MODE_NEXT))));
  return { statements, resumesAtOnce: true };
}

/** The frame to delegate to, whatever the operand gives: g$delegate(value = operand) || delegate(value) */
function anyDelegate({ delegateName, runtime, registers: { value } }: Machine, operand: Node): Node {
  const own = b.at(operand, b.call(b.id(delegateName()), [b.assign(b.id(value), operand)]));
  return b.logical("||", own, b.at(operand, b.call(runtime("delegate"), [b.id(value)])));
}
