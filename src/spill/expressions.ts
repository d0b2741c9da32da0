// One expression that suspends → statements before it, and an expression that does not.
//
//   x = a() + (yield b);       →  held = a(); sent = yield b; x = held + sent;
//   a() && (yield b);          →  result = a(); if (result) { sent = yield b; result = sent; }
//
// Each construct's evaluation order is written out once, here; the comment above each function shows what it makes.

import * as b from "../ast/build.js";
import { isAnonymousDefinition, keyName } from "../ast/definitions.js";
import { mapChildren } from "../ast/walk.js";
import { isLogicalAssignment, type Expression, type Node } from "../ast/node.js";
import { spillPatternAssignment } from "./patterns.js";
import { spillOptionalChain } from "./optional-chain.js";
import { spillJsx } from "./jsx.js";
import { spillCall, spillNew, spillTaggedTemplate } from "./calls.js";
import { assignments, hold, holdDuring, set, type Before, type Spilling } from "./spilling.js";

/** The expression's value, to be used at once; `before` gets what has to run first. */
export function spillExpression(node: Node, before: Before, spilling: Spilling): Expression {
  if (!spilling.suspends(node)) return node;
  const part = (child: Node) => spillExpression(child, before, spilling);
  switch (node.type) {
    case "YieldExpression":
    case "AwaitExpression": {
      // sent = yield x
      const argument = node.argument && part(node.argument);
      const result = spilling.temporary("sent");
      before.push(b.at(node, b.statement(b.at(node, b.assign(b.id(result), { ...node, argument })))));
      return b.at(node, b.fixed(result));
    }
    case "SequenceExpression": {
      const last = node.expressions.length - 1;
      node.expressions.slice(0, last).forEach((child: Node) => spillEffect(child, before, spilling));
      // (yield, () => {}) is no function that its place would name
      return b.unnamed(part(node.expressions[last]));
    }
    case "LogicalExpression":
      return spillLogical(node, before, spilling);
    case "ConditionalExpression":
      return spillConditional(node, before, spilling);
    case "AssignmentExpression":
      return spillAssignment(node, before, spilling);
    case "MemberExpression": {
      // object[yield] — the object first
      const [object, property] = spillMember(node, before, spilling);
      return { ...node, object, property };
    }
    case "UnaryExpression":
      if (node.operator === "delete") return spillDelete(node, before, spilling);
      return { ...node, argument: node.operator === "typeof" ? spillValue(node.argument, before, spilling) : part(node.argument) };
    case "UpdateExpression":
      return { ...node, argument: part(node.argument) };
    case "BinaryExpression": {
      if (node.left.type === "PrivateName") return { ...node, right: part(node.right) };
      const [left, right] = spillList([node.left, node.right], before, spilling);
      return { ...node, left, right };
    }
    case "ArrayExpression":
      return { ...node, elements: spillList(node.elements, before, spilling) };
    case "ObjectExpression":
      return spillObject(node, before, spilling);
    case "CallExpression":
      return spillCall(node, before, spilling);
    case "NewExpression":
      return spillNew(node, before, spilling);
    case "OptionalMemberExpression":
    case "OptionalCallExpression":
      return spillOptionalChain(node, before, spilling).value;
    case "TemplateLiteral":
      return spillTemplate(node, before, spilling);
    case "TaggedTemplateExpression":
      return spillTaggedTemplate(node, before, spilling);
    case "ImportExpression": {
      const [source, options] = spillList([node.source, node.options ?? null], before, spilling);
      return { ...node, source, options };
    }
    case "JSXElement":
    case "JSXFragment":
      return spillJsx(node, before, spilling);
  }
  // (x), x as T, x!: one operand
  return mapChildren(node, part);
}

/** The operand of what can tell a reference from a value: a callee, a tag, `typeof`. (yield, o.m) is a value, and o.m is none. */
export function spillValue(node: Node, before: Before, spilling: Spilling): Expression {
  const value = spillExpression(node, before, spilling);
  const wasSequence = node.type === "SequenceExpression" && spilling.suspends(node);
  return wasSequence && !value.temporary && /^(Identifier|(Optional)?MemberExpression)$/.test(value.type) ? b.asValue(value) : value;
}

