// Explicit resource management: what a block with `using` declarations has taken on, and its disposal (ECMA-262, 9.5).
//
// Symbol.dispose and SuppressedError are looked up when they are needed, so that a polyfill may come later than this file.

import { apply, hasSymbol, isObject } from "./host.js";

declare var Symbol: any;
declare var SuppressedError: any;

/** A DisposeCapability record: plain data, so that it can live in a frame. */
export interface Disposables {
  resources: { value: any; method: any }[];
  hasFailed: boolean;
  error: any;
}

export function disposables(): Disposables {
  return { resources: [], hasFailed: false, error: void 0 };
}

/** AddDisposableResource (9.5.4). Throws TypeError for what is neither null nor undefined and has no dispose method. */
export function use(disposables: Disposables, value: any): any {
  if (value === null || value === void 0) return value;
  if (!isObject(value)) throw new TypeError("A resource has to be an object, null or undefined");
  var method = hasSymbol ? value[Symbol.dispose] : value["@@dispose"];
  if (typeof method !== "function") throw new TypeError("The resource has no method Symbol.dispose");
  disposables.resources.push({ value: value, method: method });
  return value;
}

/** Notes the error with which the block was left. */
export function failed(disposables: Disposables, error: any): void {
  disposables.hasFailed = true;
  disposables.error = error;
}

/** DisposeResources (9.5.8), the last resource first. Throws the block's error, or SuppressedError if another came on top. */
export function dispose(disposables: Disposables): void {
  while (disposables.resources.length > 0) {
    var resource = disposables.resources.pop()!;
    try {
      apply(resource.method, resource.value, []);
    } catch (error) {
      failed(disposables, disposables.hasFailed ? suppressed(error, disposables.error) : error);
    }
  }
  if (disposables.hasFailed) throw disposables.error;
}

function suppressed(error: any, before: any): any {
  var message = "An error was suppressed during disposal";
  if (typeof SuppressedError === "function") return new SuppressedError(error, before, message);
  var made: any = new Error(message);
  made.name = "SuppressedError";
  made.error = error;
  made.suppressed = before;
  return made;
}
