// The ways out of a native statement: <Exit n> → what it does in this machine.
//
//   for (;;) { yield; if (a) { b(); break; } c(); }
//   → … if (a) { b(); state = 3; continue; } c(); …
//
//   outer: for (;;) { yield; for (k of a) if (k) break outer; }
//   → … for (k of a) if (k) { state = 3; continue machine; } …
//
// In a loop of the statement's own `continue` needs the machine's label.

import * as b from "../../ast/build.js";
import { isLoop, type Node, type Statement } from "../../ast/node.js";
import type { Exit } from "../../graph/graph.js";
import { PEND_RETURN } from "../../protocol.js";
import { leaves, returns, throws } from "./completions.js";
import { finallyRegion, jump, jumpFromInside, type Jump, type Machine } from "./machine.js";
import type { Text } from "./text.js";

export function replaceExits(machine: Machine, syntax: Node, exits: Exit[]): Text {
  let jumpsFromInside = false;
  const replace = (node: Node, isInLoop: boolean): Statement[] => {
    const exit = exits[node.index];
    jumpsFromInside ||= isInLoop && goesToCase(exit);
    return replaceExit(machine, exit, node.argument, isInLoop ? jumpFromInside : jump).map((statement) => b.at(node, statement));
  };
  const visit = (node: Node, isAround: boolean): Node => {
    const isInLoop = isAround || isLoop(node);
    return mapStatements(node, {
      one: (child) => (child.type === "Exit" ? b.at(child, b.block(replace(child, isInLoop))) : visit(child, isInLoop)),
      list: (children) => children.flatMap((child) => (child.type === "Exit" ? replace(child, isInLoop) : [visit(child, isInLoop)])),
    });
  };
  const statements = [visit(syntax, false)];
  return { statements, jumps: exits.some(goesToCase), jumpsFromInside };
}

function replaceExit(machine: Machine, exit: Exit, argument: Node | null, go: Jump): Statement[] {
  switch (exit.kind) {
    case "jump":
      return go(machine, exit.target);
    case "throw":
      return throws(machine, argument!, exit.handler, go);
    case "leave":
      return leaves(machine, finallyRegion(machine, exit.region), exit.completion, null, go);
    case "return":
      if (exit.leave === null) return returns(machine, argument);
      return leaves(machine, finallyRegion(machine, exit.leave), PEND_RETURN, argument, go);
  }
}

/** The others leave the function. */
function goesToCase(exit: Exit): boolean {
  return exit.kind !== "return" || exit.leave !== null;
}

interface StatementMap {
  one(child: Node): Node;
  list(children: Node[]): Node[];
}

/** Exits stand only where statements stand. What has none is the same node. */
function mapStatements(node: Node, map: StatementMap): Node {
  let copy: Node | null = null;
  for (const field of ["body", "consequent", "alternate", "block", "handler", "finalizer", "cases"]) {
    const value = node[field];
    if (!value || typeof value !== "object") continue;
    const mapped = Array.isArray(value) ? sameOr(value, map.list(value)) : map.one(value);
    if (mapped === value) continue;
    copy ??= { ...node };
    copy[field] = mapped;
  }
  return copy ?? node;
}

function sameOr(list: Node[], mapped: Node[]): Node[] {
  return mapped.length === list.length && mapped.every((item, index) => item === list[index]) ? list : mapped;
}
