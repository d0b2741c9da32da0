// What a piece of code says of the machine's receiver and variables → the same of their storage.
//
//   let n = this.n; yield () => n++; return { n };
//   → n = { value: self.n }; yield g$inner(n); return { n: n.value }; …
//
// The table that the machine's own code and the code of functions inside it share.

import * as b from "../ast/build.js";
import { mapChildren } from "../ast/walk.js";
import type { Expression, Node } from "../ast/node.js";
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

/** `sharesThis`: does the code mean the machine's own `this` and `new.target` by them? */
export interface UseRewriter extends VariableRewriter {
  sharesThis: boolean;
}

/** The node with its parts rewritten; null where it is of no kind that this table has a row for. */
export function rewriteUse(node: Node, rewriter: UseRewriter): Expression | null {
  const { lowering, sharesThis } = rewriter;
  const receiver = sharesThis ? lowering.receiver : null;
  switch (node.type) {
    case "Identifier":
      return readVariable(node, lowering);
    case "JSXIdentifier":
      if (node.name === "this" && receiver) return { ...node, name: receiver };
      return readJsxName(node, lowering);
    case "ThisExpression":
      return receiver ? b.at(node, b.id(receiver)) : node;
    case "MetaProperty":
      // A generator or async function is never constructed; an arrow asks for the function around it.
      return sharesThis && node.meta.name === "new" && !lowering.facts.isArrow ? b.at(node, b.undef()) : node;
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
    case "ObjectProperty":
      return node.shorthand ? lowerShorthand(node, rewriter) : rewriteBut("key");
    case "MemberExpression":
    case "OptionalMemberExpression":
      return rewriteBut("property");
    case "JSXAttribute":
      return rewriteBut("name");
  }
  return null;

  /** A name that is no variable stands in `field`, if it is not computed. */
  function rewriteBut(field: string): Expression {
    return mapChildren(node, (child, at) => (at === field && !node.computed ? child : rewriter.visitPart(child)));
  }
}
