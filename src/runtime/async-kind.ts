// What makes a function an async function: its prototype (ECMA-262, 27.7.3), and that it is no constructor.

import { prototypeOf, setPrototypeOf } from "./host.js";
import { functionKind } from "./intrinsics.js";

/** %AsyncFunction.prototype% (27.7.3) */
export var AsyncFunctionPrototype: any = /* @__PURE__ */ functionKind("Async");

/** Makes a kickoff function an async function. Emitted code calls it once per evaluation of the function. */
export function asyncFunction(kickoff: any): any {
  return setPrototypeOf(kickoff, AsyncFunctionPrototype);
}

/** The same for methods of a class or object, by their keys. Returns the object. */
export function asyncMethods(holder: any, keys: any[]): any {
  for (var i = 0; i < keys.length; i++) asyncFunction((Object.getOwnPropertyDescriptor(holder, keys[i]) as any).value);
  return holder;
}

/** `new kickoff()`: async functions are no constructors. */
export function refuseNew(kickoff: any): never {
  throw new TypeError(kickoff.name + " is not a constructor");
}

/** Is it a compiled async function, so that it can be asked for its frame? */
export function isAsyncFunction(fn: any): boolean {
  return typeof fn === "function" && kindOf(fn) === AsyncFunctionPrototype;
}

/** The prototype that functions of its kind have; of an ordinary one (see ordinary.ts) it is a field. */
export function kindOf(fn: any): any {
  var kind = prototypeOf(fn);
  return kind === Function.prototype && fn.$kind ? fn.$kind : kind;
}
