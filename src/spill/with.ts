// A `with` statement around a suspension → its expressions, each in a `with` of its own.
//
//   with (object) { if (a) yield b; c = d; }  // sourceType: "script"
//   → scope = object; _destructurable(scope);
//     { {
//       if ((() => { with (scope) return a; })()) { yield (() => { with (scope) return b; })(); }
//       (() => { with (scope) return c = d; })();
//     } }
//
// The machine leaves and enters the statement as it is suspended and resumed; which variable a name means is decided at
// every use, as the specification has it. What a wrapped expression assigns to are variables of the kickoff function, or
// properties: a machine's own variable stays outside of the wrapper, so that the object does not see its name.

import * as b from "../ast/build.js";
import type { Expression, Node, Statement } from "../ast/node.js";
import type { Spilling } from "./spilling.js";

export function scopeBy(scope: string, body: Statement, spilling: Spilling): Statement {
  return inStatement(body);

  function inStatement(node: Statement): Statement {
    switch (node.type) {
      case "BlockStatement":
        return { ...node, body: node.body.map(inStatement) };
      case "ExpressionStatement":
        return { ...node, expression: inEffect(node.expression) };
      case "ReturnStatement":
      case "ThrowStatement":
        return { ...node, argument: node.argument && wrap(node.argument) };
      case "IfStatement":
        return { ...node, test: wrap(node.test), consequent: inStatement(node.consequent), alternate: node.alternate && inStatement(node.alternate) };
      case "LabeledStatement":
      case "WhileStatement":
      case "DoWhileStatement":
        return { ...node, ...(node.test && { test: wrap(node.test) }), body: inStatement(node.body) };
      case "ForStatement": {
        const [init, test, update] = [node.init, node.test, node.update].map((part: Node | null) => part && wrap(part));
        return { ...node, init, test, update, body: inStatement(node.body) };
      }
      case "ForInStatement":
      case "ForOfStatement": {
        const item = b.id(spilling.temporary("item"));
        const assign = b.at(node.left, b.statement(wrap(b.at(node.left, b.assign(node.left, { ...item })))));
        return { ...node, left: item, right: wrap(node.right), body: b.block([assign, inStatement(node.body)]) };
      }
      case "SwitchStatement": {
        const cases = node.cases.map((clause: Node) => ({ ...clause, test: clause.test && wrap(clause.test), consequent: clause.consequent.map(inStatement) }));
        return { ...node, discriminant: wrap(node.discriminant), cases };
      }
      case "TryStatement":
        return {
          ...node,
          block: inStatement(node.block),
          handler: node.handler && { ...node.handler, body: inStatement(node.handler.body) },
          finalizer: node.finalizer && inStatement(node.finalizer),
        };
      default:
        return node;
    }
  }

  /** yield x; v = yield x; v = x; with v a variable of the machine; or anything else */
  function inEffect(node: Expression): Expression {
    if (node.type === "YieldExpression" || node.type === "AwaitExpression") return { ...node, argument: node.argument && wrap(node.argument) };
    const isOwn = node.type === "AssignmentExpression" && node.operator === "=" && node.left.type === "Identifier" && spilling.isVariable(node.left.name);
    return isOwn ? { ...node, right: inEffect(node.right) } : wrap(node);
  }

  /** (() => { with (scope) return x; })(): an arrow, for `this` and `arguments` */
  function wrap(node: Expression): Expression {
    if (/Literal$/.test(node.type) || (node.type === "Identifier" && spilling.isVariable(node.name))) return node;
    const body = b.block([{ type: "WithStatement", object: b.id(scope), body: b.returns(node) }]);
    return b.at(node, b.call({ type: "ArrowFunctionExpression", params: [], body, async: false, expression: false }, []));
  }
}
