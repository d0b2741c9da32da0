// Parameters of an async function whose binding may run code of the user's: its errors have to reject, so they move to a
// function that the kickoff calls where that is caught.
//
//   async function f(a, b = g()) { await a; }
//   → … function f(parameter) { … frame = _apply(function (a, b = g()) { return new f$Frame(a); }, this, arguments); …
//
//   async function f({ a }) { await a; }
//   → … function f(parameter) { … frame = _apply(function ({ a }) { return new f$Frame(a); }, this, arguments); …
//
// Guarantees: the kickoff's `length` is what it was.

import * as b from "../../ast/build.js";
import { isConstant } from "../../ast/constants.js";
import type { Names } from "../../ast/names.js";
import { boundParameters, type Expression, type FunctionNode, type Node, type Pattern, type Statement } from "../../ast/node.js";
import type { EmitInput } from "./emitted-function.js";

/**
 * apply(function (a, b = g()) { … }, this, arguments)
 * An arrow has neither `this` nor `arguments`: ((a, b = g()) => { … })(parameter, ...rest)
 * With `super` it has to be an arrow, too: ((a, b = super.g()) => { … })(...arguments)
 */
export function callWithParameters({ node, placement, runtime }: EmitInput, body: Statement[], parameters: Pattern[]): Expression {
  const made = { ...b.functionExpression(null, [], body), params: node.params };
  const isArrow = node.type === "ArrowFunctionExpression";
  if (!isArrow && !placement.lexicalThis) return b.call(runtime("apply"), [made, b.self(), b.id("arguments")]);
  if (!isArrow) return b.call(b.arrow(made), [{ type: "SpreadElement", argument: b.id("arguments") }]);
  const passed = parameters.map((parameter) => (parameter.type === "RestElement" ? { ...parameter, type: "SpreadElement" } : parameter));
  return b.call(b.arrow(made), passed);
}

/** Names, defaults that are made of constants, and a rest parameter: binding them runs no code of the user's. */
export function cannotThrow(parameter: Pattern): boolean {
  switch (parameter.type) {
    case "Identifier":
      return true;
    case "RestElement":
      return parameter.argument.type === "Identifier";
    case "AssignmentPattern":
      return parameter.left.type === "Identifier" && (isConstant(parameter.right) || isEmptyLiteral(parameter.right));
    default:
      return false;
  }
}

function isEmptyLiteral(node: Node): boolean {
  return (node.type === "ArrayExpression" && node.elements.length === 0) || (node.type === "ObjectExpression" && node.properties.length === 0);
}

/**
 * As many parameters as count for `length`; an arrow takes the rest along. Where the body has the kickoff function's
 * `arguments`, a rest parameter keeps them apart from the parameters, as those of the source do.
 */
export function standIns({ type, params }: FunctionNode, names: Names, sharesArguments: boolean): Pattern[] {
  const own = boundParameters(params);
  const end = own.findIndex((parameter) => parameter.type === "AssignmentPattern" || parameter.type === "RestElement");
  const counted = end < 0 ? own : own.slice(0, end);
  const made: Pattern[] = counted.map(() => b.id(names.fresh("parameter")));
  if (type === "ArrowFunctionExpression" ? end >= 0 : sharesArguments) made.push({ type: "RestElement", argument: b.id(names.fresh("rest")) });
  return made;
}
