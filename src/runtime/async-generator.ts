// Async generators: the objects, and the functions that make them (ECMA-262, 27.4 and 27.6).
//
//   stream            -> %AsyncGeneratorFunction.prototype%
//   stream.prototype  -> %AsyncGeneratorPrototype% -> %AsyncIteratorPrototype%
//   stream()          -> stream.prototype; one own property, its frame
//
// next, throw and return queue a request each and promise its result: see request-queue.ts.

import { derive } from "./async.js";
import { OriginalPromise, asPromise, rejectedPromise } from "./promises.js";
import { frameOf, hideFrameKey, type Frame } from "./frame.js";
import { apply, asyncDisposeKey, asyncIteratorKey } from "./host.js";
import { builtinMethod, functionKind, resumeMethods } from "./intrinsics.js";
import { defineKickoff } from "./kickoff.js";
import { ask } from "./loop-request.js";
import { enqueue, type Queue } from "./request-queue.js";

export interface AsyncGeneratorFrame extends Frame {
  $queue: Queue;
}

/** The queue of a fresh async generator (AsyncGeneratorStart, 27.6.3.2), with the functions that resume its frame. */
export function newQueue(frame: Frame, resume: Queue["resume"], onFulfilled: any, onRejected: any): Queue {
  return {
    frame: frame,
    ask: ask,
    resume: resume,
    onFulfilled: onFulfilled,
    onRejected: onRejected,
    done: false,
    value: null,
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
    if (method === void 0 || method === null) return asPromise();
    return derive(apply(method, iterator, [void 0]), function () {});
  } catch (error) {
    return rejectedPromise(error);
  }
}

/** %AsyncGeneratorPrototype% (27.6.1) */
var AsyncGeneratorPrototype: any = /* @__PURE__ */ (function () {
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

/** %AsyncGeneratorFunction.prototype% (27.4.3) */
export var AsyncGeneratorFunctionPrototype: any = /* @__PURE__ */ functionKind("AsyncGenerator", AsyncGeneratorPrototype);

/** Links a function's frames to its step function: see `family` of generators. */
export function asyncFamily(Frame: any, step: any): any {
  var frames = Frame.prototype;
  if (frames.$kind) return frames;
  frames.$kind = AsyncGeneratorFunctionPrototype;
  frames.$base = AsyncGeneratorPrototype;
  frames.$step = step; // null: each frame has its own
  // It is not to be resumed by the `next` of a sync generator, which looks whether there is $resume.
  frames.$resume = frames.$next = AsyncGeneratorPrototype.next;
  return frames;
}

/** Makes a kickoff function an async generator function: see defineGenerator. */
export function defineAsyncGenerator(kickoff: any, Frame: any, step: any, Generator: any): any {
  return defineKickoff(kickoff, asyncFamily(Frame, step), Generator);
}
