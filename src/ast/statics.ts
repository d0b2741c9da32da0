// What is to happen before anything static of a class runs: into the static field or block that runs first. A static block of
// our own would ask more of later plugins than the source does.

import * as b from "./build.js";
import { isAnonymousDefinition } from "./definitions.js";
import type { Expression, Node } from "./node.js";

/**
 * `effects` are expressions in which `this` is the class; `name` gives an anonymous function or class, which the field would
 * have named, its name. Returns whether anything static runs.
 */
export function putBeforeStatics(elements: Node[], effects: () => Expression[], name: (field: Node, value: Expression) => Expression): boolean {
  const first = elements.find(runs);
  if (!first) return false;
  if (first.type === "StaticBlock") first.body = [...effects().map(b.statement), ...first.body];
  else {
    const value = first.value ?? b.undef();
    first.value = b.sequence([...effects(), isAnonymousDefinition(value) ? name(first, value) : value]);
  }
  return true;
}

/** A field without a value runs nothing, unless it has decorators; with types it may be none: static x: number; */
function runs({ type, static: isStatic, value, decorators, declare, definite }: Node): boolean {
  if (type === "StaticBlock") return true;
  const isDecorated = decorators?.length > 0 && !declare && !definite;
  return isStatic && /Property$/.test(type) && (value || isDecorated);
}
