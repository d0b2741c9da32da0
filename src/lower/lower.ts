// Phase 2b: a function → the same function in simpler JavaScript, still runnable.
//
//   for (const x of list) { let n = x; yield () => n++; }
//   → iterator = _iterate(list);
//     try { while (_advance(iterator)) { x = iterator.value; { n = { value: x }; yield g$inner(n); } } } catch …
//     function g$inner(n) { return () => n.value++; }
//
// Relies on: scopes resolved, inner machines compiled. Guarantees: no block scope, no for-of or for-in around a
// suspension, no closure over a variable of the function, every variable has one name.
// Tempting: leave block scope to another plugin. It wraps the body of for (const x of list) { yield () => x; } in a
// function, and a yield cannot cross that.

import * as b from "../ast/build.js";
import type { FunctionNode, Node, Statement } from "../ast/node.js";
import { createSuspensionTest } from "../ast/suspensions.js";
import type { Variable, VariableOrigin } from "../graph/graph.js";
import { FRAME_FIELDS } from "../protocol.js";
import { allReferences, isFoundByName, isInTakenWith, liesIn, type Binding, type FunctionFacts, type ScopeAnalysis } from "../ast/scope-model.js";
import { lowerScoped } from "./blocks.js";
import { newCell, slotOf } from "./cells.js";
import { findCaptures } from "./closures.js";
import { lowerExpression } from "./expressions.js";
import type { LowerInput, Lowering } from "./lowering.js";
import { lowerStatement } from "./statements.js";
import { chooseStorage, type Storage } from "./storage.js";

export interface LoweredFunction {
  body: Statement[];
  variables: Variable[];
  /** What the kickoff function passes to the frame: expressions in its own scope, by slot name. */
  parameters: { name: string; value: Node }[];
  /** Variables that the kickoff function declares, for code that finds them by name. */
  kickoffVariables: string[];
  factories: Statement[];
}

/**
 * Names that fields of a frame cannot have: they are assigned, and an assignment meets what is inherited. frame.__proto__ is no field,
 * and the others are those of Object.prototype, which throw where somebody has frozen it.
 */
const NOT_FIELDS = [
  "__proto__",
  ..."hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf".split(" "),
  ..."__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__".split(" "),
];

export function lower(input: LowerInput): LoweredFunction {
  const { facts, names, analysis, placement } = input;
  const suspends = createSuspensionTest(input.kind === "async-generator");
  const variables: Variable[] = [];
  const parameters: LoweredFunction["parameters"] = [];
  const addVariable: AddVariable = (name, origin, sourceName, value, isCell = false) => {
    variables.push({ name, origin, sourceName, isParameter: value !== null, isCell });
    if (value) parameters.push({ name, value });
    return name;
  };

  const { storage, kickoffVariables } = storeBindings(input, suspends, addVariable);
  const block = asBlock(input.node, analysis, facts);
  const receiver = facts.usesThis && !placement.lexicalThis ? addVariable(names.fresh("self"), "receiver", "this", b.self()) : null;
  const used = placement.lexicalThis ? null : findArguments(facts);
  if (used) {
    const chosen = chooseStorage(used.binding, facts, names.fresh("args"));
    storage.set(used.binding, chosen);
    addVariable(chosen.name, "arguments", "arguments", used.mention, chosen.kind === "cell");
  }

  const lowering: Lowering = {
    ...input,
    storage,
    variables,
    factories: [],
    captures: new Map(),
    computedKeys: new Map(),
    receiver,
    temporary: (wish, origin = "temporary") => addVariable(names.fresh(wish), origin, null, null),
    suspends,
    statement: (node) => lowerStatement(node, lowering),
    statements: (nodes) => nodes.flatMap((node) => lowerStatement(node, lowering)),
    expression: (node) => lowerExpression(node, lowering),
  };
  lowering.captures = findCaptures(lowering);

  const body = lowerScoped(block, block.body, lowering, enterFunction(lowering));
  return { body, variables, parameters, kickoffVariables, factories: lowering.factories };
}

/** A variable of the step function; `value` is what the kickoff function gives it. Returns its name. */
type AddVariable = (name: string, origin: VariableOrigin, sourceName: string | null, value: Node | null, isCell?: boolean) => string;

