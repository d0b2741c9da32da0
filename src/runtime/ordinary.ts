// Functions that are evaluated again and again, with the assumption `ordinaryFunctions`: emitted code calls these instead of
// their namesakes, defineGenerator and so on. To change a function's prototype, and to make a fresh object the prototype of
// generators, takes engines longer than all the rest; so neither is done, and the function says what it is by a field.

import { asyncFamily } from "./async-generator.js";
import { AsyncFunctionPrototype } from "./async.js";
import { family } from "./generator.js";

/** Generators of all evaluations have one class, and its prototype. */
export function ordinaryGenerator(kickoff: any, Frame: any, step: any, next: any, Generator: any, resume?: any): any {
  return ordinary(kickoff, family(Frame, step, next, resume), Generator);
}

export function ordinaryAsyncGenerator(kickoff: any, Frame: any, step: any, Generator: any): any {
  return ordinary(kickoff, asyncFamily(Frame, step), Generator);
}

export function ordinaryAsync(kickoff: any): any {
  kickoff.$kind = AsyncFunctionPrototype;
  return kickoff;
}

function ordinary(kickoff: any, frames: any, Generator: any): any {
  if (!frames.$Generator) {
    frames.$Generator = Generator;
    Generator.prototype = Object.create(frames.$base);
  }
  kickoff.$kind = frames.$kind;
  return kickoff;
}
