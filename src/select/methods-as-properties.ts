// Methods that are generators become properties that hold a function, where nobody can tell: their prototypes need no getting
// hold of by the object.
//
//   export const o = { *a() { "use coroutine"; } };
//   → … export const o = { a: _defineGenerator(function a() { … }, …) }; …

import { keyName } from "../ast/definitions.js";
import { unasserted, type Node } from "../ast/node.js";
import { walk } from "../ast/walk.js";

/**
 * A method without `super` is a property that holds a function; unless it is called __proto__, which sets the prototype.
 * Only in strict code: sloppy functions have an own property `arguments`, and sloppy methods have not.
 */
export function isProperty(method: Node): boolean {
  let meansSuper = false;
  walk(method, (node) => {
    // eval("super.m()") means the method's own
    if (node.type === "Super" || (node.type === "CallExpression" && unasserted(node.callee).name === "eval")) meansSuper = true;
  });
  // Decorators of a property are not handed a function.
  return !meansSuper && !method.decorators?.length && (method.computed || keyName(method.key) !== "__proto__");
}

/** { *m() {} } → { m: function* () {} }: generator functions are no constructors either way. */
export function asProperty(method: Node, list: Node[]): void {
  const { key, computed, start, end, loc, leadingComments } = method;
  const property = { type: "ObjectProperty", key, computed, shorthand: false, value: method, start, end, loc, leadingComments };
  list[list.indexOf(method)] = property;
  for (const field of ["key", "computed", "kind", "method", "leadingComments"]) delete method[field];
  method.type = "FunctionExpression";
  method.id = null;
}
