// The ways in which the body of a machine ends or moves on: return, throw, and leaving through a `finally`.
//
//   yield a; return f();                              →  … value = f(); frame.$state = -1; return value; …
//   try { yield a; throw b; } catch (e) { c(e); }     →  … value = b; state = 2; continue; …
//   try { yield a; return f(); } finally { b(); }     →  … pended = f(); completion = 2; …
//
// They occur as terminators, and as exits of native statements, where `continue` needs the machine's label: so the
// `jump` to use comes with each call.

import * as b from "../ast/build.js";
import type { Node, Statement } from "../ast/node.js";
import type { BlockId, Exit, FinallyRegion, StateGraph } from "../graph/graph.js";
import { PEND_RETURN, STATE_DONE } from "../protocol.js";
import type { Registers } from "./registers.js";

/** state = 1; continue; */
export type Jump = (target: BlockId) => Statement[];

export interface Completions {
  returns(value: Node | null): Statement[];
  throws(value: Node, handler: BlockId | null, jump: Jump): Statement[];
  /** Into a finally clause; `next` is the block that control falls into. */
  leaves(region: FinallyRegion, completion: number, value: Node | null, next: BlockId | null, jump: Jump): Statement[];
  /** <Exit n> in a native statement → what it does in this machine. */
  replaceExits(syntax: Node, exits: Exit[], jump: Jump): Node;
}

interface CompletionsInput {
  graph: StateGraph;
  registers: Registers;
  /** Neither runs code nor can throw. */
  isPlain(expression: Node): boolean;
  /** A returned operand as the caller is to await it: awaited-call.ts. */
  awaited(operand: Node): Node;
}

export function createCompletions({ graph, registers: r, isPlain, awaited }: CompletionsInput): Completions {
  const completions: Completions = { returns, throws, leaves, replaceExits };
  return completions;

  function returns(value: Node | null): Statement[] {
    const done = b.statement(b.assign(b.member(b.id(r.frame), "$state"), b.number(STATE_DONE)));
    // Nobody looks at the state of an async function while it runs.
    if (value === null || isPlain(value) || graph.kind !== "generator") return [done, b.at(value, b.returns(value && awaited(value)))];
    // value = f(); frame.$state = -1; return value;   — it still runs while f does
    return [hold(value), done, b.returns(b.id(r.value))];
  }

  /** value = f(); */
  function hold(value: Node): Statement {
    return b.at(value, b.statement(b.at(value, b.assign(b.id(r.value), b.unnamed(value)))));
  }

  function throws(value: Node, handler: BlockId | null, jump: Jump): Statement[] {
    if (handler === null) return [b.at(value, b.throws(value))];
    return [hold(value), ...jump(handler)];
  }

  function leaves(
    region: FinallyRegion,
    completion: number,
    value: Node | null,
    next: BlockId | null,
    jump: Jump,
  ): Statement[] {
    const statements: Statement[] = [];
    if (completion === PEND_RETURN) {
      statements.push(b.at(value, b.statement(b.assign(b.id(region.value), b.unnamed(value ?? b.undef())))));
    }
    statements.push(b.statement(b.assign(b.id(region.completion), b.number(completion))));
    return region.body === next ? statements : [...statements, ...jump(region.body)];
  }

  function replaceExits(syntax: Node, exits: Exit[], jump: Jump): Node {
    const visit = (node: Node): Node => {
      if (node.type !== "Exit") return mapStatements(node, visit);
      const exit = exits[node.index];
      const argument: Node | null = node.argument;
      switch (exit.kind) {
        case "jump":
          return located(node, jump(exit.target));
        case "throw":
          return located(node, throws(argument!, exit.handler, jump));
        case "leave":
          return located(node, leaves(graph.regions[exit.region] as FinallyRegion, exit.completion, null, null, jump));
        case "return":
          if (exit.leave === null) return located(node, returns(argument));
          return located(node, leaves(graph.regions[exit.leave] as FinallyRegion, PEND_RETURN, argument, null, jump));
      }
    };
    return visit(syntax);
  }
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
