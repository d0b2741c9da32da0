// Kickoff functions of generators, sync and async: how they get their prototypes, and make the objects that hold frames.

import { frameKey, type Frame } from "./frame.js";
import { getPrototypeOf, hasSymbol, isObject, setPrototypeOf } from "./host.js";

/**
 * Gives a kickoff function its prototype objects. `frames` is the prototype of its frames, `Generator` the class of its
 * objects, for functions that are evaluated once.
 */
export function defineKickoff(kickoff: any, frames: any, Generator: any): any {
  // Linked already, by a call before the module's body ran; the user may have replaced the prototype since.
  if (frames.$Generator) return kickoff;
  kickoff.prototype = Object.create(frames.$base);
  if (Generator) {
    frames.$function = kickoff;
    (frames.$Generator = Generator).prototype = kickoff.prototype;
  }
  return setPrototypeOf(kickoff, frames.$kind);
}

/** A kickoff function that is a method has no `prototype` yet; it gets one with the attributes that generator functions have. */
export function withPrototype(method: any): any {
  return Object.defineProperty(method, "prototype", { writable: true });
}

/** Makes the method `holder[key]` a generator function, and returns it: once per evaluation of its class or object. */
export function defineMethod(holder: any, key: any, link: () => any): any {
  return linkMethod((Object.getOwnPropertyDescriptor(holder, key) as any).value, link);
}

/** The same for a method that has been found. */
export function linkMethod(method: any, link: () => any): any {
  var frames = link();
  count(frames);
  // The first evaluation takes the prototype that calls from inside of it may have got already.
  var prototype = frames.$taken ? Object.create(frames.$base) : sharedPrototype(frames);
  frames.$taken = true;
  Object.defineProperty(method, "prototype", { value: prototype, writable: true, enumerable: false, configurable: false });
  return setPrototypeOf(method, frames.$kind);
}

/**
 * A decorator that has `define` make its method what it is. Decorators of the standard are given the method, those of TypeScript and
 * of Babel's "legacy" version its descriptor as the third argument, those of 2018 a descriptor of the element that has it.
 */
export function defines(define: (method: any) => any): (value: any, context: any, descriptor?: any) => void {
  return function (value, _context, descriptor) {
    define((descriptor || value.descriptor || { value: value }).value);
  };
}

/** A new generator object for the frame of a method; null for `method` where nothing can refer to it. */
export function adoptMethod(frame: Frame, method: any, link: () => any): any {
  return holdAnew(frame, method ? method.prototype : sharedPrototype(frame.$kind ? getPrototypeOf(frame) : link()));
}

function sharedPrototype(frames: any): any {
  return frames.$prototype || (frames.$prototype = Object.create(frames.$base));
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

/** Counts an evaluation of a kickoff function that is evaluated again and again, and returns it. */
export function evaluated(kickoff: any, Frame: any): any {
  count(Frame.prototype);
  return kickoff;
}

function count(frames: any): void {
  frames.$unheld = (frames.$unheld | 0) + 1;
}

/** `adopt` for such a function: often it is called once for each evaluation. */
export function adoptAnew(frame: Frame, kickoff: any, self: any): any {
  return self && isConstructing(self, kickoff) ? adopt(frame, kickoff, self) : holdAnew(frame, kickoff.prototype);
}

/**
 * Where each evaluation of a function makes one generator, every generator has a prototype of its own. Engines describe an
 * object by a hidden class, of which its prototype is a part, and need one more when such an object gets its field. One that
 * began without a prototype has a dictionary instead, and needs no more than one (docs/decisions/0020).
 * Where more generators are made than evaluations, they share what the engine knows of a prototype; then that is quicker.
 * The lines of `hold` stand here again: a function that both call would be in every program with a generator, and its budget has
 * no room for that.
 */
function holdAnew(frame: Frame, prototype: any): any {
  if (!canInheritLater || !isObject(prototype) || !(frame.$unheld! > EVALUATED_OFTEN)) return hold(frame, prototype);
  getPrototypeOf(frame).$unheld--;
  var generator = Object.create(null);
  generator[frameKey] = frame;
  frame.$owner = generator;
  return setPrototypeOf(generator, prototype);
}

/** Where there are no symbols it is the prototype that hides the frame's key: it has to be there before. */
var canInheritLater: boolean = hasSymbol && !!(Object as any).setPrototypeOf;
/** Evaluations that count for nothing: a function inside of one that runs a few times is like one of the module. */
var EVALUATED_OFTEN = 16;

function hold(frame: Frame, prototype: any): any {
  var generator = Object.create(isObject(prototype) ? prototype : frame.$kind.prototype);
  generator[frameKey] = frame;
  frame.$owner = generator;
  return generator;
}

/** `new kickoff()` made `self`: a fresh object, where a method call has a receiver with a life of its own. */
function isConstructing(self: any, kickoff: any): boolean {
  // An object that holds a frame has a property for it: a symbol, or one that is not enumerable but has a name.
  return isObject(self) && getPrototypeOf(self) === kickoff.prototype && !self[frameKey] && !Object.getOwnPropertyNames(self).length;
}
