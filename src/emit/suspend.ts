// A suspension: the operand is evaluated, the slots are stored, and the step function returns.
//
//   function* g(n) { for (;; n++) yield f(n); }
//   → … value = f(n); frame.n = n; frame.$state = 1; return value; …
//
//   function* g() { yield* h(); }
//   → … value = g$delegate(value = h()) || _delegate(value); frame.$leaf = value; value.$up = frame; frame.$state = 1; return; …
//
// Tempting: frame.$state = 2; return f(); for yield f(). That f may call next() of this very generator, which has to
// throw; so the operand is evaluated first.

import * as b from "../ast/build.js";
import { unwrapped, type Node, type Statement } from "../ast/node.js";
import type { BlockId, Suspend } from "../graph/graph.js";
import { awaitedCall } from "./awaited-call.js";
import { caseOf, hold, isPlain, setState, syntaxOf, type Machine } from "./machine.js";

/** The suspension that ends the block `from`. */
export function suspend(machine: Machine, from: BlockId, { op, operand, resume }: Suspend): Statement[] {
  const origin = operand && syntaxOf(machine, operand);
  const stored = [...spills(machine, from), ...marks(machine, op), setState(machine, caseOf(machine, resume))];
  if (op === "delegate" && machine.isIterator) return [...handOver(machine, origin!), ...stored, b.at(origin, b.returns(null))];
  const given = origin && passedOut(machine, op, origin);
  if (given === null || isPlain(machine, given)) return [...stored, b.at(origin, b.returns(given))];
  return [hold(machine, given, origin), ...stored, b.at(origin, b.returns(b.at(origin, b.id(machine.registers.value))))];
}

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

/** value = …; frame.$leaf = value; value.$up = frame; */
function handOver(machine: Machine, operand: Node): Statement[] {
  const { frame, value } = machine.registers;
  return [
    hold(machine, delegate(machine, operand), operand),
    b.statement(b.assign(b.member(b.id(frame), "$leaf"), b.id(value))),
    b.statement(b.assign(b.member(b.id(value), "$up"), b.id(frame))),
  ];
}

/** The frame to delegate to: h$unstarted(), or g$delegate(value = operand) || delegate(value) */
function delegate({ unstarted, delegateName, runtime, registers: { value } }: Machine, operand: Node): Node {
  const call = unwrapped(operand);
  const companion = unstarted(call);
  if (companion !== null) return b.at(operand, b.call(b.id(companion), call.arguments));
  const own = b.at(operand, b.call(b.id(delegateName()), [b.assign(b.id(value), operand)]));
  return b.logical("||", own, b.at(operand, b.call(runtime("delegate"), [b.id(value)])));
}
