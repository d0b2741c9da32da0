// A destructuring assignment that suspends → its steps.
//
//   [a.b = yield, ...rest] = list;
//   → source = list;
//     iterator = _iterate(source);
//     try {
//       held = a; item = _take(iterator); if (item === void 0) { sent = yield; item = sent; } held.b = item;
//       rest = _rest(iterator);
//     } catch (thrown) { _abandon(iterator); throw thrown; } finally { _close(iterator); }
//
// The iterator is closed too when return() arrives in the middle, which is what the finally is for.

import * as b from "../ast/build.js";
import type { Expression, Node, Statement } from "../ast/node.js";
import { isAnonymousDefinition, keyName } from "../ast/definitions.js";
import { closing } from "../ast/closing.js";
import { spillExpression, spillMember } from "./expressions.js";
import { hold, set, type Before, type Spilling } from "./spilling.js";

export function spillPatternAssignment(node: Node, before: Before, spilling: Spilling): Expression {
  const value = hold(spillExpression(node.right, before, spilling), before, spilling, "source");
  before.push(...destructure(node.left, value, spilling));
  return value;
}

function destructure(pattern: Node, source: Expression, spilling: Spilling): Statement[] {
  return pattern.type === "ObjectPattern"
    ? destructureObject(pattern, source, spilling)
    : destructureArray(pattern, source, spilling);
}

function destructureObject(pattern: Node, source: Expression, spilling: Spilling): Statement[] {
  const steps: Before = [b.at(pattern, b.statement(b.call(spilling.runtime("destructurable"), [source])))];
  const keys: Expression[] = [];
  const hasRest = pattern.properties.some((item: Node) => item.type === "RestElement");
  for (const item of pattern.properties) {
    if (item.type === "RestElement") {
      // ({ a, ...rest } = source): rest = omit(source, ["a"])
      const target = prepare(item.argument, null, steps, spilling);
      steps.push(...target.put(b.at(item, b.call(spilling.runtime("omit"), [{ ...source }, b.array(keys)]))));
      continue;
    }
    let key: Expression = item.computed ? spillExpression(item.key, steps, spilling) : item.key;
    if (item.computed) key = hold(b.at(key, b.call(spilling.runtime("toPropertyKey"), [key])), steps, spilling, "key");
    if (hasRest) keys.push(item.computed ? { ...key } : b.string(keyName(item.key)));
    const { target, fallback } = withDefault(item.value);
    const prepared = prepare(target, fallback, steps, spilling);
    const computed = item.computed || item.key.type !== "Identifier";
    const value = b.at(item, { type: "MemberExpression", object: { ...source }, property: { ...key }, computed });
    steps.push(...assignWithDefault(prepared, value, fallback, spilling));
  }
  return steps;
}

function destructureArray(pattern: Node, source: Expression, spilling: Spilling): Statement[] {
  const iterator = spilling.temporary("iterator", "iterator");
  const take = (name: "take" | "skip" | "rest") => b.at(pattern, b.call(spilling.runtime(name), [b.id(iterator)]));
  const steps: Before = [];
  for (const item of pattern.elements) {
    if (item === null) steps.push(b.statement(take("skip")));
    else if (item.type === "RestElement") steps.push(...prepare(item.argument, null, steps, spilling).put(take("rest")));
    else {
      const { target, fallback } = withDefault(item);
      const prepared = prepare(target, fallback, steps, spilling);
      steps.push(...assignWithDefault(prepared, take("take"), fallback, spilling));
    }
  }
  const open = b.statement(b.assign(b.id(iterator), b.call(spilling.runtime("iterate"), [source])));
  return [b.at(pattern, open), closing(iterator, steps, pattern, spilling.runtime, spilling.names.fresh("thrown"))];
}

function withDefault(item: Node): { target: Node; fallback: Node | null } {
  return item.type === "AssignmentPattern" ? { target: item.left, fallback: namedByTarget(item.right, item.left) } : { target: item, fallback: null };
}

interface Prepared {
  put(value: Expression): Statement[];
}

/** The target's own parts are evaluated before its value is fetched, and its default; a nested pattern comes after. */
function prepare(target: Node, fallback: Node | null, steps: Before, spilling: Spilling): Prepared {
  if (target.type === "ObjectPattern" || target.type === "ArrayPattern") {
    return {
      put(value) {
        const inner: Before = [];
        const source = hold(value, inner, spilling, "source");
        return [...inner, ...destructure(target, source, spilling)];
      },
    };
  }
  let place = target;
  if (target.type === "MemberExpression") {
    const [object, property] = spillMember(target, steps, spilling, [fallback]);
    place = { ...target, object, property };
  }
  return { put: (value) => [b.at(target, b.statement(b.at(target, b.assign(place, value))))] };
}

/** The target names an anonymous default: [f = () => {}] = list */
function namedByTarget(fallback: Expression, target: Node): Expression {
  const isNamed = isAnonymousDefinition(fallback) && target.type === "Identifier" && !target.extra?.parenthesized;
  return isNamed ? b.named(target.name, fallback) : fallback;
}

function assignWithDefault(target: Prepared, value: Expression, fallback: Node | null, spilling: Spilling): Statement[] {
  if (!fallback) return target.put(value);
  const item = spilling.temporary("item");
  const inner: Before = [];
  const substitute = spillExpression(fallback, inner, spilling);
  inner.push(set(item, substitute));
  return [
    b.at(value, b.statement(b.assign(b.id(item), value))),
    b.at(fallback, b.ifElse(b.binary("===", b.id(item), b.undef()), b.block(inner))),
    ...target.put(b.id(item)),
  ];
}
