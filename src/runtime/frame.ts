// The frame: the record of one activation, and how a generator object holds it.
//
// Frames are made by constructors that the compiler emits, one per function: the fields that its driver needs, then a field
// per slot, under the variable's own name. What resumes a frame uses the former and `$step` only. Below are the fields of
// generators; those that settle a promise are in async.ts, the queue of an async generator in async-generator.ts.

import { defineHidden, hasSymbol, isObject } from "./host.js";

declare var Symbol: any;

/** The record of one activation: the fields that resume it; those of the user's variables come on top. docs/architecture.md */
export interface Frame {
  /** A resume state of its step function, or a STATE_ number of the protocol. */
  $state: number;
  /** Runs to the next suspension: returns what is yielded or returned; `$state` tells which. */
  $step(frame: Frame, mode: number, value: any): any;
  /**
   * The generator object that holds this frame; an object that only inherits the frame's key is refused. Of the frame that awaits
   * what the outermost frame of a task has returned, the task (scheduler/frames.ts).
   */
  $owner: any;
  /**
   * The frame that delegates to this one with yield*, or that awaits it in a task; at a task's outermost frame the task, which is no
   * frame. null on the prototype where its own function delegates to nobody.
   */
  $up: Frame | null;
  /** Of a call of the scheduler's own: as its users know it, Queue.get for instance (scheduler/place.ts). */
  $call?: string;
  /**
   * The frame this one delegates to; at the outermost frame of a chain, the innermost. A frame that is stepped has none: if it has
   * one when its step function returns, it has handed over. Null on the prototype where its own function delegates to nobody.
   */
  $leaf?: Frame | null;
  /** Of functions with yield*: resumes it, delegating or not; on the prototype. */
  $resume?: (frame: Frame, mode: number, value: any) => any;
  /** The `next` that the compiler made for this function; on the prototype. */
  $next?: (value?: any) => any;
  /** What offers an iterator, and what generators inherit there, for a function that has delegates without objects; on the prototype. */
  $iteratorKey?: any;
  $iterator?: any;
  /** The class of its generator objects, for a function that comes to be once; on the prototype. */
  $Generator?: any;
  /** Such a function itself; on the prototype. */
  $function?: any;
  /** The prototype of a method's generators, until the method itself is known; on the prototype. */
  $prototype?: any;
  /** How often its function has been evaluated, less the generators that were made for that; on the prototype. See holdAnew. */
  $unheld?: number;
  /** What functions of its kind inherit from, %GeneratorFunction.prototype% for instance; on the prototype. */
  $kind?: any;
  /** What its function's `prototype` inherits from; on the prototype. */
  $base?: any;
}

/**
 * The one own property of our generator objects: a symbol, or where there are none, a name nobody would choose. Either is another
 * one in every copy of the runtime, for which the generators of other copies are foreign iterators.
 */
export var frameKey: any = hasSymbol ? /* @__PURE__ */ Symbol("switchyard") : "@@switchyard" + Math.random();

/** The frame of a generator object of this runtime, or null for anything else. */
export function frameOf(object: any): Frame | null {
  var frame = isObject(object) && object[frameKey];
  return frame && frame.$owner === object ? frame : null;
}

/**
 * Where there are no symbols the key is a string, and an assignment would make it enumerable: a setter on the generator
 * prototype defines it instead, and emitted code need not know.
 */
export function hideFrameKey(prototype: any): void {
  if (hasSymbol) return;
  Object.defineProperty(prototype, frameKey, {
    set: function (this: any, frame: Frame) {
      defineHidden(this, frameKey, frame, true);
    },
  });
}
