// What a class or an object evaluates while it is made → handed in, where the function around it, or the module, awaits there.
//
//   export const o = { [f()]: a, async [k]() {}, z: await b };
//   → … export const o = ((key$2, value$2, key, value$3) => { … { [key$2]: value$2, [key]() { … }, z: value$3 } … })(
//       _toPropertyKey(f()), a, _toPropertyKey(k), await b); …
//
// Compiled members put an arrow around their class or object, in which nobody can wait (see finish-container.ts). In machines
// `lower` has handed in what there is, for its own reasons.

import * as b from "../../ast/build.js";
import { isAnonymousDefinition } from "../../ast/definitions.js";
import { isClass, isFunction, type Expression, type Node } from "../../ast/node.js";
import { liftClass } from "../../ast/operands.js";
import { createSuspensionTest } from "../../ast/suspensions.js";
import type { Container, FinishInput } from "./container.js";

export interface HandedIn {
  parameters: string[];
  values: Expression[];
}

/**
 * Changes the class or object, which is about to be moved; null where nobody waits. Variables that keep keys and spread objects
 * are parameters then.
 */
export function handIn({ node: made, keys, spreads }: Container, { names, runtime, containers, functions, inferredNames }: FinishInput): HandedIn | null {
  const suspends = createSuspensionTest();
  if (!suspends(made)) return null;
  const parameters: string[] = [];
  const values: Expression[] = [];
  const lift = (value: Expression, wish: string, name = names.fresh(wish)): Expression => {
    parameters.push(name);
    values.push(b.argument(value));
    return b.id(name);
  };
  const liftKey = ({ key }: Node): Node => {
    const kept = keys.get(key);
    const lifted = lift(b.at(key, b.call(runtime("toPropertyKey"), [key])), "key", kept);
    if (kept !== undefined) keys.set(lifted, kept);
    return lifted;
  };

  if (isClass(made)) {
    const { superClass, decorators, body } = liftClass(made, { lift, liftKey });
    Object.assign(made, { superClass, decorators });
    made.body.body.forEach((element: Node, at: number) => Object.assign(element, body.body[at]));
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
    if (item.computed) item.key = liftKey(item);
    if (stays) return item;
    const inferred = inferredNames.get(item.value);
    const value = lift(inferred?.kind === "static" && isAnonymousDefinition(item.value) ? b.named(inferred.name, item.value) : item.value, "value");
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
