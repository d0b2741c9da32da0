// A `with` statement around a suspension → its expressions, each in a `with` of its own.
//
//   with (object) { if (a) yield b; c = d + (yield); }  // sourceType: "script"
//   → scope = object; _destructurable$t5mm4(scope);
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
import { eachChild, walk } from "../ast/walk.js";
import { set, type Spilling } from "./spilling.js";

/** scope = object; destructurable(scope); { … } — `body` is made once there is the variable, which is not free for it. */
export function takeApart(node: Node, object: Expression, body: () => Statement, spilling: Spilling): Statement[] {
  const scope = spilling.temporary("scope");
  const check = b.at(node, b.statement(b.call(spilling.runtime("destructurable"), [b.id(scope)])));
  return [set(scope, object), check, scopeBy(scope, body(), spilling)];
}

function scopeBy(scope: string, body: Statement, spilling: Spilling): Statement {
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
      case "WithStatement":
        // One that does not suspend, in one that does.
        return inStatement(b.block(takeApart(node, node.object, () => node.body, spilling)));
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

/**
 * The names that the compiler made, and are there others? Not those that the expression assigns, as `lower` has it do for a
 * key that names a function: a parameter would keep the value to itself. The object can see these.
 */
function namesIn(root: Expression): { made: string[]; hasOthers: boolean } {
  const made = new Set<string>();
  const assigned = new Set<string>();
  let hasOthers = false;
  const visit = (node: Node, declared: Set<string>): void => {
    if (/^(JSX)?Identifier$/.test(node.type)) {
      if (node.start != null) hasOthers = true;
      else if (!declared.has(node.name)) made.add(node.name);
    }
    if (node.type === "AssignmentExpression" && node.left.type === "Identifier" && !declared.has(node.left.name)) assigned.add(node.left.name);
    const inside = isFunction(node) ? new Set([...declared, ...declaredBy(node)]) : declared;
    eachChild(node, (child, field) => {
      const isNoVariable = field === "label" || field === "meta" || ((field === "property" || field === "key") && !node.computed);
      if (!isNoVariable) visit(child, inside);
    });
  };
  visit(root, new Set());
  return { made: [...made].filter((name) => !assigned.has(name)), hasOthers };
}

/** Parameters and variables of a function: those that the compiler made are plain names. */
function declaredBy(root: Node): string[] {
  const targets: (Node | null)[] = [root.id, ...root.params];
  walk(root.body, (node) => {
    if (node.type === "VariableDeclarator" || node.type === "FunctionDeclaration") targets.push(node.id);
    if (node.type === "CatchClause") targets.push(node.param);
    return !isFunction(node);
  });
  const names = targets.map((target) => (target?.type === "RestElement" ? target.argument : target));
  return names.flatMap((name) => (name?.type === "Identifier" ? [name.name] : []));
}
