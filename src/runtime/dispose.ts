// Explicit resource management: what a block with `using` declarations has taken on, and its disposal (ECMA-262, 9.5).
//
//   resources = disposables();
//   try { file = use(resources, open()); lock = useAsync(resources, take()); … } catch (error) { failed(resources, error); }
//   finally { while (disposesNext(resources)) try { await resources.awaited; } catch (error) { failed(resources, error); }
//             dispose(resources); }
//
// Symbol.dispose and SuppressedError are looked up when they are needed, so that a polyfill may come later than this file. Where there is no
// such symbol, the methods have the names that the scheduler gives its own (scheduler/keys.ts).

import { rejectedPromise } from "./promises.js";
import { apply, defineHidden, hasSymbol, isObject } from "./host.js";

declare var Symbol: any;
declare var SuppressedError: any;

/** A DisposeCapability record: plain data, so that it can live in a frame. */
export interface Disposables {
  resources: { value: any; method: any; isAsync: boolean }[];
  hasFailed: boolean;
  error: any;
  /** Nothing has been awaited for an `await using` of null or undefined yet. */
  needsAwait: boolean;
  hasAwaited: boolean;
  /** What the function has to await before the disposal goes on. */
  awaited: any;
}

/** The record of a block that has taken on nothing yet (NewDisposeCapability, 9.5.3). */
export function disposables(): Disposables {
  return { resources: [], hasFailed: false, error: void 0, needsAwait: false, hasAwaited: false, awaited: void 0 };
}

/** AddDisposableResource (9.5.4). Throws TypeError for what is neither null nor undefined and has no dispose method. */
export function use(disposables: Disposables, value: any): any {
  if (value === null || value === void 0) return value;
  var method = disposeMethod(value, "dispose");
  if (method === void 0) throw new TypeError("The resource has no method Symbol.dispose");
  disposables.resources.push({ value: value, method: method, isAsync: false });
  return value;
}

/** The same for `await using`; a resource that can only be disposed of at once will do. */
export function useAsync(disposables: Disposables, value: any): any {
  var method: any = void 0;
  if (value !== null && value !== void 0) {
    method = disposeMethod(value, "asyncDispose");
    if (method === void 0) {
      var atOnce = disposeMethod(value, "dispose");
      if (atOnce === void 0) throw new TypeError("The resource has neither Symbol.asyncDispose nor Symbol.dispose");
      // What it returns is not awaited, and what it throws is, as a rejection (GetDisposeMethod, 9.5.5).
      method = function (this: any) {
        try {
          apply(atOnce, this, []);
        } catch (error) {
          return rejectedPromise(error);
        }
      };
    }
  }
  disposables.resources.push({ value: value, method: method, isAsync: true });
  return value;
}

function disposeMethod(value: any, name: "dispose" | "asyncDispose"): any {
  if (!isObject(value)) throw new TypeError("A resource has to be an object, null or undefined");
  var method = value[(hasSymbol && Symbol[name]) || "@@" + name];
  if (method === void 0 || method === null) return void 0;
  if (typeof method !== "function") throw new TypeError("The resource's Symbol." + name + " is not a function");
  return method;
}

/** Notes the error with which the block was left, or one of a disposal: then it covers what was there before. */
export function failed(disposables: Disposables, error: any): void {
  disposables.error = disposables.hasFailed ? suppressed(error, disposables.error) : error;
  disposables.hasFailed = true;
}

/** Goes on disposing, up to where something has to be awaited: that is in `awaited` then. False: all is done. */
export function disposesNext(disposables: Disposables): boolean {
  disposables.awaited = void 0;
  while (disposables.resources.length > 0) {
    var resource = disposables.resources.pop()!;
    if (resource.method === void 0) {
      disposables.needsAwait = true;
    } else if (!resource.isAsync && disposables.needsAwait && !disposables.hasAwaited) {
      disposables.resources.push(resource);
      disposables.needsAwait = false;
      return true;
    } else {
      try {
        disposables.awaited = apply(resource.method, resource.value, []);
        if (resource.isAsync) return (disposables.hasAwaited = true);
      } catch (error) {
        failed(disposables, error);
      }
    }
  }
  if (!disposables.needsAwait || disposables.hasAwaited) return false;
  disposables.needsAwait = false;
  return true;
}

/** DisposeResources (9.5.8), the last resource first. Throws the block's error, or a SuppressedError if another came on top. */
export function dispose(disposables: Disposables): void {
  while (disposables.resources.length > 0) {
    var resource = disposables.resources.pop()!;
    try {
      apply(resource.method, resource.value, []);
    } catch (error) {
      failed(disposables, error);
    }
  }
  if (disposables.hasFailed) throw disposables.error;
}

function suppressed(error: any, before: any): any {
  var message = "An error was suppressed during disposal";
  if (typeof SuppressedError === "function") return new SuppressedError(error, before, message);
  var made: any = new Error(message);
  defineHidden(made, "name", "SuppressedError", true);
  made.error = error;
  made.suppressed = before;
  return made;
}
