// The host's Promise and its `then`, as they are when the program starts: the specification does not look them up either.

import { uncurry } from "./host.js";

declare var Promise: any;

export var hasPromise = typeof Promise === "function";
/** %Promise%, or what throws wherever there is none. */
export var OriginalPromise: any = hasPromise ? Promise : /* @__PURE__ */ lackOfPromise();
var then = /* @__PURE__ */ uncurry(OriginalPromise.prototype.then);
/** PromiseResolve (27.2.4.7.1) for %Promise%. Throws what the `constructor` of a promise throws. */
export var asPromise: (value?: any) => any = /* @__PURE__ */ bound(OriginalPromise.resolve);
/** The same for an error: a promise that is rejected with it. */
export var rejectedPromise: (error: any) => any = /* @__PURE__ */ bound(OriginalPromise.reject);

function bound(method: any): (value?: any) => any {
  return method.bind(OriginalPromise);
}

/**
 * PerformPromiseThen (27.2.5.4.1): the promise of what the functions return. The look at a field that no promise has is for
 * V8, which makes `then` a part of its caller only where it knows the receiver's map: about a tenth of what a loop of awaits takes.
 */
export function reactTo(promise: any, onFulfilled: any, onRejected?: any): any {
  void promise.$owner;
  return then(promise, onFulfilled, onRejected);
}

function lackOfPromise(): any {
  function NoPromise(): never {
    throw new TypeError("no Promise");
  }
  NoPromise.prototype.then = (NoPromise as any).resolve = (NoPromise as any).reject = NoPromise;
  return NoPromise;
}
