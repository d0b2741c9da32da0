// Async generators: objects with a queue of requests, and what serves it (ECMA-262, 27.6).
//
//   stream            -> %AsyncGeneratorFunction.prototype%
//   stream.prototype  -> %AsyncGeneratorPrototype% -> %AsyncIteratorPrototype%
//   stream()          -> stream.prototype; one own property, its frame
//
// next, throw and return queue a request each and promise its result. A driver, which the compiler makes for each function,
// runs a frame to its next await or yield; until it rests at a yield the queue is busy, and requests wait.

import { MODE_NEXT, MODE_RETURN, MODE_THROW, STATE_DONE, STATE_START } from "../protocol.js";
import { awaits, derive, newRequest, rejected, resolved, type Capability } from "./async.js";
import { frameOf, hideFrameKey, type Frame } from "./frame.js";
import { apply, asyncDisposeKey, asyncIteratorKey } from "./host.js";
import { builtinMethod, functionKind, resumeMethods } from "./intrinsics.js";
import { defineKickoff } from "./kickoff.js";

/**
 * What serves the requests of one generator. It is a record of its own and no part of the frame: frames of different
 * functions have different shapes, and engines are slow where they see many; all queues have one.
 */
export interface Queue {
  frame: Frame;
  /** The driver that the compiler made for the function. */
  resume: (frame: Frame, mode: number, value: any) => void;
  /** They resume the frame after an await. */
  onFulfilled: (value: any) => void;
  onRejected: (error: any) => void;
  /** The frame runs, awaits, or the queue drains: requests have to wait. */
  busy: boolean;
  /** The frame is at a yield whose operand is being awaited. */
  yields: boolean;
  /** The first request is the one that is served. */
  first: Request | null;
  last: Request | null;
}

export interface AsyncGeneratorFrame extends Frame {
  $queue: Queue;
}

/** AsyncGeneratorRequest (27.6.3.1) */
export interface Request extends Capability {
  mode: number;
  value: any;
  next: Request | null;
}

export function newQueue(frame: Frame, resume: Queue["resume"], onFulfilled: any, onRejected: any): Queue {
  return {
    frame: frame,
    resume: resume,
    onFulfilled: onFulfilled,
    onRejected: onRejected,
    busy: false,
    yields: false,
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
    if (method === void 0 || method === null) return resolved(void 0);
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
  var frame = frameOf(self) as AsyncGeneratorFrame | null;
  var queue = frame && frame.$queue;
  if (!queue) return rejected(new TypeError("no async generator"));
  var made: Request = newRequest(mode, value);
  if (queue.first === null) queue.first = made;
  else queue.last!.next = made;
  queue.last = made;
  if (!queue.busy) serve(queue);
  return made.promise;
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
  return frames;
}

/** Makes a kickoff function an async generator function: see defineGenerator. */
export function defineAsyncGenerator(kickoff: any, Frame: any, step: any, Generator: any): any {
  return defineKickoff(kickoff, asyncFamily(Frame, step), Generator);
}

/** Serves the first request of a generator that rests, if there is one. */
function serve(queue: Queue): void {
  var first = queue.first;
  if (first === null) {
    queue.busy = false;
    return;
  }
  queue.busy = true;
  var frame = queue.frame;
  if (frame.$state === STATE_START && first.mode !== MODE_NEXT) frame.$state = STATE_DONE;
  if (frame.$state === STATE_DONE) drain(queue);
  else if (first.mode === MODE_RETURN) {
    // AsyncGeneratorUnwrapYieldResumption (27.6.3.7)
    awaits(
      first.value,
      function (value: any) {
        queue.resume(frame, MODE_RETURN, value);
      },
      queue.onRejected,
    );
  } else queue.resume(frame, first.mode, first.value);
}

/** AsyncGeneratorDrainQueue (27.6.3.11) and AsyncGeneratorAwaitReturn (27.6.3.10). */
function drain(queue: Queue): void {
  for (var first = queue.first; first !== null; first = queue.first) {
    if (first.mode === MODE_RETURN) {
      awaits(
        first.value,
        function (value: any) {
          returned(queue, value);
        },
        function (error: any) {
          threw(queue, error);
        },
      );
      return;
    }
    takeFirst(queue);
    if (first.mode === MODE_THROW) first.reject(first.value);
    else first.resolve({ value: void 0, done: true });
  }
  queue.busy = false;
}

function takeFirst(queue: Queue): Request {
  var first = queue.first!;
  queue.first = first.next;
  return first;
}

/** The operand of a yield is there (27.6.3.8): it is the first request's result, and the next request goes on from here. */
export function yielded(queue: Queue, value: any): void {
  takeFirst(queue).resolve({ value: value, done: false });
  serve(queue);
}

/** The body has returned (27.6.3.2, AsyncGeneratorStart), or the value is there that return() was given afterwards. */
export function returned(queue: Queue, value: any): void {
  takeFirst(queue).resolve({ value: value, done: true });
  drain(queue);
}

/** The same for an error. */
export function threw(queue: Queue, error: any): void {
  queue.frame.$state = STATE_DONE;
  takeFirst(queue).reject(error);
  drain(queue);
}
