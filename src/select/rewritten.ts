// Did another compiler rewrite the function before? Then it is not what the user wrote that would be compiled.
//
//   function a() { "use coroutine"; return _asyncToGenerator(b)(); }             →  SY105
//   export const a = _wrapAsyncGenerator(function* () { "use coroutine"; });     →  SY105

import { isFunction, type Node } from "../ast/node.js";
import { walk } from "../ast/walk.js";

/** Does it look as a generator or async function does after another compiler had it? */
export function wasRewritten(node: Node): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === "Identifier" && /^_*(regenerator|asyncToGenerator|asyncGenerator|wrapAsyncGenerator|__generator|ts_generator)/i.test(inner.name)) {
      found = true;
    }
    return !found;
  });
  return found || /^_callee/.test(node.id?.name ?? "");
}

/** What another compiler leaves of an async generator, or of a `for await`, which would run in other turns than as written. */
export function wasTakenApart(node: Node, parent: Node): boolean {
  const isCallOf = (call: Node, helper: RegExp) => call.type === "CallExpression" && call.callee.type === "Identifier" && helper.test(call.callee.name);
  if (node.generator) return isCallOf(parent, /^_*wrapAsyncGenerator\d*$/);
  let found = false;
  walk(node.body, (inner) => {
    if (isCallOf(inner, /^_+asyncIterator\d*$/)) found = true;
    return !found && !isFunction(inner);
  });
  return found;
}