/** A place for every binding of the function, under a name that hides none it takes from outside. */
function storeBindings({ facts, names, placement }: LowerInput, suspends: Lowering["suspends"], addVariable: AddVariable) {
  const storage = new Map<Binding, Storage>();
  const kickoffVariables = new Set<string>();
  const taken = new Set<string>([...FRAME_FIELDS, ...NOT_FIELDS, ...freeNames(facts), "arguments"]);
  for (const binding of ownBindings(facts)) {
    const isPassed = binding.kind === "param" || binding.kind === "functionName";
    const inWith = isInTakenWith(binding.scope.node, facts, suspends);
    if (placement.kickoffVariables.has(binding) && !inWith) {
      storage.set(binding, { kind: "outer" });
      taken.add(binding.name);
      if (!isPassed) kickoffVariables.add(binding.name);
      continue;
    }
    // Where others are found by their names, this one must not be.
    const name = (facts.hasDynamicNames && !inWith) || taken.has(binding.name) ? names.fresh(binding.name) : binding.name;
    taken.add(name);
    const chosen = chooseStorage(binding, facts, name, inWith);
    storage.set(binding, chosen);
    addVariable(name, isPassed ? "parameter" : "variable", binding.name, isPassed ? b.id(binding.name) : null, chosen.kind === "cell");
  }
  return { storage, kickoffVariables: [...kickoffVariables] };
}

/**
 * The `arguments` that the function uses, or an arrow in it, and how its kickoff function mentions it: an arrow's is that of the
 * function around it, and stays the node that it was, for the machine that may be there.
 */
function findArguments(facts: FunctionFacts): { binding: Binding; mention: Node } | null {
  for (const { node, binding } of facts.usesArguments ? allReferences(facts) : []) {
    if (binding?.kind !== "arguments") continue;
    if (facts.isArrow ? !liesIn(binding.scope.function, facts) : binding.scope === facts.scope) return { binding, mention: facts.isArrow ? node : b.id("arguments") };
  }
  // function* g(a = 1) { var arguments; }: a variable that begins as what it hides
  const own = facts.scope.bindings.get("arguments");
  const hidden = own?.kind === "arguments" && facts.scopes.some((scope) => scope.kind === "body" && scope.bindings.has("arguments"));
  return hidden ? { binding: own, mention: b.id("arguments") } : null;
}

/** x => e  →  x => { return e; } */
function asBlock(node: FunctionNode, analysis: ScopeAnalysis, facts: FunctionFacts): Node {
  const { body } = node;
  if (body.type === "BlockStatement") return body;
  const block = b.at(body, b.block([b.at(body, b.returns(body))]));
  analysis.scopes.set(block, facts.scope);
  return block;
}

/** Every binding that lives as long as an activation of the function, or shorter. */
function ownBindings(facts: FunctionFacts): Binding[] {
  const functionName = facts.scope.parent;
  const named = functionName?.kind === "functionName" && functionName.node === facts.node ? usedBindings(functionName) : [];
  const scopes = facts.scopes.filter((scope) => scope.kind !== "class" && scope.kind !== "functionName");
  return [...named, ...scopes.flatMap((scope) => [...scope.bindings.values()].filter(isOwn))];

  function isOwn(binding: Binding): boolean {
    // Where names are looked up as they are written, what a class's head means by the class's name stays as it is.
    if (binding.kind === "className") return binding.references.length > 0 && !binding.alwaysUninitialized && !isFoundByName(binding.scope);
    return binding.kind !== "arguments";
  }
}

const usedBindings = (scope: { bindings: Map<string, Binding> }) =>
  [...scope.bindings.values()].filter((binding) => binding.references.length > 0);

/** Names that the function or what is inside it takes from outside; none of its own variables may hide them. */
function freeNames(facts: FunctionFacts): Set<string> {
  const free = new Set<string>();
  for (const { node, binding } of allReferences(facts)) {
    if (binding === null || !liesIn(binding.scope.function, facts)) free.add(node.name);
  }
  return free;
}

/** Parameters that are captured and reassigned get their cells; a body scope of its own takes over their values. */
function enterFunction(lowering: Lowering): Statement[] {
  const statements: Statement[] = [];
  const { facts, storage, analysis } = lowering;
  for (const [binding, place] of storage) {
    if ((binding.kind === "param" || binding.kind === "arguments") && place.kind === "cell") {
      // n = {value: n}
      statements.push(b.statement(b.assign(b.id(place.name), newCell(b.id(place.name)))));
    }
  }
  const body = analysis.scopes.get(lowering.node.body);
  if (body && body !== facts.scope) {
    for (const binding of body.bindings.values()) {
      const parameter = facts.scope.bindings.get(binding.name);
      const target = storage.get(binding);
      if (binding.kind !== "var" || !parameter || !target || target.kind === "outer") continue;
      const from = storage.get(parameter);
      statements.push(b.statement(b.assign(slotOf(binding, target), from ? slotOf(parameter, from) : b.id(parameter.name))));
    }
  }
  return statements;
}
