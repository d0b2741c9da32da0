// Classes and objects with methods → made by a factory when their methods capture variables of the machine.
//
//   const n = 5; yield class A extends B { [key()]() { return n; } };
//   → n = 5; yield g$A(n, B, _toPropertyKey(key()));
//     function g$A(n, heritage, key$2) { return class A extends heritage { [key$2]() { return n; } }; }
//
// A method belongs to its class or object (`super`), so the whole of it moves; what runs while it is made, decorators,
// heritage, keys and values, is evaluated before, in order, and handed in.

import * as b from "../ast/build.js";
import { isAnonymousDefinition, keyName } from "../ast/definitions.js";
import { liftClass } from "../ast/operands.js";
import { putBeforeStatics } from "../ast/statics.js";
import { walk } from "../ast/walk.js";
import { isClass, isFunction, type Expression, type Node, type Statement } from "../ast/node.js";
import type { Binding } from "../ast/scope-model.js";
import { keepName, makeByFactory, rewriteInner, type Captures } from "./closures.js";
import type { CompiledContainer, Lowering } from "./lowering.js";
import type { Storage } from "./storage.js";
import { newCell, cellValue } from "./cells.js";

interface Operand {
  parameter: string;
  value: Expression;
}

export function lowerClass(node: Node, lowering: Lowering): Expression {
  const { superClass } = node;
  const expression: Node = b.classExpression(node);
  const elements: Node[] = expression.body.body;
  const captures = capturesOf(elements, lowering);
  const container = lowering.containers.get(node);
  const suspends = [superClass, ...(node.decorators ?? [])].some(lowering.suspends) || elements.some((element) => lowering.suspends(element));
  const head = headBinding(node, lowering);
  if (captures.size === 0 && !suspends && !container && !head) {
    return keepName(node, inPlace(expression, lowering), lowering);
  }
  const operands: Operand[] = [];
  for (const leaving of [superClass, ...elements.flatMap((element) => [element.computed && element.key, ...(element.decorators ?? [])])]) {
    if (leaving && !lowering.facts.isStrict) keepStrict(leaving);
  }
  const lifted = liftClass(expression, {
    lift: (value, wish) => lift(lowering.expression(value), wish, operands, lowering),
    liftKey: (member) => liftKey(member, operands, container, lowering).key,
  });
  if (head) initializeHead(head, lifted.body.body, operands, lowering);
  const made = makeByFactory(node, rewriteInner(lifted, lowering), captures, operands, lowering, finishing(container));
  return head ? boundInHead(head, made, lowering) : made;
}

/** What functions in the heritage and in keys mean by the class's name, if any do. */
function headBinding(node: Node, lowering: Lowering): Binding | null {
  const [binding] = lowering.analysis.scopes.get(node.body)?.bindings.values() ?? [];
  return binding && lowering.storage.has(binding) ? binding : null;
}

/** What is static may already call what the head has closed over the class's name. In the class that name is the class's own. */
function initializeHead(binding: Binding, members: Node[], operands: Operand[], lowering: Lowering): void {
  const { name } = lowering.storage.get(binding) as Extract<Storage, { kind: "cell" }>;
  const initialized = () => [b.assign(cellValue(lift(b.id(name), "head", operands, lowering)), b.self())];
  putBeforeStatics(members, initialized, ({ computed, key }, value) =>
    computed ? b.namedByKey(key, value, lowering.runtime) : b.named(keyName(key), value),
  );
}

/** class A extends mixin(() => A) {}  →  (A = { value: _uninitialized }, A.value = g$A(mixin(g$inner(A)))) */
function boundInHead(binding: Binding, made: Expression, lowering: Lowering): Expression {
  const { name } = lowering.storage.get(binding) as Extract<Storage, { kind: "cell" }>;
  const cell = b.assign(b.id(name), newCell(lowering.runtime("uninitialized")));
  return b.at(made, b.sequence([cell, b.assign(cellValue(b.id(name)), made)]));
}

/** Decorators, heritage and keys are evaluated by the machine, the rest by functions of the class. */
function inPlace(node: Node, lowering: Lowering): Node {
  const decorators = decoratorsInPlace(node, lowering);
  const superClass = node.superClass && lowering.expression(node.superClass);
  const elements = node.body.body.map((element: Node) => memberInPlace(element, lowering));
  return { ...node, decorators, superClass, body: { ...node.body, body: elements } };
}

function memberInPlace(member: Node, lowering: Lowering): Node {
  const decorators = decoratorsInPlace(member, lowering);
  const { computed } = member;
  const rest = rewriteInner({ ...member, decorators: null, ...(computed && { key: b.id("key"), computed: false }) }, lowering);
  return { ...rest, decorators, ...(computed && { key: lowering.expression(member.key), computed }) };
}

