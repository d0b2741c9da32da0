// Classes and objects with methods → made by a factory when their methods capture variables of the machine.
//
//   class A extends B { [key()]() { return n; } }
//   g$A(n, B, toPropertyKey(key()))        function g$A(n, heritage, key) { return class A extends heritage { [key]() { return n; } } }
//
// A method belongs to its class or object (`super`), so the whole of it moves; what runs while it is made, heritage, keys
// and values, is evaluated before, in order, and handed in.

import * as b from "../ast/build.js";
import { isFunction, type Expression, type Node } from "../ast/node.js";
import { keepName, makeByFactory, rewriteInner, type Captures } from "./closures.js";
import type { Lowering } from "./lowering.js";

interface Operand {
  parameter: string;
  value: Expression;
}

export function lowerClass(node: Node, lowering: Lowering): Expression {
  const { superClass } = node;
  const captures = capturesOf(node.body.body, lowering);
  const suspends = lowering.suspends(superClass) || node.body.body.some((element: Node) => lowering.suspends(element));
  if (captures.size === 0 && !suspends) {
    return keepName(node, rewriteInner(asClassExpression(node), lowering), lowering);
  }
  const operands: Operand[] = [];
  const lifted: Node = asClassExpression(node);
  if (superClass) lifted.superClass = lift(lowering.expression(superClass), "heritage", operands, lowering);
  lifted.body = {
    ...node.body,
    body: node.body.body.map((element: Node) => liftKey(element, operands, lowering)),
  };
  return makeByFactory(node, rewriteInner(lifted, lowering), captures, operands, lowering);
}

export function lowerObject(node: Node, lowering: Lowering): Expression {
  const methods = node.properties.filter(isFunction);
  const captures = capturesOf(methods, lowering);
  const keysSuspend = methods.some((method: Node) => lowering.suspends(method));
  if (captures.size === 0 && !(methods.length > 0 && lowering.suspends(node)) && !keysSuspend) {
    return {
      ...node,
      properties: node.properties.map((item: Node) =>
        isFunction(item) ? rewriteInner(item, lowering) : lowering.expression(item),
      ),
    };
  }
  const operands: Operand[] = [];
  const properties = node.properties.map((item: Node) => {
    if (isFunction(item)) return liftKey(item, operands, lowering);
    if (item.type === "SpreadElement") {
      // {...source} is copied now: its getters run in their turn
      const copy = { type: "ObjectExpression", properties: [{ ...item, argument: lowering.expression(item.argument) }] };
      return { ...item, argument: lift(copy, "spread", operands, lowering) };
    }
    const keyed = liftKey(item, operands, lowering);
    const value = lift(lowering.expression(item.value), "value", operands, lowering);
    return { ...keyed, key: item.shorthand ? b.id(item.key.name) : keyed.key, value, shorthand: false };
  });
  return makeByFactory(node, rewriteInner({ ...node, properties }, lowering), captures, operands, lowering);
}

function asClassExpression(node: Node): Node {
  return { ...node, type: "ClassExpression" };
}

/** The captures of all functions among the elements; fields and static blocks count as functions. */
function capturesOf(elements: Node[], lowering: Lowering): Captures {
  const all: Captures = new Set();
  for (const element of elements) {
    const facts = lowering.analysis.functions.get(element);
    for (const name of (facts && lowering.captures.get(facts)) ?? []) all.add(name);
  }
  return all;
}

function lift(value: Expression, wish: string, operands: Operand[], lowering: Lowering): Expression {
  const parameter = lowering.names.fresh(wish);
  operands.push({ parameter, value });
  return b.id(parameter);
}

/** A computed key is made a property key at its place, and only used later. */
function liftKey(element: Node, operands: Operand[], lowering: Lowering): Node {
  if (!element.computed) return element;
  const key = b.call(lowering.runtime("toPropertyKey"), [lowering.expression(element.key)]);
  return { ...element, key: lift(b.at(element.key, key), "key", operands, lowering) };
}
