// A function → its scopes: around it for its own name, its parameters', and its body's.
//
//   (function f(a, b = () => a) { var a; let c; });
//   → … a: param of f, 1 write, captured · b: param of f, 1 write · a: var of body, 0 writes · c: let of body, 1 write
//
// Parameters without an expression in them share the body's scope.

import { boundParameters, hasUseStrict, type Node, type Pattern } from "../ast/node.js";
import type { FunctionFacts, Scope, ScopeAnalysis } from "../ast/scope-model.js";
import { walk } from "../ast/walk.js";
import { boundNames, declare, declareVars, declareWithValue } from "./declarations.js";
import { visitPattern } from "./patterns.js";
import { functionFacts, newScope, type Place, type Scoping } from "./scoping.js";

/** `ahead`: where its decorators and its key are evaluated. */
export function visitFunction(node: Node, place: Place, scoping: Scoping, ahead = place): void {
  visitAhead(node, ahead, scoping);
  if (!node.body) return; // an overload signature
  const { analysis } = scoping;
  const facts = factsOf(node, place, analysis);
  const around = node.type === "FunctionExpression" && node.id ? ownNameScope(node, place.scope, analysis) : place.scope;
  const scope = newScope("function", node, around, facts, analysis);
  facts.scope = scope;
  if (!facts.isArrow) declare("arguments", "arguments", scope, analysis).writes++;
  const params = boundParameters(node.params);
  for (const param of params) declareParameter(param, scope, analysis);
  const inside: Place = { scope, switchCase: null, loopDepth: 0 };
  for (const param of params) visitPattern(param, inside, "declare", scoping);
  if (node.body.type === "BlockStatement") visitBody(node.body, params, inside, scoping);
  else scoping.visit(node.body, inside);
}

/** What is evaluated before there is the function: decorators, and the key of a method. */
function visitAhead(node: Node, place: Place, { visit }: Scoping): void {
  for (const decorator of node.decorators ?? []) visit(decorator, place);
  const isMethod = node.type === "ObjectMethod" || node.type === "ClassMethod" || node.type === "ClassPrivateMethod";
  if (isMethod && (node.computed || node.type === "ClassPrivateMethod")) visit(node.key, place);
}

function factsOf(node: Node, { scope, switchCase, loopDepth }: Place, analysis: ScopeAnalysis): FunctionFacts {
  const outer = scope.function;
  const ownStrict = hasUseStrict(node.body);
  const given = {
    isArrow: node.type === "ArrowFunctionExpression",
    isStrict: outer.isStrict || ownStrict,
    hasUseStrict: ownStrict && !outer.isStrict,
    loopDepth,
  };
  const facts = functionFacts(node, outer, given, analysis);
  const isHoisted = node.type === "FunctionDeclaration";
  if (isHoisted) facts.createdAt = scope.node.start ?? -1;
  facts.createdInCase = isHoisted ? null : switchCase;
  return facts;
}

/** The scope in which a function expression has its name. */
function ownNameScope(node: Node, outer: Scope, analysis: ScopeAnalysis): Scope {
  const scope = newScope("functionName", node, outer, outer.function, analysis);
  declareWithValue(node.id, "functionName", scope, analysis);
  return scope;
}

function declareParameter(param: Pattern, scope: Scope, analysis: ScopeAnalysis): void {
  for (const name of boundNames(param)) {
    scope.bindings.delete(name.name); // a parameter named arguments; of two of one name the last counts
    declareWithValue(name, "param", scope, analysis);
  }
}

function visitBody(body: Node, params: Pattern[], inside: Place, { analysis, visitStatements }: Scoping): void {
  const outer = inside.scope;
  const isSimple = params.every((param) => !containsExpression(param));
  const scope = isSimple ? outer : newScope("body", body, outer, outer.function, analysis);
  if (isSimple) analysis.scopes.set(body, outer);
  declareVars(body.body, scope, analysis);
  visitStatements(body.body, { ...inside, scope });
}

/** Does a parameter hold an expression (a default, a computed key), which gives the body a scope of its own? */
function containsExpression(param: Pattern): boolean {
  let found = false;
  walk(param, (node) => {
    if (node.type === "AssignmentPattern" || (node.type === "ObjectProperty" && node.computed)) found = true;
    return !found;
  });
  return found;
}
