// Members of an enum → members that mean the same to those who do not know its constants.
//
//   const a = "x", n = 1; yield () => { enum E { A = a, N = n, M } return E; };  // parserPlugins: ["typescript"]
//   → a = "x"; n = 1; yield g$inner(a, n);
//     function g$inner(a, n) { return () => { enum E { A = "" + a, N = n, M = E.N + 1, } return E; }; }
//
// Two things about a member are decided by who lowers the enum, who looks at the constants that its initialiser names: a
// number can be looked up in the enum, a string cannot; and the next member counts on. Here constants become parameters.

import * as b from "../ast/build.js";
import { keyName } from "../ast/definitions.js";
import { enumMembers, withMembers } from "../ast/enums.js";
import type { Node } from "../ast/node.js";
import type { ScopeAnalysis } from "../ast/scope-model.js";
import { walk } from "../ast/walk.js";

export function spellOutMembers(node: Node, analysis: ScopeAnalysis): Node {
  let last: Node | null = null;
  let counts = false;
  const members = enumMembers(node).map((member) => {
    const before = last;
    last = member;
    if (member.initializer) {
      counts = mentionsNames(member.initializer, analysis);
      return isStringByNames(member.initializer, analysis)
        ? { ...member, initializer: b.binary("+", b.string(""), member.initializer) }
        : member;
    }
    if (!counts) return member;
    // M → M = E.N + 1
    return { ...member, initializer: b.binary("+", b.member(b.id(node.id.name), keyName(before!.id)), b.number(1)) };
  });
  return withMembers(node, members);
}

function mentionsNames(initializer: Node, analysis: ScopeAnalysis): boolean {
  let found = false;
  walk(initializer, (node) => {
    if (analysis.references.get(node)?.binding) found = true;
  });
  return found;
}

/** Is it a string, but only for those who know what its names stand for? const a = "x"; enum E { A = a } */
function isStringByNames(initializer: Node, analysis: ScopeAnalysis): boolean {
  const seen = new Set<Node>();
  return isString(initializer, (name) => valueOf(name, seen, analysis)) && !isString(initializer, () => null);
}

function isString(node: Node, valueOf: (name: Node) => Node | null): boolean {
  switch (node.type) {
    case "StringLiteral":
    case "TemplateLiteral":
      return true;
    case "BinaryExpression":
      return node.operator === "+" && (isString(node.left, valueOf) || isString(node.right, valueOf));
    case "Identifier":
    case "MemberExpression": {
      const value = valueOf(node);
      return value !== null && isString(value, valueOf);
    }
    default:
      return false;
  }
}

/** What declares the value of a constant, or of Enum.Member; null if that is not known. */
function valueOf(name: Node, seen: Set<Node>, analysis: ScopeAnalysis): Node | null {
  if (seen.has(name)) return null;
  seen.add(name);
  if (name.type === "Identifier") {
    const binding = analysis.references.get(name)?.binding;
    return binding?.writes === 1 ? binding.value : null;
  }
  const declared = name.object.type === "Identifier" && !name.computed && valueOf(name.object, seen, analysis);
  if (!declared || declared.type !== "TSEnumDeclaration") return null;
  return analysis.scopes.get(declared)!.bindings.get(name.property.name)?.value ?? null;
}
