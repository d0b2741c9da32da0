// A call that has not begun: what the scheduler's own waiting functions return. asyncio's coroutine object
//
//   await queue.get()            in a task: runs as part of it, without a turn of its own
//   gather([queue.get(), …])     becomes a task
//   await queue.get()            in native code: becomes a task, and is awaited as such
//
// Nothing has happened before somebody awaits it or hands it to the scheduler.

import { unstarted, type Frame } from "../runtime/index.js";
import type { Loop } from "./loop.js";
import { loopInUse } from "./scheduler.js";
import { Task } from "./task.js";

export class Coroutine {
  name: string;
  /** Where it was made: native code awaits it when no scheduler runs. */
  loop: Loop;
  /** null: somebody has it already. */
  frame: Frame | null;

  constructor(name: string, frame: Frame) {
    this.name = name;
    this.loop = loopInUse();
    this.frame = frame;
  }

  then(onFulfilled?: any, onRejected?: any): Promise<any> {
    return new Task(this.loop, takeFrame(this), this.name).then(onFulfilled, onRejected);
  }
}

/** @throws Error if it has been awaited before */
export function takeFrame(coroutine: Coroutine): Frame {
  var frame = coroutine.frame;
  if (frame === null) throw new Error(coroutine.name + "() has been awaited already");
  coroutine.frame = null;
  return frame;
}

export function coroutine(name: string, fn: (...args: any[]) => any, args: any[]): any {
  return new Coroutine(name, unstarted(fn, void 0, args));
}