function decoratorsInPlace(node: Node, lowering: Lowering): Node[] | null {
  return node.decorators?.map((decorator: Node) => ({ ...decorator, expression: lowering.expression(decorator.expression) })) ?? null;
}

export function lowerObject(node: Node, lowering: Lowering): Expression {
  const methods = node.properties.filter(isFunction);
  const captures = capturesOf(methods, lowering);
  const container = lowering.containers.get(node);
  const keysSuspend = methods.some((method: Node) => lowering.suspends(method));
  if (captures.size === 0 && !(methods.length > 0 && lowering.suspends(node)) && !keysSuspend && !container) {
    return {
      ...node,
      properties: node.properties.map((item: Node) =>
        isFunction(item) ? memberInPlace(item, lowering) : lowering.expression(keepKey(item, lowering)),
      ),
    };
  }
  const operands: Operand[] = [];
  const properties = node.properties.map((item: Node) => {
    if (isFunction(item)) return liftKey(item, operands, container, lowering);
    if (item.type === "SpreadElement") {
      // {...source} is copied now: its getters run in their turn
      const copied = { ...item, argument: lowering.expression(item.argument) };
      const kept = container?.spreads.get(item);
      return { ...item, argument: kept === undefined ? lift(b.object([copied]), "spread", operands, lowering) : liftAs(kept, b.bareCopy(copied), operands) };
    }
    const keyed = liftKey(item, operands, container, lowering);
    const value = lift(namedByKey(item, lowering.expression(item.value), lowering), "value", operands, lowering);
    return item.shorthand ? b.longhand(item, value) : { ...keyed, value };
  });
  const made = rewriteInner({ ...node, properties }, lowering);
  return makeByFactory(node, made, captures, operands, lowering, finishing(container));
}

function finishing(container: CompiledContainer | undefined): ((made: Expression) => Statement[]) | undefined {
  return container && ((made) => container.body(made, true));
}

/** A function that is handed in has left the key that names it. */
function namedByKey(item: Node, value: Expression, lowering: Lowering): Expression {
  const inferred = lowering.inferredNames.get(item.value);
  if (!inferred || !isAnonymousDefinition(value)) return value;
  if (inferred.kind === "static") return b.named(inferred.name, value);
  return b.namedByKey(lowering.computedKeys.get(item.key)!, value, lowering.runtime);
}

/** { [f()]: () => n } → { [key = toPropertyKey(f())]: … }: a function made elsewhere is given its name by that key. */
function keepKey(item: Node, lowering: Lowering, when: "made elsewhere" | "always" = "made elsewhere"): Node {
  const { computed, key, value } = item;
  if (!computed || item.type !== "ObjectProperty" || lowering.inferredNames.get(value)?.kind !== "computed" || lowering.computedKeys.has(key)) return item;
  const facts = lowering.analysis.functions.get(value);
  const isMadeElsewhere = isClass(value) || lowering.compiled.has(value) || (facts && lowering.captures.has(facts));
  if (!isMadeElsewhere && when !== "always") return item;
  const kept = lowering.temporary("key");
  lowering.computedKeys.set(key, b.id(kept));
  return { ...item, key: b.at(key, b.assign(b.id(kept), b.call(lowering.runtime("toPropertyKey"), [key]))) };
}

/** All of a class is strict code; a function that is evaluated outside of it has to say so itself. */
function keepStrict(expression: Node): void {
  walk(expression, (node) => {
    if (isClass(node)) return false;
    if (!isFunction(node) || node.type === "ArrowFunctionExpression") return true;
    if (node.params.every((param) => param.type === "Identifier")) (node.body.directives ??= []).push(b.directive("use strict"));
    return false;
  });
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
  return liftAs(lowering.names.fresh(wish), value, operands);
}

function liftAs(parameter: string, value: Expression, operands: Operand[]): Expression {
  operands.push({ parameter, value: b.argument(value) });
  return b.id(parameter);
}

/** A computed key is made a property key at its place, and only used later. */
function liftKey(element: Node, operands: Operand[], container: CompiledContainer | undefined, lowering: Lowering): Node {
  if (!element.computed) return element;
  const kept = keepKey(element, lowering, "always");
  const key = lowering.expression(kept.key);
  const value = kept === element ? b.at(key, b.call(lowering.runtime("toPropertyKey"), [key])) : key;
  return { ...element, key: liftAs(container?.keys.get(element.key) ?? lowering.names.fresh("key"), value, operands) };
}