/** An expression whose value nobody uses. */
export function spillEffect(node: Node, before: Before, spilling: Spilling): void {
  if (node.type === "YieldExpression" || node.type === "AwaitExpression") {
    // yield x;
    const argument = node.argument && spillExpression(node.argument, before, spilling);
    before.push(b.at(node, b.statement({ ...node, argument })));
    return;
  }
  const value = spillExpression(node, before, spilling);
  if (!value.temporary) before.push(b.at(node, b.statement(value)));
}

/** Operands in order: those before the last suspension are held. null is a hole. */
export function spillList<T extends Node | null>(list: T[], before: Before, spilling: Spilling): T[] {
  const last = list.findLastIndex((item) => spilling.suspends(item));
  const assigned = assignments(list.slice(0, last + 1));
  return list.map((item, position) => {
    if (item === null || position > last) return item;
    if (item.type === "SpreadElement") return spillSpread(item, position < last, before, spilling) as T;
    const value = spillExpression(item, before, spilling);
    return (position < last ? holdDuring((name) => assigned(name, position), value, before, spilling) : value) as T;
  });
}

/** f(...list, yield): the list is iterated now — held = [...list] */
function spillSpread(node: Node, held: boolean, before: Before, spilling: Spilling): Node {
  const argument = spillExpression(node.argument, before, spilling);
  if (!held) return { ...node, argument };
  const items: Node = { ...b.array([{ ...node, argument }]), start: node.start };
  return { ...node, argument: hold(items, before, spilling, "items") };
}

/** delete o[yield] deletes; delete (yield) has no property to delete, and is true. */
function spillDelete(node: Node, before: Before, spilling: Spilling): Expression {
  const { argument } = node;
  if (argument.type === "OptionalMemberExpression") {
    return spillOptionalChain(argument, before, spilling, { use: (link) => ({ ...node, argument: link }), skipped: b.boolean(true) }).value;
  }
  if (argument.type === "MemberExpression") return { ...node, argument: spillExpression(argument, before, spilling) };
  spillEffect(argument, before, spilling);
  return b.boolean(true);
}

/** a && (yield b):  result = a; if (result) result = yield b; */
function spillLogical(node: Node, before: Before, spilling: Spilling): Expression {
  const left = spillExpression(node.left, before, spilling);
  const result = spilling.temporary("result");
  before.push(set(result, left));
  const right: Before = [];
  const value = spillExpression(node.right, right, spilling);
  right.push(set(result, value));
  before.push(b.at(node, b.ifElse(continues(node.operator, () => b.id(result)), b.block(right))));
  return b.at(node, b.fixed(result));
}

/** The test under which the right side of a logical operator is evaluated. */
function continues(operator: string, value: () => Expression): Expression {
  if (operator === "&&") return value();
  if (operator === "||") return b.not(value());
  return b.isNullish(value(), value());
}

/** test ? yield a : b */
function spillConditional(node: Node, before: Before, spilling: Spilling): Expression {
  const test = spillExpression(node.test, before, spilling);
  const result = spilling.temporary("result");
  const branch = (child: Node) => {
    const statements: Before = [];
    const value = spillExpression(child, statements, spilling);
    statements.push(set(result, value));
    return b.block(statements);
  };
  before.push(b.at(node, b.ifElse(test, branch(node.consequent), branch(node.alternate))));
  return b.at(node, b.fixed(result));
}

/** [object, property] of a member expression, held if something is evaluated before they are used. */
export function spillMember(node: Node, before: Before, spilling: Spilling, later: (Node | null)[] | null = null): [Node, Node] {
  const keep = (value: Expression, key: Node | null = null) => (later ? holdDuring(assignments([key, ...later]), value, before, spilling) : value);
  if (node.object.type === "Super") {
    needThis(before, spilling);
    return [node.object, node.computed ? keep(spillExpression(node.property, before, spilling)) : node.property];
  }
  if (!node.computed) return [keep(spillExpression(node.object, before, spilling)), node.property];
  const [object, property] = spillList([node.object, node.property], before, spilling);
  // o[(o = p, k)]
  return [keep(object, property), keep(property)];
}

/**
 * super[yield] reads `this` before the key: in an arrow that precedes super() there is none, and it throws. Read by itself it
 * would be left out by compressors, which take it for something that does nothing; once it is there it is an object.
 */
