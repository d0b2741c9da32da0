// What an identifier means: the binding of the nearest scope that has its name; without one, a global.
//
//   { f(); function f() { return h; } }
//   → f: function of block · h: a global
//
// They are collected while the scopes are filled, and resolved at the end: most names are declared behind their first use.

import type { Node } from "../ast/node.js";
import { isAssignment, type Reference, type Scope } from "../ast/scope-model.js";
import { takeName, type Place, type Scoping } from "./scoping.js";
import { noteOwn } from "./surroundings.js";

/** `plainArguments`: the identifier may be `arguments`, and does not let that object escape. */
export function refer(
  node: Node,
  { scope, switchCase }: Place,
  access: Reference["access"],
  { analysis, unresolved }: Scoping,
  plainArguments = false,
): void {
  takeName(node.name, scope.function, analysis);
  const reference: Reference = { node, scope, function: scope.function, binding: null, access, switchCase };
  analysis.references.set(node, reference);
  scope.function.references.push(reference);
  unresolved.push(reference);
  if (node.name === "arguments" && !plainArguments) noteOwn(scope.function, "argumentsEscape");
}

/** When all scopes are filled. */
export function resolve(reference: Reference): void {
  const { name } = reference.node;
  for (let scope: Scope | null = reference.scope; scope; scope = scope.parent) {
    const binding = scope.bindings.get(name);
    if (!binding) continue;
    reference.binding = binding;
    binding.references.push(reference);
    if (isAssignment(reference)) binding.writes++;
    if (binding.kind === "arguments") noteOwn(reference.function, "usesArguments");
    return;
  }
}
