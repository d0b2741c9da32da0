// What the files of this phase share while one function is spilled.

import * as b from "../ast/build.js";
import type { Expression, Node, Statement } from "../ast/node.js";
import type { Names } from "../ast/names.js";
import type { VariableOrigin } from "../graph/graph.js";
import type { RuntimeImport } from "../protocol.js";

export interface Spilling {
  names: Names;
  runtime(name: RuntimeImport): Expression;
  /** A new variable of the step function. */
  temporary(wish: string, origin?: VariableOrigin): string;
  suspends(node: Node | null | undefined): boolean;
  /** Is this the name of a variable of the step function? */
  isVariable(name: string): boolean;
}

/** name = value: a variable of ours, which must not give its name to an anonymous function. */
export function set(name: string, value: Expression): Statement {
  return b.at(value, b.statement(b.at(value, b.assign(b.id(name), b.unnamed(value)))));
}

/** Statements that have to run before an expression's value is there. */
export type Before = Statement[];

/** Evaluates `value` now: the result can be used any time later. */
export function hold(value: Expression, before: Before, spilling: Spilling, wish = "held"): Expression {
  if (isConstantValue(value)) return value;
  const name = spilling.temporary(wish);
  before.push(set(name, value));
  return b.at(value, { ...b.id(name), temporary: true });
}

/** A temporary is assigned once, so its name is as good as its value. */
function isConstantValue(value: Expression): boolean {
  if (value.temporary) return true;
  return /^(Numeric|String|Boolean|Null|BigInt)Literal$/.test(value.type) || (value.type === "UnaryExpression" && value.operator === "void");
}
