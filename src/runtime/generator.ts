// Generator functions and generator objects: the intrinsics of ECMA-262, 27.3 and 27.5, and how emitted code links to them.
//
//   range            -> %GeneratorFunction.prototype%
//   range.prototype  -> hidden prototype (own `next`) -> %GeneratorPrototype% -> %IteratorPrototype%
//   range()          -> range.prototype; one own property, its frame

import { MODE_NEXT, MODE_RETURN, MODE_THROW, STATE_DONE, STATE_RUNNING } from "../protocol.js";
import { frameKey, frameOf, hideFrameKey, type Frame } from "./frame.js";
import { IteratorPrototype, defineHidden, describeFunction, getPrototypeOf, isObject, setPrototypeOf, toStringTag } from "./host.js";

/** %GeneratorPrototype% (27.5.1) */
export var GeneratorPrototype: any = Object.create(IteratorPrototype);
/** %GeneratorFunction.prototype% (27.3.3) */
export var GeneratorFunctionPrototype: any = Object.create(Function.prototype);

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

/** Resumes a frame as an iterator: an iterator result object. */
function resume(frame: Frame, mode: number, value: any): any {
  // Only functions with yield* bring the code for it along.
  if (frame.$resume) return frame.$resume(frame, mode, value);
  return { value: frame.$step(frame, mode, value), done: frame.$state < 0 };
}

function ownFrame(object: any, method: string): Frame {
  var frame = frameOf(object);
  if (frame === null) throw new TypeError("Incompatible receiver for " + method);
  return frame;
}

/**
 * A method of %GeneratorPrototype% (27.5.1.2 to 27.5.1.4). Built-in methods have no `prototype` and are no constructors; a
 * setter is the one ES5 function of that kind with a parameter, and called as a method it is an ordinary function.
 */
function generatorMethod(name: string, mode: number): any {
  var holder = {
    set method(value: any) {
      // @ts-expect-error -- it is never used as a setter
      return resume(ownFrame(this, name), mode, value);
    },
  };
  var method = (Object.getOwnPropertyDescriptor(holder, "method") as any).set;
  describeFunction(method, "name", name);
  defineHidden(GeneratorPrototype, name, method, true);
  return method;
}

/** Works for every generator of this runtime; their own `next` is faster. */
export var genericNext: any = generatorMethod("next", MODE_NEXT);
generatorMethod("return", MODE_RETURN);
generatorMethod("throw", MODE_THROW);

defineHidden(GeneratorPrototype, "constructor", GeneratorFunctionPrototype, false);
hideFrameKey(GeneratorPrototype);
defineHidden(GeneratorFunctionPrototype, "prototype", GeneratorPrototype, false);
if (toStringTag) {
  defineHidden(GeneratorPrototype, toStringTag, "Generator", false);
  defineHidden(GeneratorFunctionPrototype, toStringTag, "GeneratorFunction", false);
}

/**
 * %GeneratorFunction% (27.3.1). There is no compiler at run time, so a body that is not empty is evaluated as that of an
 * ordinary function, which is what callers that only look at its name and length can tell apart least.
 */
export function GeneratorFunction(): any {
  return setPrototypeOf(Function.apply(null, arguments as any), GeneratorFunctionPrototype);
}
setPrototypeOf(GeneratorFunction, Function);
describeFunction(GeneratorFunction, "length", 1);
Object.defineProperty(GeneratorFunction, "prototype", { value: GeneratorFunctionPrototype, writable: false });
defineHidden(GeneratorFunctionPrototype, "constructor", GeneratorFunction, false);

/** Links a function's frames to its step function, and makes its hidden prototype, once for all its evaluations. */
function familyOf(Frame: any, step: any, next: any, resume: any): any {
  var frames = Frame.prototype;
  if (frames.$hidden) return frames.$hidden;
  if (step !== null) frames.$step = step;
  if (resume) frames.$resume = resume;
  if (next === null) return (frames.$hidden = GeneratorPrototype);
  frames.$next = next;
  describeFunction(next, "name", "next");
  var hidden = Object.create(GeneratorPrototype);
  defineHidden(hidden, "next", next, true);
  return (frames.$hidden = hidden);
}

/**
 * Makes a kickoff function a generator function: its prototype objects, and the links of its frames. Emitted code calls
 * it once per evaluation of the function; `Generator` is given for functions that are evaluated once, `resume` for those
 * with yield*.
 */
export function defineGenerator(kickoff: any, Frame: any, step: any, next: any, Generator: any, resume?: any): any {
  var hidden = familyOf(Frame, step, next, resume);
  // Linked already, by a call before the module's body ran; the user may have replaced the prototype since.
  if (Frame.prototype.$Generator) return kickoff;
  kickoff.prototype = Object.create(hidden);
  if (Generator) {
    Generator.prototype = kickoff.prototype;
    Frame.prototype.$Generator = Generator;
  }
  return setPrototypeOf(kickoff, GeneratorFunctionPrototype);
}

/**
 * Links the frames of a method. Methods have no name for themselves, so emitted code passes this on as a function: it is
 * called by whatever comes first, the class's evaluation or a call of the method from inside of it.
 */
export function family(Frame: any, step: any, next: any, resume?: any): any {
  var frames = Frame.prototype;
  if (!frames.$prototype) frames.$prototype = Object.create(familyOf(Frame, step, next, resume));
  return frames;
}

/** Makes the method `holder[key]` a generator function, and returns it: once per evaluation of its class or object. */
export function defineMethod(holder: any, key: any, link: () => any): any {
  var method = (Object.getOwnPropertyDescriptor(holder, key) as any).value;
  var frames = link();
  // The first evaluation takes the prototype that calls from inside of it may have got already.
  var prototype = frames.$taken ? Object.create(frames.$hidden) : frames.$prototype;
  frames.$taken = true;
  Object.defineProperty(method, "prototype", { value: prototype, writable: true, enumerable: false, configurable: false });
  return setPrototypeOf(method, GeneratorFunctionPrototype);
}

/** A new generator object for the frame of a method; null for `method` where nothing can refer to it. */
export function adoptMethod(frame: Frame, method: any, link: () => any): any {
  var frames = frame.$prototype ? frame : link();
  return hold(frame, method ? method.prototype : frames.$prototype);
}

/**
 * A new generator object for a frame, with the prototype its function has now (10.1.13). `define` comes with calls of a
 * function that is defined once, and may not be yet.
 * Throws TypeError for `new kickoff()`.
 */
export function adopt(frame: Frame, kickoff: any, self: any, define?: () => any): any {
  if (isConstructing(self, kickoff)) throw new TypeError(kickoff.name + " is not a constructor");
  if (define) define();
  return hold(frame, kickoff.prototype);
}

function hold(frame: Frame, prototype: any): any {
  var generator = Object.create(isObject(prototype) ? prototype : GeneratorPrototype);
  generator[frameKey] = frame;
  frame.$owner = generator;
  return generator;
}

/** `new kickoff()` made `self`: a fresh object, where a method call has a receiver with a life of its own. */
function isConstructing(self: any, kickoff: any): boolean {
  return (
    isObject(self) &&
    getPrototypeOf(self) === kickoff.prototype &&
    Object.getOwnPropertyNames(self).length === 0 &&
    frameOf(self) === null
  );
}
