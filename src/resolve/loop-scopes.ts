// A loop with a head → the scope of what its head declares.
//
//   for (let i = 0, n = 9; i < n; i++) f(() => i);
//   → g: function of program, 1 write · i: let of loop, 2 writes, captured · n: let of loop, 1 write
//
//   for (const x of f(x)) h(x);
//   → g: function of program, 1 write · x: const of loop, 1 write · x: let of head, 0 writes
//
// The iterated expression sees the loop's names, uninitialised: they are bindings of its own scope.

import type { Node } from "../ast/node.js";
import type { ScopeAnalysis } from "../ast/scope-model.js";
import { boundNames, declare, declareLexical, meetCatches } from "./declarations.js";
import { visitPattern } from "./patterns.js";
import { newScope, type Place, type Scoping } from "./scoping.js";

/** for (init; test; update) body */
export function visitFor(node: Node, place: Place, { analysis, visit }: Scoping): void {
  const inner = enterLoop(node, node.init, place, analysis);
  visit(node.init, { ...inner, loopDepth: place.loopDepth });
  visit(node.test, inner);
  visit(node.update, inner);
  visit(node.body, inner);
}

/** for (left of right) body, and the same with `in` */
export function visitIteration(node: Node, place: Place, scoping: Scoping): void {
  const { analysis, visit } = scoping;
  const head: Node = node.left;
  const inner = enterLoop(node, head, place, analysis);
  if (head.type === "VariableDeclaration") noteItems(head, place, analysis);
  visitIterated(node, place, scoping);
  if (head.type === "VariableDeclaration") {
    visitPattern(head.declarations[0].id, inner, "declare", scoping);
    visit(head.declarations[0].init, inner);
  } else visitPattern(head, inner, "pattern", scoping);
  visit(node.body, inner);
}

/** Inside the loop: in a scope of its own, if its head declares something for each turn. */
function enterLoop(node: Node, head: Node | null, place: Place, analysis: ScopeAnalysis): Place {
  const inner: Place = { ...place, loopDepth: place.loopDepth + 1 };
  if (!isLexical(head)) return inner;
  inner.scope = newScope("loop", node, place.scope, place.scope.function, analysis);
  declareLexical([head], inner, analysis);
  return inner;
}

/** What the head of an iteration declares is given each item, which counts as one write. */
function noteItems(head: Node, place: Place, analysis: ScopeAnalysis): void {
  if (!isLexical(head)) meetCatches(head, place.scope, analysis);
  for (const name of boundNames(head.declarations[0].id)) {
    const binding = analysis.declarations.get(name)!;
    if (isLexical(head)) binding.initializedFrom = head.end!;
    binding.writes++;
  }
}

function visitIterated({ left, right }: Node, place: Place, { analysis, visit }: Scoping): void {
  if (!isLexical(left)) return visit(right, place);
  const scope = newScope("head", right, place.scope, place.scope.function, analysis);
  for (const { name } of boundNames(left.declarations[0].id)) declare(name, "let", scope, analysis, Infinity).alwaysUninitialized = true;
  visit(right, { ...place, scope });
}

function isLexical(head: Node | null): head is Node {
  return head?.type === "VariableDeclaration" && head.kind !== "var";
}
