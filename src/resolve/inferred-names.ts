// Anonymous functions and classes → the name ECMAScript gives them by their place (NamedEvaluation).
//
//   x = function* () {}         →  "x"
//   [a = class {}] = list       →  "a"
//   export default () => {}     →  "default"
//   ({ [key]: () => {} })       →  computed from key
//   (x) = function () {}        →  nothing                // parenthesised targets name nothing
//
// A function that later phases move away from its place keeps its name only if somebody noted it before.

import { isAnonymousDefinition, keyName } from "../ast/definitions.js";
import { attributeName } from "../ast/jsx.js";
import { eachChild } from "../ast/walk.js";
import { isLogicalAssignment, unasserted, unwrapped, type Node } from "../ast/node.js";

export type InferredName =
  /** `variable`: the identifier that names it; renaming the variable would rename the function. */
  | { kind: "static"; name: string; variable: Node | null }
  /** `container`: the object literal or class whose member it is. */
  | { kind: "computed"; key: Node; container: Node };

export function inferNames(program: Node): Map<Node, InferredName> {
  const names = new Map<Node, InferredName>();

  const note = (wrapped: Node | null | undefined, name: InferredName) => {
    const value = wrapped && unwrapped(wrapped);
    if (value && isAnonymousDefinition(value)) names.set(value, name);
  };
  const noteVariable = (place: Node, value: Node | null | undefined) => {
    const target = unasserted(place);
    if (target.type === "Identifier" && !target.extra?.parenthesized) {
      note(value, { kind: "static", name: target.name, variable: target });
    }
  };
  const noteKey = (node: Node, value: Node | null | undefined, container: Node) => {
    if (node.computed) note(value, { kind: "computed", key: node.key, container });
    else note(value, { kind: "static", name: keyName(node.key), variable: null });
  };

  const visit = (node: Node, parent: Node): void => {
    switch (node.type) {
      case "VariableDeclarator":
        noteVariable(node.id, node.init);
        break;
      case "AssignmentExpression":
        if (node.operator === "=" || isLogicalAssignment(node.operator)) noteVariable(node.left, node.right);
        break;
      case "AssignmentPattern":
        noteVariable(node.left, node.right);
        break;
      case "ObjectProperty":
        // { __proto__: function () {} } sets the prototype and names nothing.
        if (node.computed || node.shorthand || keyName(node.key) !== "__proto__") noteKey(node, node.value, parent);
        break;
      case "ClassProperty":
      case "ClassPrivateProperty":
      case "ClassAccessorProperty":
        noteKey(node, node.value, parent);
        break;
      case "JSXAttribute":
        if (node.value?.type === "JSXExpressionContainer") note(node.value.expression, { kind: "static", name: attributeName(node.name), variable: null });
        break;
      case "ExportDefaultDeclaration":
        note(node.declaration, { kind: "static", name: "default", variable: null });
        break;
    }
    // A class body is its class's, for what asks which class a member belongs to.
    eachChild(node, (child) => visit(child, node.type === "ClassBody" ? parent : node));
  };
  visit(program, program);
  return names;
}
