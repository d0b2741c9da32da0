// A TypeScript enum → the scope that its initializers are evaluated in.
//
//   export enum Side { left = 1, right = left + 1 }  // parserPlugins: ["typescript"]
//   → Side: let of program, 1 write · Side: const of Side, 1 write · left: const of Side, 1 write · right: const of Side, 1 write
//
// What lowers an enum makes a function of it, in which its own name and those of its members hide what is around it. The
// members of an enum of the same name before it are meant by their names, too: its scope is within the one of that.
//
// Tempting: take an initializer for a part of what is around it. In enum E { a = 1, b = a } the a is no variable, and one
// that is called a further out is not meant.

import { keyName } from "../ast/definitions.js";
import { enumMembers } from "../ast/enums.js";
import type { Node } from "../ast/node.js";
import type { Scope, ScopeAnalysis } from "../ast/scope-model.js";
import { declare } from "./declarations.js";
import { functionFacts, newScope, type Place } from "./scoping.js";

export function enumScope(node: Node, place: Place, analysis: ScopeAnalysis): Scope {
  const owner = place.scope.function;
  const facts = functionFacts(node, owner, { isArrow: false, isStrict: owner.isStrict, hasUseStrict: false, loopDepth: place.loopDepth }, analysis);
  facts.createdInCase = place.switchCase;
  const binding = analysis.declarations.get(node.id);
  const before = (binding?.value && analysis.scopes.get(binding.value)) ?? place.scope;
  if (binding) binding.value = node;
  const scope = newScope("function", node, before, facts, analysis);
  facts.scope = scope;
  declare("arguments", "arguments", scope, analysis).writes++;
  declareConstant(node.id, node);
  for (const member of enumMembers(node)) declareConstant(member.id, member.initializer ?? null);
  return scope;

  function declareConstant(id: Node, value: Node | null): void {
    const name = keyName(id);
    analysis.names.add(name);
    const declared = declare(name, "const", scope, analysis);
    declared.writes++;
    declared.value = value;
  }
}
