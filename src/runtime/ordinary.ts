// Functions that are evaluated again and again, with the assumption `ordinaryFunctions`: emitted code calls these instead of
// their namesakes, defineGenerator and so on. To change a function's prototype, and to make a fresh object the prototype of
// generators, takes engines longer than all the rest; so neither is done, and the function says what it is by a field.

import { asyncFamily, AsyncGeneratorFunctionPrototype } from "./async-generator.js";
import { AsyncFunctionPrototype } from "./async-kind.js";
import { family, GeneratorFunctionPrototype } from "./generator.js";

/** Generators of all evaluations have one class, and its prototype. */
export function ordinaryGenerator(kickoff: any, Frame: any, step: any, next: any, Generator: any, resume?: any): any {
  if (!Frame.prototype.$Generator) shareGenerator(family(Frame, step, next, resume), Generator);
  return ordinary(kickoff, GeneratorFunctionPrototype);
}

/** The same for async generators. */
export function ordinaryAsyncGenerator(kickoff: any, Frame: any, step: any, Generator: any): any {
  if (!Frame.prototype.$Generator) shareGenerator(asyncFamily(Frame, step), Generator);
  return ordinary(kickoff, AsyncGeneratorFunctionPrototype);
}

/** Only notes what the function is. */
export function ordinaryAsync(kickoff: any): any {
  return ordinary(kickoff, AsyncFunctionPrototype);
}

function shareGenerator(frames: any, Generator: any): void {
  frames.$Generator = Generator;
  Generator.prototype = Object.create(frames.$base);
}

function ordinary(kickoff: any, kind: any): any {
  kickoff.$kind = kind;
  return kickoff;
}
