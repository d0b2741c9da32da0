// One statement whose expressions suspend → statements whose suspensions stand alone.
//
//   while (yield a) b();  →  for (;;) { sent = yield a; if (!sent) break; { b(); } }

import * as b from "../ast/build.js";
import { mapChildren } from "../ast/walk.js";
import { isFunction, isLoop, type Node, type Statement } from "../ast/node.js";
import { spillEffect, spillExpression } from "./expressions.js";
import { takeApart } from "./with.js";
import type { Before, Spilling } from "./spilling.js";

export function spillStatement(node: Node, spilling: Spilling, labels: string[] = []): Statement[] {
  if (!spilling.suspends(node)) return [node];
  const release = spilling.beginStatement();
  const spilled = spillSuspending(node, spilling, labels);
  release();
  return spilled;
}

function spillSuspending(node: Node, spilling: Spilling, labels: string[]): Statement[] {
  const before: Before = [];
  const value = (child: Node) => spillExpression(child, before, spilling);
  switch (node.type) {
    case "ExpressionStatement":
      spillTopLevel(node, before, spilling);
      return before;
    case "ReturnStatement":
    case "ThrowStatement": {
      const argument = value(node.argument);
      return [...before, { ...node, argument }];
    }
    case "BlockStatement":
      return [{ ...node, body: spillAll(node.body, spilling) }];
    case "IfStatement": {
      const test = value(node.test);
      const consequent = asBlock(node.consequent, spilling);
      const alternate = node.alternate && asBlock(node.alternate, spilling);
      return [...before, { ...node, test, consequent, alternate }];
    }
    case "LabeledStatement": {
      const inner = spillStatement(node.body, spilling, [...labels, node.label.name]);
      // What the body needs before it stays outside the label only for loops, which a `continue` may name.
      const body = inner.length === 1 || isLoop(node.body) ? inner.at(-1)! : b.block(inner);
      const outside = inner.length > 1 && isLoop(node.body) ? inner.slice(0, -1) : [];
      return [...outside, { ...node, body }];
    }
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
      return spillLoop(node, labels, spilling);
    case "ForInStatement":
    case "ForOfStatement": {
      // Only what is iterated can suspend here: the other ones were lowered.
      const right = value(node.right);
      return [...before, { ...node, right }];
    }
    case "WithStatement": {
      const object = value(node.object);
      return [...before, ...takeApart(node, object, () => asBlock(node.body, spilling), spilling)];
    }
    case "SwitchStatement":
      return spillSwitch(node, spilling);
    case "TryStatement":
      return [
        {
          ...node,
          block: asBlock(node.block, spilling),
          handler: node.handler && { ...node.handler, body: asBlock(node.handler.body, spilling) },
          finalizer: node.finalizer && asBlock(node.finalizer, spilling),
        },
      ];
  }
  throw new Error(`spill: ${node.type} holds a suspension`);
}

/** A loop: callbacks would double what blocks inside one another take of the stack. */
function spillAll(statements: Node[], spilling: Spilling): Statement[] {
  const spilled: Statement[] = [];
  for (const statement of statements) spilled.push(...spillStatement(statement, spilling));
  return spilled;
}

function asBlock(node: Node, spilling: Spilling): Statement {
  if (node.type === "BlockStatement") return { ...node, body: spillAll(node.body, spilling) };
  return b.block(spillStatement(node, spilling));
}

/** yield x; and v = yield x; are what this phase works towards. */
function spillTopLevel(node: Node, before: Before, spilling: Spilling): void {
  const { expression } = node;
  const isYield = (child: Node) => child.type === "YieldExpression" || child.type === "AwaitExpression";
  const intoVariable =
    expression.type === "AssignmentExpression" &&
    expression.operator === "=" &&
    expression.left.type === "Identifier" &&
    spilling.isVariable(expression.left.name);
  if (intoVariable && isYield(expression.right)) {
    const { right } = expression;
    const argument = right.argument && spillExpression(right.argument, before, spilling);
    before.push({ ...node, expression: { ...expression, right: { ...right, argument } } });
    return;
  }
  spillEffect(expression, before, spilling);
}

