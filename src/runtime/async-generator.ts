// Async generators: objects with a queue of requests, and what serves it (ECMA-262, 27.6).
//
//   stream            -> %AsyncGeneratorFunction.prototype%
//   stream.prototype  -> %AsyncGeneratorPrototype% -> %AsyncIteratorPrototype%
//   stream()          -> stream.prototype; one own property, its frame
//
// next, throw and return queue a request each and promise its result. `$resume`, which the compiler makes for each
// function, runs a frame to its next await or yield; until it rests at a yield the frame is busy, and requests wait.

import { MODE_NEXT, MODE_RETURN, MODE_THROW, STATE_DONE, STATE_START } from "../protocol.js";
import { asPromise, awaits, newRequest, reactTo, rejected, resolved, type Capability } from "./async.js";
import { frameOf, hideFrameKey, type Frame } from "./frame.js";
import { apply, asyncDisposeKey, asyncIteratorKey } from "./host.js";
import { builtinMethod, functionKind, resumeMethods } from "./intrinsics.js";
import { defineKickoff } from "./kickoff.js";

export interface AsyncGeneratorFrame extends Frame {
  /** It runs, awaits, or drains its queue: requests have to wait. */
  $busy: boolean;
  /** It is at a yield whose operand is being awaited. */
  $yields: boolean;
  /** The queue; its first request is the one that is served. */
  $first: Request | null;
  $last: Request | null;
  $resume: (frame: Frame, mode: number, value: any) => void;
  $onFulfilled: (value: any) => void;
  $onRejected: (error: any) => void;
}

/** AsyncGeneratorRequest (27.6.3.1) */
export interface Request extends Capability {
  mode: number;
  value: any;
  next: Request | null;
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
    return reactTo(asPromise(apply(method, iterator, [void 0])), function () {}, void 0);
  } catch (error) {
    return rejected(error);
  }
}

/** %AsyncGeneratorPrototype% (27.6.1) */
export var AsyncGeneratorPrototype: any = /* @__PURE__ */ (function () {
  var prototype = Object.create(AsyncIteratorPrototype);
  hideFrameKey(prototype);
  return resumeMethods(prototype, queue);
})();

/** A method of %AsyncGeneratorPrototype% (27.6.1.2 to 27.6.1.4): the promise of an iterator result. All its errors reject. */
function queue(self: any, mode: number, value: any): any {
  var frame = frameOf(self) as AsyncGeneratorFrame | null;
  if (!frame || frame.$kind !== AsyncGeneratorFunctionPrototype) {
    return rejected(new TypeError("not an async generator"));
  }
  var request: Request = newRequest(mode, value);
  if (frame.$first === null) frame.$first = request;
  else frame.$last!.next = request;
  frame.$last = request;
  if (!frame.$busy) serve(frame);
  return request.promise;
}

/** %AsyncGeneratorFunction.prototype% (27.4.3) */
export var AsyncGeneratorFunctionPrototype: any = /* @__PURE__ */ functionKind("AsyncGenerator", AsyncGeneratorPrototype);

/** Links the frames of an async generator function to its step and resume functions, once for all its evaluations. */
export function asyncFamily(Frame: any, step: any, resume: any): any {
  var frames = Frame.prototype;
  if (frames.$kind) return frames;
  frames.$kind = AsyncGeneratorFunctionPrototype;
  frames.$base = AsyncGeneratorPrototype;
  frames.$step = step; // null: each frame has its own
  frames.$resume = resume;
  return frames;
}

/** Makes a kickoff function an async generator function: see defineGenerator. */
export function defineAsyncGenerator(kickoff: any, Frame: any, step: any, resume: any, Generator: any): any {
  return defineKickoff(kickoff, asyncFamily(Frame, step, resume), Generator);
}

/** Serves the first request of a frame that rests, if there is one. */
function serve(frame: AsyncGeneratorFrame): void {
  var request = frame.$first;
  if (request === null) {
    frame.$busy = false;
    return;
  }
  frame.$busy = true;
  if (frame.$state === STATE_START && request.mode !== MODE_NEXT) frame.$state = STATE_DONE;
  if (frame.$state === STATE_DONE) drain(frame);
  else if (request.mode === MODE_RETURN) {
    // AsyncGeneratorUnwrapYieldResumption (27.6.3.7)
    awaits(
      request.value,
      function (value: any) {
        frame.$resume(frame, MODE_RETURN, value);
      },
      frame.$onRejected,
    );
  } else frame.$resume(frame, request.mode, request.value);
}

/** AsyncGeneratorDrainQueue (27.6.3.11) and AsyncGeneratorAwaitReturn (27.6.3.10): of a frame that is done. */
function drain(frame: AsyncGeneratorFrame): void {
  for (var request = frame.$first; request !== null; request = frame.$first) {
    if (request.mode === MODE_RETURN) {
      awaits(
        request.value,
        function (value: any) {
          takeFirst(frame).resolve({ value: value, done: true });
          drain(frame);
        },
        function (error: any) {
          takeFirst(frame).reject(error);
          drain(frame);
        },
      );
      return;
    }
    takeFirst(frame);
    if (request.mode === MODE_THROW) request.reject(request.value);
    else request.resolve({ value: void 0, done: true });
  }
  frame.$busy = false;
}

function takeFirst(frame: AsyncGeneratorFrame): Request {
  var request = frame.$first!;
  frame.$first = request.next;
  return request;
}

/** The operand of a yield is there (27.6.3.8): it is the first request's result, and the next request goes on from here. */
export function yielded(frame: AsyncGeneratorFrame, value: any): void {
  takeFirst(frame).resolve({ value: value, done: false });
  serve(frame);
}

/** The body has returned (27.6.3.2, AsyncGeneratorStart). */
export function returned(frame: AsyncGeneratorFrame, value: any): void {
  takeFirst(frame).resolve({ value: value, done: true });
  drain(frame);
}

/** The body has thrown. */
export function threw(frame: AsyncGeneratorFrame, error: any): void {
  frame.$state = STATE_DONE;
  takeFirst(frame).reject(error);
  drain(frame);
}
