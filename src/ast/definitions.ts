// What ECMAScript names by its place: keys, and functions and classes without a name of their own.

import type { Node } from "./node.js";

/** The property name that a key which is not computed stands for. */
export function keyName(key: Node): string {
  if (key.type === "Identifier") return key.name;
  if (key.type === "PrivateName") return `#${key.id.name}`;
  // Babel 7 keeps a BigInt's digits as text, Babel 8 its value; 1n names "1" either way.
  return String(key.value);
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
