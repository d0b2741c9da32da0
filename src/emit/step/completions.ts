// The ways in which the body of a machine ends or moves on: return, throw, and leaving through a `finally`.
//
//   yield a; return f();                              →  … value = f(); frame.$state = -1; return value; …
//   try { yield a; throw b; } catch (e) { c(e); }     →  … value = b; state = 2; continue; …
//   try { yield a; return f(); } finally { b(); }     →  … pended = f(); completion = 2; …
//
// At the end of the clause what waits goes on: if (completion === 2) { frame.$state = -1; return pended; }
//
// They occur as terminators, and as exits of native statements, where `continue` may need the machine's label: so how
// to go to a case comes with each call.

import * as b from "../../ast/build.js";
import type { Node, Statement } from "../../ast/node.js";
import { enclosingFinally, handlerOf, type BlockId, type FinallyRegion } from "../../graph/graph.js";
import { PEND_JUMP, PEND_RETURN, PEND_THROW, STATE_DONE } from "../../protocol.js";
import { awaitedCall } from "./awaited-call.js";
import { hold, isHeld, isPlain, jump, setState, type Jump, type Machine } from "./machine.js";

export function returns(machine: Machine, value: Node | null): Statement[] {
  const done = setState(machine, STATE_DONE);
  // Nobody looks at the state of an async function while it runs.
  if (value === null || isPlain(machine, value) || !machine.isIterator) return [done, b.at(value, b.returns(value && awaitedCall(machine, value)))];
  // value = f(); frame.$state = -1; return value;   — it still runs while f does
  return [hold(machine, value), done, b.returns(b.id(machine.registers.value))];
}

export function throws(machine: Machine, value: Node, handler: BlockId | null, go: Jump): Statement[] {
  if (handler === null) return [b.at(value, b.throws(value))];
  return [...(isHeld(machine, value) ? [] : [hold(machine, value)]), ...go(machine, handler)];
}

/** What waits while a finally clause runs: pended = f(); completion = 2; */
export function pends(region: FinallyRegion, completion: number, value: Node | null): Statement[] {
  const waits = b.statement(b.assign(b.id(region.completion), b.number(completion)));
  if (completion !== PEND_RETURN) return [waits];
  return [b.at(value, b.statement(b.at(value, b.assign(b.id(region.value), b.unnamed(value ?? b.undef()))))), waits];
}

/** Into a finally clause. */
export function leaves(machine: Machine, region: FinallyRegion, completion: number, value: Node | null, go: Jump): Statement[] {
  return [...pends(region, completion, value), ...go(machine, region.body)];
}

/** if (completion === 1) throw pended; … and on behind, if nothing waits */
export function unpends(machine: Machine, region: FinallyRegion): Statement[] {
  const is = (completion: number) => b.binary("===", b.id(region.completion), b.number(completion));
  const pended = () => b.id(region.value);
  const outer = enclosingFinally(machine.graph, region.parent);
  const throwOn = throws(machine, pended(), handlerOf(machine.graph, region.parent), jump);
  const returnOn = outer ? leaves(machine, outer, PEND_RETURN, pended(), jump) : [setState(machine, STATE_DONE), b.returns(pended())];
  return [
    b.ifElse(is(PEND_THROW), b.oneOrBlock(throwOn)),
    ...(machine.pendedReturns.has(region.id) ? [b.ifElse(is(PEND_RETURN), b.block(returnOn))] : []),
    ...region.jumps.map((target, index) => b.ifElse(is(PEND_JUMP + index), b.block(jump(machine, target)))),
  ];
}
