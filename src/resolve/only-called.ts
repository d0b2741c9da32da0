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

/** Is the function, by whatever it is known, called and nothing else? */
export function isOnlyCalled({ node, isArrow, isStrict, usesArguments }: FunctionFacts, analysis: ScopeAnalysis, inferred: InferredName | undefined): boolean {
  if (!isArrow && !isStrict && usesArguments) return false; // arguments.callee
  if (analysis.callees.has(node)) return !node.id;
  const declared: Node | null | undefined | false = node.type === "FunctionDeclaration" ? node.id : !node.id && inferred?.kind === "static" && inferred.variable;
  const binding = declared && analysis.declarations.get(declared);
  if (!binding) return false;
  const { kind, writes, scope, references, annexB } = binding;
  // Of a program's variables others may know, by an export or a script's global; an eval may mean any.
  const isKnownHere = scope.kind !== "program" && !scope.function.hasDirectEval && !scope.function.hasDynamicNames;
  const isFixed = (kind === "const" || (kind === "function" && annexB === null)) && writes === 1;
  return isKnownHere && isFixed && references.every((reference) => analysis.callees.has(reference.node));
}
