// What is the same whenever it is evaluated, and can neither run code nor throw.

import type { Node } from "./node.js";

/** 1, "a", null, 1n; and -1, void 0, or !0 as minifiers write it */
export function isConstant(node: Node): boolean {
  if (node.type !== "UnaryExpression") return /^(Numeric|String|Boolean|Null|BigInt)Literal$/.test(node.type);
  const { operator, argument } = node;
  return isConstant(argument) && (operator === "void" || operator === "!" || (operator === "-" && argument.type === "NumericLiteral"));
}
