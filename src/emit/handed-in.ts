// What a class or an object evaluates while it is made → handed in, where the function around it, or the module, awaits there.
//
//   export const o = { [f()]: a, async [k]() {}, z: await b };
//   → … export const o = ((key$2, value$2, key, value$3) => { … { [key$2]: value$2, [key]() { … }, z: value$3 } … })(
//       _toPropertyKey(f()), a, _toPropertyKey(k), await b); …
//
// Compiled members put an arrow around their class or object, in which nobody can wait (see containers.ts). In machines
// `lower` has handed in what there is, for its own reasons.

import * as b from "../ast/build.js";
import { isAnonymousDefinition, keyName } from "../ast/definitions.js";
import { isClass, isFunction, type Expression, type Node } from "../ast/node.js";
import { createSuspensionTest } from "../ast/suspensions.js";
import type { Container, FinishContext } from "./containers.js";
import { isDefining } from "./methods.js";

export interface HandedIn {
  parameters: string[];
  values: Expression[];
}

/**
 * Changes the class or object, which is about to be moved; null where nobody waits. Variables that keep keys and spread objects
 * are parameters then.
 */
export function handIn({ node: made, keys, spreads }: Container, { names, runtime, containers, functions, inferredNames }: FinishContext): HandedIn | null {
  const suspends = createSuspensionTest();
  if (!suspends(made)) return null;
  const parameters: string[] = [];
  const values: Expression[] = [];
  const lift = (value: Expression, wish: string, name = names.fresh(wish)): Expression => {
    parameters.push(name);
    values.push(b.argument(value));
    return b.id(name);
  };
  const liftKey = (member: Node): void => {
    if (!member.computed) return;
    const kept = keys.get(member.key);
    const key = lift(b.at(member.key, b.call(runtime("toPropertyKey"), [member.key])), "key", kept);
    if (kept !== undefined) keys.set(key, kept);
    keys.delete(member.key);
    member.key = key;
  };

  /** What is called has its receiver: @o.decorate → @object.decorate */
  const liftDecorators = ({ decorators }: Node): void => {
    for (const decorator of decorators ?? []) {
      if (isDefining(decorator)) continue;
      const { expression } = decorator;
      if (expression.type === "MemberExpression" && !expression.computed) expression.object = lift(expression.object, "object");
      else decorator.expression = lift(expression, "decorator");
    }
  };

  if (isClass(made)) {
    liftDecorators(made);
    if (made.superClass) made.superClass = lift(made.superClass, "heritage");
    for (const element of made.body.body) {
      liftDecorators(element);
      liftKey(element);
    }
  } else made.properties = made.properties.map(liftProperty);
  return { parameters, values };

  function liftProperty(item: Node): Node {
    // {...source} is copied now: its getters run in their turn
    if (item.type === "SpreadElement") {
      const kept = spreads.get(item);
      return Object.assign(item, { argument: lift(kept === undefined ? b.object([{ ...item }]) : b.bareCopy({ ...item }), "spread", kept) });
    }
    // To make a function has no effect: it stays with the key that may name it.
    const stays = isFunction(item) || functions.has(item.value);
    if (!stays && inferredNames.get(item.value)?.kind === "computed" && !suspends(item.value)) return liftWithKey(item);
    liftKey(item);
    if (stays) return item;
    const value = lift(isAnonymousDefinition(item.value) && !item.computed ? b.named(keyName(item.key), item.value) : item.value, "value");
    return item.shorthand ? b.longhand(item, value) : Object.assign(item, { value });
  }

  /** [f()]: class {}  →  …((key) => [key, { [key]: class {} }[key]])(_toPropertyKey(f())): static parts of a class see its name. */
  function liftWithKey(item: Node): Node {
    const key = keys.get(item.key) ?? names.fresh("key");
    const value = names.fresh("value");
    // One with compiled members is named where these are defined.
    const named = isClass(item.value) && !containers.all.has(item.value) ? b.namedBy(b.id(key), item.value) : item.value;
    const pair = b.arrow(b.functionExpression(null, [key], [b.returns(b.array([b.id(key), named]))]));
    parameters.push(key, value);
    values.push({ type: "SpreadElement", argument: b.call(pair, [b.call(runtime("toPropertyKey"), [item.key])]) });
    const moved = b.id(key);
    keys.set(moved, key);
    return Object.assign(item, { key: moved, value: b.id(value) });
  }
}
