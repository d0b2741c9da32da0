// One expression of the machine's body → the same expression in its variables.

import { mapChildren } from "../ast/walk.js";
import { isClass, isFunction, type Expression, type Node } from "../ast/node.js";
import { lowerClass, lowerObject } from "./classes.js";
import { lowerInnerFunction } from "./closures.js";
import type { Lowering } from "./lowering.js";
import { rewriteUse } from "./uses.js";

export function lowerExpression(node: Node, lowering: Lowering): Expression {
  const visitPart = (part: Node) => lowerExpression(part, lowering);
  if (isFunction(node) || lowering.analysis.functions.has(node)) return lowerInnerFunction(node, lowering);
  if (isClass(node)) return lowerClass(node, lowering);
  if (node.type === "ObjectExpression") return lowerObject(node, lowering);
  return rewriteUse(node, { lowering, visitPart, sharesThis: true }) ?? mapChildren(node, visitPart);
}
