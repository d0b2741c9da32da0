// Generator functions and generator objects: the intrinsics of ECMA-262, 27.3 and 27.5, and how emitted code links to them.
//
//   range            -> %GeneratorFunction.prototype%
//   range.prototype  -> hidden prototype (own `next`) -> %GeneratorPrototype% -> %IteratorPrototype%
//   range()          -> range.prototype; one own property, its frame

import { MODE_RETURN, MODE_THROW, STATE_DONE, STATE_RUNNING } from "../protocol.js";
import { frameOf, hideFrameKey, type Frame } from "./frame.js";
import { IteratorPrototype, defineHidden, nameFunction } from "./host.js";
import { functionKind, resumeMethods } from "./intrinsics.js";
import { defineKickoff } from "./kickoff.js";

/**
 * A call that runs nothing: of a running generator (an error), of a finished one, or throw and return before the start.
 * Throws TypeError when the generator is running (27.5.3.2).
 */
export function idle(frame: Frame, mode: number, value: any): any {
  if (frame.$state === STATE_RUNNING) throw new TypeError("Generator is already running");
  return finish(frame, mode, value);
}

/** Completes the activation with what it was resumed with. */
export function finish(frame: Frame, mode: number, value: any): any {
  frame.$state = STATE_DONE;
  if (mode === MODE_THROW) throw value;
  return mode === MODE_RETURN ? value : void 0;
}

/** %GeneratorPrototype% (27.5.1) */
export var GeneratorPrototype: any = /* @__PURE__ */ (function () {
  var prototype = Object.create(IteratorPrototype);
  hideFrameKey(prototype);
  return resumeMethods(prototype, resume);
})();

/** A method of %GeneratorPrototype% (27.5.1.2 to 27.5.1.4): an iterator result object. */
function resume(self: any, mode: number, value: any): any {
  var frame = frameOf(self);
  if (!frame || frame.$kind !== GeneratorFunctionPrototype) throw new TypeError("not a generator");
  // Only functions with yield* bring the code for it along.
  if (frame.$resume) return frame.$resume(frame, mode, value);
  return { value: frame.$step(frame, mode, value), done: frame.$state < 0 };
}

/** Works for every generator of this runtime; their own `next` is faster. */
export var genericNext: any = /* @__PURE__ */ (function () {
  return GeneratorPrototype.next;
})();

/** %GeneratorFunction.prototype% (27.3.3) */
export var GeneratorFunctionPrototype: any = /* @__PURE__ */ functionKind("Generator", GeneratorPrototype);

/**
 * Links a function's frames to its step function, and makes its hidden prototype, once for all its evaluations.
 *
 * Methods have no name for themselves, so emitted code passes this on as a function: it is called by whatever comes
 * first, the class's evaluation or a call of the method from inside of it.
 */
export function family(Frame: any, step: any, next: any, resume?: any): any {
  var frames = Frame.prototype;
  if (frames.$kind) return frames;
  frames.$kind = GeneratorFunctionPrototype;
  frames.$base = GeneratorPrototype;
  frames.$up = frames.$leaf = null;
  frames.$step = step; // null: each frame has its own
  frames.$next = next;
  frames.$resume = resume;
  if (next) {
    nameFunction(next, "next");
    defineHidden((frames.$base = Object.create(GeneratorPrototype)), "next", next, true);
  }
  return frames;
}

/**
 * Makes a kickoff function a generator function: its prototype objects, and the links of its frames. Emitted code calls
 * it once per evaluation of the function; `Generator` is given for functions that are evaluated once, `resume` for those
 * with yield*.
 */
export function defineGenerator(kickoff: any, Frame: any, step: any, next: any, Generator: any, resume?: any): any {
  return defineKickoff(kickoff, family(Frame, step, next, resume), Generator);
}
