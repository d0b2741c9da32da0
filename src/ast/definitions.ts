// What ECMAScript names by its place: keys, and functions and classes without a name of their own.

import type { Node } from "./node.js";

/** The property name that a key which is not computed stands for. */
export function keyName(key: Node): string {
  if (key.type === "Identifier") return key.name;
  if (key.type === "PrivateName") return `#${key.id.name}`;
  // 0x10n names "16": Babel 8 has the BigInt's value, Babel 7 its text without the n.
  return String(key.type === "BigIntLiteral" ? BigInt(key.value) : key.value);
}

export function isAnonymousDefinition(node: Node): boolean {
  switch (node.type) {
    case "ArrowFunctionExpression":
      return true;
    case "FunctionExpression":
    case "ClassExpression":
    case "FunctionDeclaration": // export default function () {}
    case "ClassDeclaration":
      return !node.id;
    default:
      return false;
  }
}
