// The promises of async functions in a program that patches Promise, as zone.js does: with the assumption `patchedPromise`,
// emitted code calls these instead of their namesakes in async.ts. They look up Promise and `then` whenever they run.

import { answerOf, type AsyncFrame } from "./async.js";
import { request } from "./handing-over.js";
import { apply } from "./host.js";

declare var Promise: any;

/** The promise of a call that returned without having suspended. */
export function patchedResolved(value: any): any {
  return new Promise(function (resolve: any) {
    resolve(value);
  });
}

/** What a call that threw without having suspended answers: whoever asked for a frame gets the error as it is. */
export function patchedRejected(error: any, asked?: boolean): any {
  if (asked) throw error;
  return Promise.reject(error);
}

/** Await (27.7.5.3): goes on with one of the functions once `value` is settled. */
export function patchedAwaits(value: any, onFulfilled: any, onRejected: any): void {
  try {
    if (value && value === request.asked) value = apply(value.method, value.iterator, []);
    Promise.resolve(value).then(onFulfilled, onRejected);
  } catch (error) {
    onRejected(error);
  }
}

/** The first await of a call: makes its promise. Without `onRejected` the promise takes the error itself. */
export function patchedPromise(frame: AsyncFrame, value: any, onFulfilled: any, onRejected?: any): any {
  return new Promise(function (resolve: any, reject: any) {
    frame.$resolve = resolve;
    frame.$reject = reject;
    frame.$onFulfilled = onFulfilled;
    frame.$onRejected = onRejected || reject;
    patchedAwaits(value, onFulfilled, frame.$onRejected);
  });
}

/** The only await of a call: returns the promise of what follows it, which is the call's own. */
export function patchedDerive(value: any, onFulfilled: any, onRejected?: any): any {
  try {
    return Promise.resolve(value).then(onFulfilled, onRejected);
  } catch (error) {
    return onRejected ? answerOf(onRejected, error) : patchedRejected(error);
  }
}
