// What a function takes from its surroundings without naming a variable → facts of every function that it concerns.
//
//   function f() { return () => this; }                    →  f: usesThis · =>: usesThis
//   class A { #n; m() { return (a) => a.#n; } }            →  … m: usesPrivateNames · =>: usesPrivateNames
//   function f() { function g() { eval("f"); } }           →  f: hasDirectEval, hasDynamicNames · g: …
//
// `this`, `super`, `new.target` and `arguments` concern the function that has them and every arrow on the way there. A
// private name concerns all functions up to its class, a `with` or a direct eval all functions and scopes around it.

import type { Node } from "../ast/node.js";
import type { FunctionFacts, Scope } from "../ast/scope-model.js";
import { variableScope } from "./declarations.js";

export type OwnUse = "usesThis" | "usesArguments" | "argumentsEscape" | "usesSuper" | "usesNewTarget";

/** Notes what a function uses, for itself or, as an arrow, through those around it. */
export function noteOwn(from: FunctionFacts, ...uses: OwnUse[]): void {
  for (let at: FunctionFacts | null = from; at; at = at.parent) {
    for (const use of uses) at[use] = true;
    if (!at.isArrow) break;
  }
}

/** Functions between a private name and its class can only be compiled inside that class. */
export function notePrivateName(name: string, from: Scope): void {
  const declares = (element: Node) => element.key?.type === "PrivateName" && element.key.id.name === name;
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    if (scope.kind === "class" && scope.node.body.body.some(declares)) return;
    // The class around a head may be the one; its function is that of the scope around it.
    if (scope.kind !== "head") scope.function.usesPrivateNames = true;
  }
}

/** Of the functions, those with the node in their parameters alone are not concerned: these stay as they are written. */
export function noteDynamicNames(node: Node, from: Scope): void {
  for (let at: Scope | null = from; at; at = at.parent) at.hasDynamicNames = true;
  for (let at: FunctionFacts | null = from.function; at; at = at.parent) {
    if (at.node.body && node.start! >= at.node.body.start!) at.hasDynamicNames = true;
  }
}

/** It may mean anything that can be meant where it stands; in sloppy code it may also declare variables. */
export function noteDirectEval(node: Node, from: Scope): void {
  noteDynamicNames(node, from);
  noteOwn(from.function, "usesThis", "usesArguments", "usesNewTarget");
  for (let at: FunctionFacts | null = from.function; at; at = at.parent) at.hasDirectEval = true;
  if (!from.function.isStrict) variableScope(from).hasSloppyEval = true;
}
