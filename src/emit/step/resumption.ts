// What a call of the step function does first: it loads the slots, and looks how the function is resumed.
//
//   function* g() { try { yield f(); } finally { h(); } }
//   → …
//       var state = frame.$state, handler = 0, …;
//       if (state < 0 || state === 0 && mode) return _idle(frame, mode, value);
//       frame.$state = -2;
//     …
//           case 1: if (mode) { state = mode === 1 ? 4 : 5; continue; } …
//
//   async function f() { await a; }
//   → … var state = frame.$state; if (mode) throw value; …
//
// It looks once, before any case, where throw() and return() run nothing of the function. Where a `try` may have to see them,
// the case that is resumed looks, since it knows its handler; not where throw() leads to what next() leads to.
//
// Variables start as 0 and not undefined, which keeps numbers unboxed; liveness has shown that nobody reads that 0.

import * as b from "../../ast/build.js";
import type { Node, Statement } from "../../ast/node.js";
import { enclosingFinally, handlerOf, onlyJumpsTo, type Block, type BlockId } from "../../graph/graph.js";
import { MODE_RETURN, MODE_THROW, STATE_RUNNING, STATE_START } from "../../protocol.js";
import { caseOf, jump, setState, type Machine } from "./machine.js";

/** Loads, the ways to be called that run nothing, and the mark that it runs. */
export function prologue(machine: Machine): Statement[] {
  const { isProtected, isIterator, suspensions, registers: r } = machine;
  const variables = declarations(machine);
  // Promises resume a frame once, and a queue one request after the other.
  if (!isIterator) return isProtected || suspensions.size === 0 ? [variables] : [variables, b.ifElse(b.id(r.mode), leave(machine))];
  const isOver = b.binary("<", b.id(r.state), b.number(0));
  const isAbruptStart = b.logical("&&", b.binary("===", b.id(r.state), b.number(STATE_START)), b.id(r.mode));
  const isAbrupt = isProtected ? isAbruptStart : b.id(r.mode);
  return [variables, b.ifElse(b.logical("||", isOver, isAbrupt), b.returns(outside(machine, "idle"))), setState(machine, STATE_RUNNING)];
}

/** var state = frame.$state, handler = 0, slot = frame.slot, variable = 0; */
function declarations({ graph, slots, usedVariables, catches, registers: r }: Machine): Statement {
  const field = (name: string) => b.member(b.id(r.frame), name);
  const isSlot = new Set(slots.names);
  const others = graph.variables.filter(({ name }) => !isSlot.has(name) && usedVariables.has(name));
  return b.variables([
    { name: r.state, init: field("$state") },
    ...(catches ? [{ name: r.handler, init: b.number(0) }] : []),
    ...slots.names.map((name) => ({ name, init: field(name) })),
    ...others.map(({ name }) => ({ name, init: b.number(0) })),
  ]);
}

/** Resumed by throw() or return() where nothing of the function's own has to see it. */
function leave(machine: Machine): Statement {
  return machine.graph.kind === "async" ? b.throws(b.id(machine.registers.value)) : b.returns(outside(machine, "finish"));
}

/** idle(frame, mode, value) */
function outside({ runtime, registers: r }: Machine, name: "idle" | "finish"): Node {
  return b.call(runtime(name), [b.id(r.frame), b.id(r.mode), b.id(r.value)]);
}

/**
 * How the suspension that ends `source` is resumed by throw() or return(): to the handler, to the finally, or out. Without
 * any of them, the prologue has looked.
 */
export function checkMode(machine: Machine, source: Block): Statement[] {
  const { graph, isProtected, registers: r } = machine;
  if (!isProtected) return [];
  const handler = handlerOf(graph, source.region);
  const goesOnThere = leadsTo(machine, source, handler);
  const returned = enclosingFinally(graph, source.region)?.returned ?? null;
  if (source.terminator.kind === "suspend" && source.terminator.op === "await") {
    // Nobody returns from the middle of an await.
    if (goesOnThere) return [];
    return [b.ifElse(b.id(r.mode), handler === null ? b.throws(b.id(r.value)) : b.block(jump(machine, handler)))];
  }
  if (handler === null) return [b.ifElse(b.id(r.mode), b.returns(outside(machine, "finish")))];
  const isThrow = b.binary("===", b.id(r.mode), b.number(MODE_THROW));
  if (returned !== null) {
    // if (mode) { state = mode === 1 ? 3 : 4; continue; }
    const to = b.conditional(isThrow, b.number(caseOf(machine, handler)), b.number(caseOf(machine, returned)));
    return [b.ifElse(b.id(r.mode), b.block([b.statement(b.assign(b.id(r.state), to)), b.continues()]))];
  }
  const isReturn = b.binary("===", b.id(r.mode), b.number(MODE_RETURN));
  const finishes = b.ifElse(isReturn, b.returns(outside(machine, "finish")));
  return goesOnThere ? [finishes] : [b.ifElse(isThrow, b.block(jump(machine, handler))), finishes];
}

/** Does next() lead to the handler too, past a block that does nothing? try { yield; } catch {} */
function leadsTo({ graph }: Machine, { terminator }: Block, handler: BlockId | null): boolean {
  return terminator.kind === "suspend" && handler !== null && onlyJumpsTo(graph.blocks[terminator.resume]!) === handler;
}
