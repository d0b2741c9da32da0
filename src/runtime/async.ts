// Async functions: the promise that a call returns, and what resumes a frame (ECMA-262, 27.7).
//
// Emitted code has the driver of each function; what stands here is the same for all. A function that awaits at most once
// on every path needs no promise of its own: that of `then` is the one (derive). Others make theirs when they first
// suspend (promise), so a call that runs through costs nothing but its result.

import { STATE_DONE, STATE_START } from "../protocol.js";
import { createTextTest } from "./function-text.js";
import type { AsyncIteration } from "./async-iterate.js";
import type { Frame } from "./frame.js";
import { apply, prototypeOf, setPrototypeOf, uncurry } from "./host.js";
import { functionKind } from "./intrinsics.js";

declare var Promise: any;

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

/**
 * How a driver asks for a frame instead of a promise. A kickoff function has the parameters of its source and nothing to
 * pass a wish by, so this is a register: set, and read by the next kickoff that is entered, within one synchronous call.
 */
export var request: {
  unstarted: boolean;
  /** The last frame of a callee: a driver that gets it from a step function has to run it. */
  callee: Frame | null;
  /** A loop that is about to ask a compiled async generator: a driver that gets it from a step function has it ask. */
  asked: AsyncIteration | null;
} = { unstarted: false, callee: null, asked: null };

/** Is it a compiled async function, so that it can be asked for its frame? */
export function isAsyncFunction(fn: any): boolean {
  return typeof fn === "function" && kindOf(fn) === AsyncFunctionPrototype;
}

/** The prototype that functions of its kind have; of an ordinary one (see ordinary.ts) it is a field. */
export function kindOf(fn: any): any {
  var kind = prototypeOf(fn);
  return kind === Function.prototype && fn.$kind ? fn.$kind : kind;
}

/**
 * The frame of a call that has not begun: `fn` with its arguments bound, and none of its body run. Its driver resumes it
 * with `$step`, which returns what is awaited or, once `$state` is below zero, returned. No promise is made.
 * Errors of the parameters are thrown.
 * @throws TypeError if `fn` is not a compiled async function
 */
export function unstarted(fn: any, self: any, args: any): Frame {
  // Nobody else would answer; what they call might.
  if (!isAsyncFunction(fn)) throw new TypeError("not a compiled async function");
  return askForFrame(fn, self, args);
}

/** The same of one that is known to be such. */
export function askForFrame(fn: any, self: any, args: any): Frame {
  request.unstarted = true;
  try {
    return apply(fn, self, args);
  } finally {
    request.unstarted = false;
  }
}

/**
 * Is it one itself? Wrappers are given the prototype of what they wrap (util.promisify, mimic-fn), and a proxy has it; what they
 * call would take the wish, and they the frame for a promise. A kickoff function reads the wish, and its text says so.
 */
var isKickoff: (fn: any) => boolean = /* @__PURE__ */ createTextTest(request);

/** What `await fn(…)` calls in a frame that a task runs: its driver gets the frame of the callee, where that has one. */
export function inTask(fn: any, self?: any): any {
  if (isAsyncFunction(fn) && isKickoff(fn)) return coroutineInTask(fn, self);
  if (self === void 0) return fn;
  return function () {
    return apply(fn, self, arguments);
  };
}

/**
 * The same where `fn` is known to be a compiled async function. An error of its parameters is one of the call, which may be
 * returned and not awaited where it is made: it waits in a frame.
 */
export function coroutineInTask(fn: any, self?: any): any {
  return function () {
    try {
      return (request.callee = askForFrame(fn, self, arguments));
    } catch (error) {
      return (request.callee = failed(error));
    }
  };
}

function failed(error: any): Frame {
  return {
    $state: STATE_START,
    $step: function (frame: Frame) {
      frame.$state = STATE_DONE;
      throw error;
    },
    $owner: null,
    $up: null,
  };
}

/** A kickoff function's answer to `unstarted`. `step` is given where frames do not know it. */
export function handOver(frame: Frame, step?: any): Frame {
  request.unstarted = false;
  if (step) frame.$step = step;
  return frame;
}

var hasPromise = typeof Promise === "function";
/** As they are when the program starts: the specification does not look them up either. */
export var OriginalPromise: any = hasPromise ? Promise : /* @__PURE__ */ lackOfPromise();
var then = /* @__PURE__ */ uncurry(OriginalPromise.prototype.then);
/** PromiseResolve (27.2.4.7.1) for %Promise%. Throws what the `constructor` of a promise throws. */
export var asPromise: (value?: any) => any = /* @__PURE__ */ bound(OriginalPromise.resolve);
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

/** What the executor of the promise that is being made was given: it is called at once, so one serves all. */
var resolve: any;
var reject: any;
function takeFunctions(resolveIt: any, rejectIt: any): void {
  resolve = resolveIt;
  reject = rejectIt;
}

/** The promise of a call that returned without having suspended. */
export function resolved(value: any): any {
  // Of a promise there has to be another one; everything else may be taken as it is.
  if (typeof value !== "object") return asPromise(value);
  return new OriginalPromise(function (resolve: any) {
    resolve(value);
  });
}

/** A call of a function with an empty body. */
export function nothing(): any {
  if (request.unstarted) return handOver({ $state: STATE_START, $step: end, $owner: null, $up: null });
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

/** The first await of a call: makes its promise. Without `onRejected` the promise takes the error itself. */
export function promise(frame: AsyncFrame, value: any, onFulfilled: any, onRejected?: any): any {
  var made = new OriginalPromise(takeFunctions);
  frame.$resolve = resolve;
  frame.$reject = reject;
  frame.$onFulfilled = onFulfilled;
  frame.$onRejected = onRejected || reject;
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
