// A `with` statement around a suspension → its expressions, each in a `with` of its own.
//
//   with (object) { if (a) yield b; c = d + (yield); }  // sourceType: "script"
//   → scope = object; _destructurable(scope);
//     { {
//       if ((() => { with (scope) return a; })()) { yield (() => { with (scope) return b; })(); }
//       held = (() => { with (scope) return d; })();
//       sent = yield;
//       (() => { with (scope) return (held, sent) => c = held + sent; })()(held, sent);
//     } }
//
// The machine leaves and enters the statement as it is suspended and resumed; which variable a name means is decided at
// every use, as the specification has it. The object must not see the names that the compiler made, since it may have
// properties called so: they are assigned outside of the wrapper, and handed in as parameters of an arrow in the `with`.

import * as b from "../ast/build.js";
import { isFunction, type Expression, type Node, type Statement } from "../ast/node.js";
import { eachChild } from "../ast/walk.js";
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
        const [init, update] = [node.init, node.update].map((part: Node | null) => part && inEffect(part));
        return { ...node, init, test: node.test && wrap(node.test), update, body: inStatement(node.body) };
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
    if (node.type === "SequenceExpression") return { ...node, expressions: node.expressions.map(inEffect) };
    const isOwn = node.type === "AssignmentExpression" && node.operator === "=" && node.left.type === "Identifier" && spilling.isVariable(node.left.name);
    return isOwn ? { ...node, right: inEffect(node.right) } : wrap(node);
  }

  /** (() => { with (scope) return (made) => x; })()(made): arrows, for `this` and `arguments` */
  function wrap(node: Expression): Expression {
    const { made, hasOthers } = namesIn(node);
    if (!hasOthers) return node;
    const arrow = (names: string[], body: Node) =>
      ({ type: "ArrowFunctionExpression", params: names.map(b.id), body, async: false, expression: body.type !== "BlockStatement" });
    const value = made.length > 0 ? arrow(made, node) : node;
    const inScope = arrow([], b.block([{ type: "WithStatement", object: b.id(scope), body: b.returns(value) }]));
    const result = b.at(node, b.call(inScope, []));
    return made.length > 0 ? b.at(node, b.call(result, made.map(b.id))) : result;
  }
}

const TARGET: Record<string, string> = { VariableDeclarator: "id", CatchClause: "param", AssignmentExpression: "left" };

/** The names that the compiler made, without those that are declared or assigned inside; and are there others? */
function namesIn(root: Expression): { made: string[]; hasOthers: boolean } {
  const made = new Set<string>();
  const own = new Set<string>();
  let hasOthers = false;
  const visit = (node: Node): void => {
    if (/^(JSX)?Identifier$/.test(node.type)) {
      if (node.start == null) made.add(node.name);
      else hasOthers = true;
    }
    const targets = isFunction(node) ? [node.id, ...node.params] : [TARGET[node.type] && node[TARGET[node.type]]];
    for (const target of targets) if (target?.type === "Identifier") own.add(target.name);
    eachChild(node, (child, field) => {
      const isLabel = field === "label" || field === "meta" || ((field === "property" || field === "key") && !node.computed);
      if (!isLabel) visit(child);
    });
  };
  visit(root);
  return { made: [...made].filter((name) => !own.has(name)), hasOthers };
}