export function needThis(before: Before, spilling: Spilling): void {
  if (spilling.mayPrecedeThis) before.push(b.statement(b.call(spilling.runtime("requireObject"), [b.self()])));
}

function spillAssignment(node: Node, before: Before, spilling: Spilling): Expression {
  const { left, operator } = node;
  if (left.type === "ObjectPattern" || left.type === "ArrayPattern") {
    if (spilling.suspends(left)) return spillPatternAssignment(node, before, spilling);
    return { ...node, right: spillExpression(node.right, before, spilling) };
  }
  let target: Node = left;
  if (left.type === "MemberExpression") {
    const [object, property] = spillMember(left, before, spilling, spilling.suspends(node.right) ? [node.right] : null);
    target = { ...left, object, property };
  }
  if (operator === "=" || !spilling.suspends(node.right)) {
    return { ...node, left: target, right: spillExpression(node.right, before, spilling) };
  }
  const binary = operator.slice(0, -1);
  // The very node: an outer machine may have to find it again.
  const read = () => target;
  if (isLogicalAssignment(operator)) {
    // x ||= yield y:  value = x; if (!value) value = x = yield y;
    const result = hold(read(), before, spilling, "value");
    const inner: Before = [];
    const right = spillExpression(node.right, inner, spilling);
    inner.push(b.at(node, b.statement(b.assign(b.id(result.name), { ...node, operator: "=", left: target, right }))));
    before.push(b.at(node, b.ifElse(continues(binary, () => b.id(result.name)), b.block(inner))));
    return result;
  }
  // o.x += yield y:  held = o.x; sent = yield y; o.x = held + sent
  const current = holdDuring(assignments([node.right]), read(), before, spilling);
  const right = spillExpression(node.right, before, spilling);
  if (current === target) return { ...node, right };
  return { ...node, operator: "=", left: target, right: b.at(node, b.binary(binary, current, right)) };
}

/** { a: f(), [k]: yield }: keys become property keys in their turn; a spread copies in its turn. */
function spillObject(node: Node, before: Before, spilling: Spilling): Expression {
  const last = node.properties.findLastIndex((item: Node) => spilling.suspends(item));
  const assigned = assignments(node.properties.slice(0, last + 1));
  const properties = node.properties.map((item: Node, position: number) => {
    if (position > last) return item;
    if (item.type === "SpreadElement") {
      const argument = spillExpression(item.argument, before, spilling);
      if (position === last) return { ...item, argument };
      return { ...item, argument: hold({ ...node, properties: [{ ...item, argument }] }, before, spilling, "copy") };
    }
    let { key } = item;
    if (item.computed) {
      key = spillExpression(key, before, spilling);
      if (position < last || spilling.suspends(item.value)) {
        key = hold(b.at(key, b.call(spilling.runtime("toPropertyKey"), [key])), before, spilling, "key");
      }
    }
    const plain = spillExpression(item.value, before, spilling);
    const value = position < last ? holdDuring((name) => assigned(name, position), namedByKey(plain, item, key, spilling), before, spilling) : plain;
    return item.shorthand ? b.longhand(item, value) : { ...item, key, value };
  });
  return { ...node, properties };
}

/** A function that is held has left the key that names it. */
function namedByKey(value: Expression, item: Node, key: Node, spilling: Spilling): Expression {
  if (!isAnonymousDefinition(value)) return value;
  return item.computed ? b.namedByKey(key, value, spilling.runtime) : b.named(keyName(item.key), value);
}

/** `${a}${yield}`: a is made a string in its turn — held = `${a}` */
function spillTemplate(node: Node, before: Before, spilling: Spilling): Expression {
  const last = node.expressions.findLastIndex((item: Node) => spilling.suspends(item));
  const empty = () => ({ type: "TemplateElement", value: { raw: "", cooked: "" }, tail: false, start: node.start });
  const expressions = node.expressions.map((item: Node, position: number) => {
    if (position > last) return item;
    const value = spillExpression(item, before, spilling);
    if (position === last) return value;
    const text = { ...node, quasis: [empty(), { ...empty(), tail: true }], expressions: [value] };
    return hold(text, before, spilling, "text");
  });
  return { ...node, expressions };
}
