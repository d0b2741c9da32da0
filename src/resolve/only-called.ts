// Does anybody see a function as an object?
//
//   const load = async (key) => key; load(1);     →  only called
//   (async () => {})();                           →  only called
//   list.map(async (key) => key);                 →  may be seen
//
// Giving a function its prototype costs more than making it, ten times over, so functions that come to be again and again
// do without where nobody can tell. Rejected: leaving it out for callbacks. What they are handed to may look.

import type { Node } from "../ast/node.js";
import type { FunctionFacts, ScopeAnalysis } from "../ast/scope-model.js";
import type { InferredName } from "./inferred-names.js";

/** All calls of a function that, by whatever it is known, is called and nothing else; null for another one. */
export function callsOfOnlyCalled({ node, isArrow, isStrict, usesArguments }: FunctionFacts, analysis: ScopeAnalysis, inferred: InferredName | undefined): Node[] | null {
  if (!isArrow && !isStrict && usesArguments) return null; // arguments.callee
  const call = analysis.callees.get(node);
  if (call) return node.id ? null : [call];
  const declared: Node | null | undefined | false = node.type === "FunctionDeclaration" ? node.id : !node.id && inferred?.kind === "static" && inferred.variable;
  const binding = declared && analysis.declarations.get(declared);
  if (!binding) return null;
  const { kind, writes, scope, references, annexB } = binding;
  // Of a program's variables others may know, by an export or a script's global; an eval may mean any.
  const isKnownHere = scope.kind !== "program" && !scope.function.hasDirectEval && !scope.function.hasDynamicNames;
  const isFixed = (kind === "const" || (kind === "function" && annexB === null)) && writes === 1;
  if (!isKnownHere || !isFixed) return null;
  const calls = references.map((reference) => analysis.callees.get(reference.node));
  return calls.every((found) => found !== undefined) ? calls : null;
}
