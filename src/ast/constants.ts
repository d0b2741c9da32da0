// What is the same whenever it is evaluated, and can neither run code nor throw.

import type { Node } from "./node.js";

/** 1, "a", null, 1n; and -1, void 0, or !0 as minifiers write it */
export function isConstant(node: Node): boolean {
  if (node.type !== "UnaryExpression") return /^(Numeric|String|Boolean|Null|BigInt)Literal$/.test(node.type);
  const { operator, argument } = node;
  return isConstant(argument) && (operator === "void" || operator === "!" || (operator === "-" && argument.type === "NumericLiteral"));
}

/** The test of a loop that ends by `break` alone: true, 1, or !0 as minifiers write it. */
export function isAlwaysTrue({ type, value, operator, argument }: Node): boolean {
  if (type === "UnaryExpression") return operator === "!" && argument.type === "NumericLiteral" && argument.value === 0;
  return value === true || (type === "NumericLiteral" && value !== 0);
}
