// Async generators: objects with a queue of requests, and what serves it (ECMA-262, 27.6).
//
//   stream            -> %AsyncGeneratorFunction.prototype%
//   stream.prototype  -> %AsyncGeneratorPrototype% -> %AsyncIteratorPrototype%
//   stream()          -> stream.prototype; one own property, its frame
//
// next, throw and return queue a request each and promise its result. A driver, which the compiler makes for each function,
// runs a frame to its next await or yield; until it rests at a yield the queue is busy, and requests wait.

import { MODE_RETURN, MODE_THROW, STATE_DONE, STATE_START } from "../protocol.js";
import { OriginalPromise, asPromise, derive, rejected } from "./async.js";
import { frameOf, hideFrameKey, type Frame } from "./frame.js";
import { apply, asyncDisposeKey, asyncIteratorKey } from "./host.js";
import { builtinMethod, functionKind, resumeMethods } from "./intrinsics.js";
import { defineKickoff } from "./kickoff.js";
import { ask, type LoopRequest } from "./loop-request.js";

/**
 * What serves the requests of one generator. It is a record of its own and no part of the frame: frames of different
 * functions have different shapes, and engines are slow where they see many; all queues have one.
 */
export interface Queue {
  frame: Frame;
  /** What a loop asks it by. */
  ask: (loop: LoopRequest, onFulfilled: any, onRejected: any) => void;
  /** The driver that the compiler made for the function. */
  resume: (frame: Frame, mode: number, value: any) => void;
  /** They resume the frame after an await. */
  onFulfilled: (value: any) => void;
  onRejected: (error: any) => void;
  /** The frame is at a yield whose operand is being awaited. */
  yields: boolean;
  /** The body has ended: there is nothing to resume. */
  done: boolean;
  /** What is being awaited: see `awaits`. */
  value: any;
  /** The request that is served, until it is settled: where there is one, others wait. */
  first: Request | null;
  last: Request | null;
}

export interface AsyncGeneratorFrame extends Frame {
  $queue: Queue;
}

/** AsyncGeneratorRequest (27.6.3.1) */
export interface Request {
  resolve: (result: any) => void;
  reject: (error: any) => void;
  mode: number;
  value: any;
  next: Request | null;
}

export function newQueue(frame: Frame, resume: Queue["resume"], onFulfilled: any, onRejected: any): Queue {
  return {
    frame: frame,
    ask: ask,
    resume: resume,
    onFulfilled: onFulfilled,
    onRejected: onRejected,
    yields: false,
    done: false,
    value: null,
    first: null,
    last: null,
  };
}

/** %AsyncIteratorPrototype% (27.1.4). The engine's own cannot be reached by code that has no async generators. */
var AsyncIteratorPrototype: any = /* @__PURE__ */ (function () {
  var prototype: any = {};
  builtinMethod(prototype, asyncIteratorKey, "[Symbol.asyncIterator]", {
    get method() {
      return this;
    },
  });
  // Where the host has explicit resource management (27.1.4.3).
  if (asyncDisposeKey) {
    builtinMethod(prototype, asyncDisposeKey, "[Symbol.asyncDispose]", {
      get method() {
        return disposeOf(this);
      },
    });
  }
  return prototype;
})();

function disposeOf(iterator: any): any {
  try {
    var method = iterator["return"];
    if (method === void 0 || method === null) return asPromise();
    return derive(apply(method, iterator, [void 0]), function () {});
  } catch (error) {
    return rejected(error);
  }
}

/** %AsyncGeneratorPrototype% (27.6.1) */
export var AsyncGeneratorPrototype: any = /* @__PURE__ */ (function () {
  var prototype = Object.create(AsyncIteratorPrototype);
  hideFrameKey(prototype);
  return resumeMethods(prototype, request);
})();

/** A method of %AsyncGeneratorPrototype% (27.6.1.2 to 27.6.1.4): the promise of an iterator result. All its errors reject. */
function request(self: any, mode: number, value: any): any {
  return new OriginalPromise(function (resolve: any, reject: any) {
    var frame = frameOf(self) as AsyncGeneratorFrame | null;
    if (!frame || !frame.$queue) throw new TypeError("not a generator");
    enqueue(frame.$queue, { mode: mode, value: value, resolve: resolve, reject: reject, next: null });
  });
}

/** AsyncGeneratorEnqueue (27.6.3.4), of a generator that is one. */
export function enqueue(queue: Queue, made: Request): void {
  var last = queue.last;
  queue.last = made;
  if (queue.first) last!.next = made;
  else {
    queue.first = made;
    serve(queue);
  }
}

/** %AsyncGeneratorFunction.prototype% (27.4.3) */
export var AsyncGeneratorFunctionPrototype: any = /* @__PURE__ */ functionKind("AsyncGenerator", AsyncGeneratorPrototype);

/** Links a function's frames to its step function: see `family` of generators. */
export function asyncFamily(Frame: any, step: any): any {
  var frames = Frame.prototype;
  if (frames.$kind) return frames;
  frames.$kind = AsyncGeneratorFunctionPrototype;
  frames.$base = AsyncGeneratorPrototype;
  frames.$step = step; // null: each frame has its own
  frames.$resume = true; // not to be resumed by the `next` of a sync generator
  frames.$next = AsyncGeneratorPrototype.next;
  return frames;
}

/** Makes a kickoff function an async generator function: see defineGenerator. */
export function defineAsyncGenerator(kickoff: any, Frame: any, step: any, Generator: any): any {
  return defineKickoff(kickoff, asyncFamily(Frame, step), Generator);
}

/** Serves the first request of a generator that rests, if there is one; of one that has ended all (27.6.3.11, AsyncGeneratorDrainQueue). */
function serve(queue: Queue): void {
  for (var first = queue.first; first; first = queue.first) {
    var mode = first.mode;
    // Of a frame that has not begun there is nothing that could catch.
    if (mode && queue.frame.$state === STATE_START) close(queue);
    if (mode === MODE_RETURN) return awaitReturn(queue, first.value);
    if (!queue.done) return queue.resume(queue.frame, mode, first.value);
    answerFirst(queue, mode, mode ? first.value : void 0);
  }
}

function close(queue: Queue): void {
  queue.done = true;
  queue.frame.$state = STATE_DONE;
}

/** AsyncGeneratorAwaitReturn (27.6.3.10), and of one at a yield AsyncGeneratorUnwrapYieldResumption (27.6.3.7). */
function awaitReturn(queue: Queue, value: any): void {
  derive(value, goOn(MODE_RETURN), goOn(MODE_THROW));

  function goOn(mode: number) {
    return function (settled: any) {
      if (queue.done) ended(queue, mode, settled);
      else queue.resume(queue.frame, mode, settled);
    };
  }
}

/** Settles the first request: rejects it for MODE_THROW. It stays first meanwhile: settling may run code of the user's. */
function answerFirst(queue: Queue, mode: number, value: any): void {
  var first = queue.first!;
  if (mode === MODE_THROW) first.reject(value);
  else first.resolve({ value: value, done: queue.done });
  queue.first = first.next;
}

/** The operand of a yield is there (27.6.3.8): it is the first request's result, and the next request goes on from here. */
export function answered(queue: Queue, mode: number, value: any): void {
  answerFirst(queue, mode, value);
  serve(queue);
}

/**
 * The body has returned or thrown (27.6.3.2, AsyncGeneratorStart), or what return() was given afterwards has settled.
 * @param mode MODE_THROW if it has thrown
 */
export function ended(queue: Queue, mode: number, value: any): void {
  close(queue);
  answered(queue, mode, value);
}
