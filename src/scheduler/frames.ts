// Frames by hand, for what has none that the compiler made.

import { MODE_THROW, STATE_DONE, STATE_START } from "../protocol.js";
import { apply, askForFrame, isAsyncFunction, type Frame } from "../runtime/index.js";

/** The other state of frames by hand. */
const AWAITS = 1;

/**
 * The frame of a call: of a compiled function its own, of another one a frame that calls it, and awaits what it returns.
 * @throws TypeError if `fn` is not a function, and what the parameters of a compiled one throw
 */
export function frameOfCall(fn: any, args: any): Frame {
  if (isAsyncFunction(fn)) return askForFrame(fn, void 0, args);
  if (typeof fn !== "function") throw new TypeError(fn + " is not a function");
  return frameOfAwait(function () {
    return apply(fn, void 0, args);
  });
}

/** A frame that awaits what `start` returns, and returns what that gives, or `value`. */
export function frameOfAwait(start: () => any, value?: any): Frame {
  return {
    $state: STATE_START,
    $step: function (frame: Frame, mode: number, awaited: any) {
      if (mode === MODE_THROW) throw awaited;
      if (frame.$state === STATE_START) {
        frame.$state = AWAITS;
        return start();
      }
      frame.$state = STATE_DONE;
      return value === void 0 ? awaited : value;
    },
    $owner: null,
    $up: null,
  };
}

/** Comes after the outermost frame of a task, if that has returned something to await: returns what that gives. */
export function frameOfResult(task: any, awaitable: any): Frame {
  var frame = frameOfAwait(function () {
    return awaitable;
  });
  frame.$owner = task;
  return frame;
}
