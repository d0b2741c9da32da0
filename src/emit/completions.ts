// The ways in which the body of a machine ends or moves on: return, throw, and leaving through a `finally`.
//
//   yield a; return f();                              →  … value = f(); frame.$state = -1; return value; …
//   try { yield a; throw b; } catch (e) { c(e); }     →  … value = b; state = 2; continue; …
//   try { yield a; return f(); } finally { b(); }     →  … pended = f(); completion = 2; …
//
// At the end of the clause what waits goes on: if (completion === 2) { frame.$state = -1; return pended; }
//
// They occur as terminators, and as exits of native statements, where `continue` needs the machine's label: so how
// to go to a case comes with each call.

import * as b from "../ast/build.js";
import type { Node, Statement } from "../ast/node.js";
import { enclosingFinally, handlerOf, type BlockId, type Exit, type FinallyRegion } from "../graph/graph.js";
import { PEND_JUMP, PEND_RETURN, PEND_THROW, STATE_DONE } from "../protocol.js";
import { awaitedCall } from "./awaited-call.js";
import { finallyRegion, hold, isPlain, jump, jumpFromInside, setState, type Jump, type Machine } from "./machine.js";

export function returns(machine: Machine, value: Node | null): Statement[] {
  const done = setState(machine, STATE_DONE);
  // Nobody looks at the state of an async function while it runs.
  if (value === null || isPlain(machine, value) || !machine.isIterator) return [done, b.at(value, b.returns(value && awaitedCall(machine, value)))];
  // value = f(); frame.$state = -1; return value;   — it still runs while f does
  return [hold(machine, value), done, b.returns(b.id(machine.registers.value))];
}

export function throws(machine: Machine, value: Node, handler: BlockId | null, go: Jump): Statement[] {
  if (handler === null) return [b.at(value, b.throws(value))];
  return [hold(machine, value), ...go(machine, handler)];
}

/** What waits while a finally clause runs: pended = f(); completion = 2; */
export function pends(region: FinallyRegion, completion: number, value: Node | null): Statement[] {
  const waits = b.statement(b.assign(b.id(region.completion), b.number(completion)));
  if (completion !== PEND_RETURN) return [waits];
  return [b.at(value, b.statement(b.at(value, b.assign(b.id(region.value), b.unnamed(value ?? b.undef()))))), waits];
}

/** Into a finally clause. */
function leaves(machine: Machine, region: FinallyRegion, completion: number, value: Node | null, go: Jump): Statement[] {
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
    b.ifElse(is(PEND_THROW), b.block(throwOn)),
    b.ifElse(is(PEND_RETURN), b.block(returnOn)),
    ...region.jumps.map((target, index) => b.ifElse(is(PEND_JUMP + index), b.block(jump(machine, target)))),
  ];
}

/** <Exit n> in a native statement → what it does in this machine. */
export function replaceExits(machine: Machine, syntax: Node, exits: Exit[]): Node {
  const visit = (node: Node): Node => {
    if (node.type !== "Exit") return mapStatements(node, visit);
    return located(node, replaceExit(machine, exits[node.index], node.argument));
  };
  return visit(syntax);
}

function replaceExit(machine: Machine, exit: Exit, argument: Node | null): Statement[] {
  switch (exit.kind) {
    case "jump":
      return jumpFromInside(machine, exit.target);
    case "throw":
      return throws(machine, argument!, exit.handler, jumpFromInside);
    case "leave":
      return leaves(machine, finallyRegion(machine, exit.region), exit.completion, null, jumpFromInside);
    case "return":
      if (exit.leave === null) return returns(machine, argument);
      return leaves(machine, finallyRegion(machine, exit.leave), PEND_RETURN, argument, jumpFromInside);
  }
}

/** The others leave the function. */
export function goesToCase(exit: Exit): boolean {
  return exit.kind !== "return" || exit.leave !== null;
}

function located(origin: Node, statements: Statement[]): Statement {
  for (const statement of statements) b.at(origin, statement);
  return b.at(origin, b.block(statements));
}

/** Exits stand only where statements stand. */
function mapStatements(node: Node, map: (child: Node) => Node): Node {
  let copy: Node | null = null;
  for (const field of ["body", "consequent", "alternate", "block", "handler", "finalizer", "cases"]) {
    const value = node[field];
    if (!value || typeof value !== "object") continue;
    const mapped = Array.isArray(value) ? value.map(map) : map(value);
    const changed = Array.isArray(value) ? mapped.some((item: Node, index: number) => item !== value[index]) : mapped !== value;
    if (!changed) continue;
    copy ??= { ...node };
    copy[field] = mapped;
  }
  return copy ?? node;
}
