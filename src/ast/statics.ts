// What is to happen before anything static of a class runs: into the static field or block that runs first. A static block of
// our own would ask more of later plugins than the source does.

import * as b from "./build.js";
import { isAnonymousDefinition } from "./definitions.js";
import type { Expression, Node } from "./node.js";

/**
 * `effects` are expressions in which `this` is the class; `name` gives an anonymous function or class, which the field would
 * have named, its name. Returns whether there was something static.
 */
export function putBeforeStatics(elements: Node[], effects: () => Expression[], name: (field: Node, value: Expression) => Expression): boolean {
  const first = elements.find((element) => element.type === "StaticBlock" || (element.static && /Property$/.test(element.type)));
  if (!first) return false;
  if (first.type === "StaticBlock") first.body = [...effects().map(b.statement), ...first.body];
  else {
    const value = first.value ?? b.undef();
    first.value = b.sequence([...effects(), isAnonymousDefinition(value) ? name(first, value) : value]);
  }
  return true;
}
