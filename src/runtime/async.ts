// Async functions: the promise that a call returns, and what resumes a frame (ECMA-262, 27.7).
//
// Emitted code has the driver of each function; what stands here is the same for all. A function that awaits at most once
// on every path needs no promise of its own: that of `then` is the one (derive). Others make theirs when they first
// suspend (promise), so a call that runs through costs nothing but its result.

import { STATE_DONE, STATE_START } from "../protocol.js";
import type { Frame } from "./frame.js";
import { refuseNew } from "./async-kind.js";
import { handOver, request } from "./handing-over.js";
import { OriginalPromise, asPromise, hasPromise, reactTo, rejectedPromise } from "./promises.js";

/** The frame of a function that may suspend more than once: the record of its activation, and of its promise. */
export interface AsyncFrame extends Frame {
  /** Resumes it with a value; made with its promise. */
  $onFulfilled: (value: any) => void;
  /** Resumes it with an error, or rejects its promise at once where nothing in the function can catch. */
  $onRejected: (error: any) => void;
  $resolve: (value: any) => void;
  $reject: (error: any) => void;
  /** What is being awaited: see `awaits`. */
  $value: any;
}

/** The promise of a call that returned without having suspended. */
export function resolved(value: any): any {
  // Of a promise there has to be another one; everything else may be taken as it is.
  if (typeof value !== "object") return asPromise(value);
  return new OriginalPromise(function (resolve: any) {
    resolve(value);
  });
}

/** A call of a function with an empty body; of one that `new` could call, with its receiver and the function itself. */
export function nothing(self?: any, kickoff?: any): any {
  if (request.unstarted) return handOver({ $state: STATE_START, $step: end, $owner: null, $up: null });
  if (self && self instanceof kickoff) refuseNew(kickoff);
  return resolved(void 0);
}

function end(frame: Frame): void {
  frame.$state = STATE_DONE;
}

/** What a call that threw without having suspended answers: whoever asked for a frame gets the error as it is. */
export function rejected(error: any, asked?: boolean): any {
  if (asked) throw error;
  return rejectedPromise(error);
}

/** What a driver is given for a value that it has kept itself. */
export var kept: object = {};
export var promiseOfKept: any = hasPromise && /* @__PURE__ */ asPromise(kept);

/**
 * The same for a driver that can keep the value while it waits: returns whether it has to. A value that is no object can
 * neither fail nor have a say in the matter; one promise serves for all of them, and saves that of each: a third of the time.
 * A loop that asks a compiled async generator is kept as well: the answer will be in it.
 */
export function awaits(value: any, onFulfilled: any, onRejected: any): boolean {
  if (!value || (typeof value !== "object" && typeof value !== "function")) reactTo(promiseOfKept, onFulfilled);
  else if (value === request.asked) value.queue.ask(value, onFulfilled, onRejected);
  else {
    derive(value, onFulfilled, onRejected);
    return false;
  }
  return true;
}

/** What the executor of the promise that is being made was given: it is called at once, so one serves all. */
var resolve: any;
var reject: any;
function takeFunctions(resolveIt: any, rejectIt: any): void {
  resolve = resolveIt;
  reject = rejectIt;
}

/** The first await of a call: makes its promise. Without `onRejected` the promise takes the error itself. */
export function promise(frame: AsyncFrame, value: any, onFulfilled: any, onRejected?: any): any {
  var made = new OriginalPromise(takeFunctions);
  frame.$resolve = resolve;
  frame.$reject = reject;
  frame.$onFulfilled = onFulfilled;
  frame.$onRejected = onRejected || reject;
  // They would keep the promise, and what it is fulfilled with, until the next one is made.
  resolve = reject = null;
  // Not in the executor, which would go on with half of it done where the stack ends.
  if (awaits(value, onFulfilled, frame.$onRejected)) frame.$value = value;
  return made;
}

/**
 * Await (27.7.5.3): goes on with one of the functions, a turn after `value` is settled. Returns the promise of what that does: the
 * call's own, if it is the only await. An error of the value's own `constructor` is one at the place of the await.
 */
export function derive(value: any, onFulfilled: any, onRejected?: any): any {
  try {
    return reactTo(asPromise(value), onFulfilled, onRejected);
  } catch (error) {
    return onRejected ? answerOf(onRejected, error) : rejectedPromise(error);
  }
}

/** The promise of what a function does with an error. */
export function answerOf(onRejected: any, error: any): any {
  return new OriginalPromise(function (resolve: any) {
    resolve(onRejected(error));
  });
}
