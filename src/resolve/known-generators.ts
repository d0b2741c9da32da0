// Which calls can call one generator function of the module and nothing else?
//
//   function* walk(node) { if (node) yield* walk(node.left); }    →  walk(node.left) calls walk
//   function* g(n = f()) { yield n; } g();                        →  nothing is known
//   export var count = function* () {}; count();                  →  nothing is known
//
// Such a call, where it is delegated to, can do with the frame alone: nobody would see the generator object.
//
// Relies on: modules, whose variables only they can assign; what a script declares, every other script may. Guarantees: the
// frame constructor stands at module level, and takes the parameters in their order.
// Tempting: inner functions, too. Their step function is often made with the call.

import type { Node } from "../ast/node.js";
import { isFixedFunction, type FunctionFacts, type ScopeAnalysis } from "../ast/scope-model.js";
import { choosePlacement } from "./placement.js";

/** The functions by the calls, which are known by where they end: nodes change, positions do not. */
export function knownGenerators(generators: Node[], analysis: ScopeAnalysis): Map<number, Node> {
  const calls = new Map<number, Node>();
  for (const node of generators.filter((node) => hasFixedName(node, analysis) && isPlainlyCalled(analysis.functions.get(node)!))) {
    for (const reference of analysis.declarations.get(node.id)!.references) {
      const call = analysis.callees.get(reference.node);
      if (call) calls.set(call.end!, node);
    }
  }
  return calls;
}

/** A declaration of the program whose variable nobody assigns. */
function hasFixedName({ type, id }: Node, analysis: ScopeAnalysis): boolean {
  const binding = type === "FunctionDeclaration" && id ? analysis.declarations.get(id) : undefined;
  return binding !== undefined && binding.scope.kind === "program" && isFixedFunction(binding);
}

/** A call does nothing but keep its arguments. */
function isPlainlyCalled(facts: FunctionFacts): boolean {
  const { params, id } = facts.node;
  const names: string[] = params.map(({ type, name }: Node) => (type === "Identifier" ? name : null));
  const areNames = names.every((name) => name !== null && name !== "this" && name !== id.name) && new Set(names).size === names.length;
  const isFree = !facts.usesThis && !facts.usesArguments && !facts.usesNewTarget;
  const { step, once, kickoffVariables } = choosePlacement(facts);
  return areNames && isFree && step === "module" && once && kickoffVariables.size === 0;
}
