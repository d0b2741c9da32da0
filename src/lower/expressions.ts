// One expression of the machine's body → the same expression in its variables. The table of this phase.

import * as b from "../ast/build.js";
import { mapChildren } from "../ast/walk.js";
import { isClass, isFunction, type Expression, type Node } from "../ast/node.js";
import { lowerClass, lowerObject } from "./classes.js";
import { lowerInnerFunction } from "./closures.js";
import type { Lowering } from "./lowering.js";
import {
  lowerAssignment,
  lowerCall,
  lowerShorthand,
  lowerUnary,
  lowerUpdate,
  readJsxName,
  readVariable,
  type VariableRewriter,
} from "./variables.js";

export function lowerExpression(node: Node, lowering: Lowering): Expression {
  const rewriter: VariableRewriter = { lowering, visitPart: (part) => lowerExpression(part, lowering) };
  if (isFunction(node) || lowering.analysis.functions.has(node)) return lowerInnerFunction(node, lowering);
  if (isClass(node)) return lowerClass(node, lowering);
  switch (node.type) {
    case "Identifier":
      return readVariable(node, lowering);
    case "JSXIdentifier":
      if (node.name === "this" && lowering.receiver) return { ...node, name: lowering.receiver };
      return readJsxName(node, lowering);
    case "ThisExpression":
      return lowering.receiver ? b.at(node, b.id(lowering.receiver)) : node;
    case "MetaProperty":
      // A generator or async function is never constructed; an arrow asks for the function around it.
      return node.meta.name === "new" && !lowering.facts.isArrow ? b.at(node, b.undef()) : node;
    case "AssignmentExpression":
      return lowerAssignment(node, rewriter);
    case "UpdateExpression":
      return lowerUpdate(node, rewriter);
    case "UnaryExpression":
      return lowerUnary(node, rewriter);
    case "CallExpression":
    case "OptionalCallExpression":
    case "TaggedTemplateExpression":
      return lowerCall(node, rewriter);
    case "ObjectExpression":
      return lowerObject(node, lowering);
    case "ObjectProperty":
      if (node.shorthand) return lowerShorthand(node, rewriter);
      return mapChildren(node, (child, field) => (field === "key" && !node.computed ? child : rewriter.visitPart(child)));
    case "MemberExpression":
    case "OptionalMemberExpression":
      return mapChildren(node, (child, field) =>
        field === "property" && !node.computed ? child : rewriter.visitPart(child),
      );
    case "JSXAttribute":
      return mapChildren(node, (child, field) => (field === "name" ? child : rewriter.visitPart(child)));
  }
  return mapChildren(node, rewriter.visitPart);
}