/**
 * A loop whose head suspends becomes endless, with its test as the first statement:
 *   for (; yield a; yield b) body      for (;;) { sent = yield a; if (!sent) break; next: { body } yield b; }
 */
function spillLoop(node: Node, labels: string[], spilling: Spilling): Statement[] {
  const testSuspends = spilling.suspends(node.test);
  const updateSuspends = spilling.suspends(node.update);
  const outside: Before = [];
  let init = node.init ?? null;
  if (spilling.suspends(init)) {
    spillEffect(init, outside, spilling);
    init = null;
  }
  if (!testSuspends && !updateSuspends) {
    const body = asBlock(node.body, spilling);
    return [...outside, node.type === "ForStatement" ? { ...node, init, body } : { ...node, body }];
  }
  const test: Before = [];
  if (node.test) {
    const condition = spillExpression(node.test, test, spilling);
    test.push(b.at(node.test, b.ifElse(b.not(condition), b.breaks())));
  }
  const after: Before = [];
  if (node.update) spillEffect(node.update, after, spilling);
  if (node.type === "WhileStatement") {
    return [...outside, b.at(node, b.forever(b.block([...test, asBlock(node.body, spilling)])))];
  }
  // `continue` has to come by what follows the body, so it becomes a break out of a labelled block.
  const next = spilling.names.fresh("next");
  const body = b.labeled(next, asBlock(continueAs(node.body, next, labels), spilling));
  const order = node.type === "DoWhileStatement" ? [body, ...test] : [...test, body, ...after];
  if (init) outside.push(b.at(init, b.statement(init)));
  return [...outside, b.at(node, b.forever(b.block(order)))];
}

/** Every `continue` of this loop → break label */
function continueAs(body: Node, label: string, labels: string[]): Node {
  const visit = (node: Node, nested: boolean): Node => {
    if (isFunction(node)) return node;
    if (node.type === "ContinueStatement" && (node.label ? labels.includes(node.label.name) : !nested)) {
      return b.at(node, b.breaks(label));
    }
    return mapChildren(node, (child) => visit(child, nested || isLoop(node)));
  };
  return visit(body, isLoop(body));
}

/** Tests that suspend run one after the other and choose a number; the switch goes by the number. */
function spillSwitch(node: Node, spilling: Spilling): Statement[] {
  const before: Before = [];
  const cases = (tests: (Node | null)[]) =>
    node.cases.map((clause: Node, position: number) => ({
      ...clause,
      test: tests[position],
      consequent: spillAll(clause.consequent, spilling),
    }));
  const discriminant = spillExpression(node.discriminant, before, spilling);
  if (!node.cases.some((clause: Node) => spilling.suspends(clause.test))) {
    return [...before, { ...node, discriminant, cases: cases(node.cases.map((clause: Node) => clause.test)) }];
  }
  const subject = spilling.temporary("subject");
  const choice = spilling.temporary("choice");
  const chosen = spilling.names.fresh("chosen");
  before.push(b.at(node.discriminant, b.statement(b.assign(b.id(subject), discriminant))));
  const tests: Before = [b.statement(b.assign(b.id(choice), b.number(-1)))];
  node.cases.forEach((clause: Node, position: number) => {
    if (!clause.test) return;
    const test = spillExpression(clause.test, tests, spilling);
    const take = [b.statement(b.assign(b.id(choice), b.number(position))), b.breaks(chosen)];
    tests.push(b.at(clause.test, b.ifElse(b.binary("===", b.id(subject), test), b.block(take))));
  });
  before.push(b.labeled(chosen, b.block(tests)));
  const numbers = node.cases.map((clause: Node, position: number) => (clause.test ? b.number(position) : null));
  return [...before, { ...node, discriminant: b.id(choice), cases: cases(numbers) }];
}
