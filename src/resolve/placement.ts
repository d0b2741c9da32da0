// A function → where its machinery may stand.
//
//   function* g(n) { yield n; }                               →  module
//   function f(n) { return function* () { yield n; }; }       →  kickoff
//   class A extends B { *m() { yield super.m(); } }           →  kickoff, as an arrow
//   function* g(n) { yield eval("n"); }                       →  kickoff, with n, as an arrow
//
// The step function, the frame constructor and `next` want to stand at module level, made once per source function. The
// step function cannot, if it uses a name that only exists where the function stands; then it is made with each call of
// the kickoff function and travels in the frame. Rejected: accessors for `super` and private names, made in the class
// body and passed along. They are one closure per name where the step function itself is one closure in all.

import type { Node } from "../ast/node.js";
import { allReferences, isAssignment, isFoundByName, liesIn, type Binding, type FunctionFacts, type Reference } from "../ast/scope-model.js";

export interface Placement {
  /** Where the step function and the factories of inner functions stand. */
  step: "module" | "kickoff";
  /** What stays a variable of the kickoff function, since something there shares it or finds it by its name. */
  kickoffVariables: Set<Binding>;
  /** The step function is an arrow in the kickoff function, for `super` for instance: `this` and `arguments` need no slot. */
  lexicalThis: boolean;
  /** The function comes to be at most once per run of the module, so its generators can have one hidden class. */
  once: boolean;
}

export function choosePlacement(facts: FunctionFacts): Placement {
  const kickoffVariables = facts.hasDynamicNames ? variablesFoundByName(facts) : sharedParameters(facts);
  const lexicalThis = facts.usesSuper || facts.hasDynamicNames || (facts.isArrow && (facts.usesNewTarget || precedesThis(facts))) || sharesArguments(facts);
  const bound = kickoffVariables.size > 0 || facts.usesPrivateNames || facts.hasDirectEval || lexicalThis;
  return {
    step: bound || usesOuterNames(facts) ? "kickoff" : "module",
    kickoffVariables,
    lexicalThis,
    once: facts.parent?.parent === null && facts.loopDepth === 0,
  };
}

/** An arrow that may use the `this` of a derived constructor: it may be called before there is one. */
export function precedesThis(facts: FunctionFacts): boolean {
  let owner: FunctionFacts = facts;
  while (owner.isArrow && owner.parent) owner = owner.parent;
  return facts.usesThis && owner.node.kind === "constructor" && owner.scope.parent?.node.superClass != null;
}

/**
 * Does somebody else see which value is in `arguments`? Sloppy code may assign it: an arrow the one that it shares, others one that
 * a closure in their parameters has. And an arrow outside of all functions may mean the module's own, or nothing at all.
 */
function sharesArguments(facts: FunctionFacts): boolean {
  const references = [...allReferences(facts)].filter(({ node }) => node.name === "arguments");
  if (facts.isArrow && references.some(({ binding }) => binding === null)) return true;
  const shared = references.filter(({ binding }) => binding?.kind === "arguments" && (facts.isArrow || binding.scope === facts.scope));
  return shared.some(isAssignment) && (facts.isArrow || shared.some((reference) => isInDefault(reference, facts)));
}

/** Is it in a closure in a parameter, which stays with the kickoff function? */
function isInDefault({ function: closure, node }: Reference, facts: FunctionFacts): boolean {
  return closure !== facts && node.start! < facts.node.body.start!;
}

/** A direct eval or a `with` finds variables by their names, wherever control is: closure storage, for those that it can see. */
function variablesFoundByName(facts: FunctionFacts): Set<Binding> {
  const found = new Set<Binding>();
  for (const scope of facts.scopes) {
    if (scope.kind === "class" || scope.kind === "functionName" || !isFoundByName(scope)) continue;
    for (const binding of scope.bindings.values()) if (binding.kind !== "arguments" && binding.kind !== "className") found.add(binding);
  }
  return found;
}

/** Parameters that sloppy `arguments` aliases, or that a default's closure shares and somebody reassigns. */
function sharedParameters(facts: FunctionFacts): Set<Binding> {
  const shared = new Set<Binding>();
  const parameters = [...facts.scope.bindings.values()].filter((binding) => binding.kind === "param");
  const simple = facts.node.params.every((param: Node) => param.type === "Identifier");
  const reassigned = parameters.some((binding) => binding.writes > 1);
  const aliased = simple && !facts.isStrict && facts.usesArguments && (facts.argumentsEscape || reassigned);
  for (const binding of parameters) {
    const captured = binding.references.some((reference) => isInDefault(reference, facts));
    if (aliased || (captured && binding.writes > 1)) shared.add(binding);
  }
  return shared;
}

/** Does it, or a function inside it, use a variable of a scope between it and the program's? */
function usesOuterNames(facts: FunctionFacts): boolean {
  const dynamic = hasDynamicScope(facts);
  for (const { binding } of allReferences(facts)) {
    if (binding === null || binding.scope.kind === "program") {
      if (dynamic) return true;
      continue;
    }
    if (binding.scope.kind === "functionName" && binding.scope.node === facts.node) continue;
    // An arrow's kickoff function passes it on, as it does with `this`.
    if (binding.kind === "arguments" && facts.isArrow) continue;
    if (!liesIn(binding.scope.function, facts) || isClassAround(binding, facts)) return true;
  }
  return false;
}

/**
 * Does what stands in the kickoff function, parameters included, mean something outside of it by this name? `itself`: a variable
 * that always holds the function, so it may well be hidden by the function's own name.
 */
export function meansOutside(name: string, facts: FunctionFacts, { step }: Placement, itself: Binding | null): boolean {
  if (facts.hasDirectEval) return true;
  for (const { node, binding } of allReferences(facts)) {
    const isInKickoff = step === "kickoff" || node.start! < facts.node.body.start!;
    const isOwn = binding !== null && (binding === itself || liesIn(binding.scope.function, facts));
    if (node.name === name && isInKickoff && !isOwn) return true;
  }
  return false;
}

/** The inner name of a class around the function belongs to the function around the class. */
function isClassAround(binding: Binding, facts: FunctionFacts): boolean {
  return binding.kind === "className" && !liesIn(binding.scope.function, facts);
}

/** A `with` or a sloppy direct eval around the function may catch any free name. */
function hasDynamicScope(facts: FunctionFacts): boolean {
  for (let scope = facts.scope.parent; scope; scope = scope.parent) {
    if (scope.kind === "with" || (scope.hasSloppyEval && scope.kind !== "program")) return true;
  }
  return false;
}
