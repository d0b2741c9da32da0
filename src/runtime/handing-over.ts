// Frames in place of promises: how a driver, that of a task for instance, asks an async function for the frame of a call.

import { STATE_DONE, STATE_START } from "../protocol.js";
import { isAsyncFunction } from "./async-kind.js";
import type { AsyncIteration } from "./async-iterate.js";
import type { Frame } from "./frame.js";
import { createTextTest } from "./function-text.js";
import { apply } from "./host.js";

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
