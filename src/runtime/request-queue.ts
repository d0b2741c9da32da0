// The queue of an async generator: requests for results, and what serves them (ECMA-262, 27.6.3).
//
// A driver, which the compiler makes for each function, runs a frame to its next await or yield; until it rests at a yield the
// queue is busy, and requests wait.

import { MODE_RETURN, MODE_THROW, STATE_DONE, STATE_START } from "../protocol.js";
import { derive } from "./async.js";
import type { Frame } from "./frame.js";
import type { LoopRequest } from "./loop-request.js";

/**
 * What serves the requests of one generator. It is a record of its own and no part of the frame: frames of different
 * functions have different shapes, and engines are slow where they see many; all queues have one.
 */
export interface Queue {
  frame: Frame;
  /** What a loop asks it by. */
  ask: (loop: LoopRequest, onFulfilled: any, onRejected: any) => void;
  /** The driver that the compiler made for the function. */
  resume: (frame: Frame, mode: number, value: any) => void;
  /** They resume the frame after an await. */
  onFulfilled: (value: any) => void;
  onRejected: (error: any) => void;
  /** The frame is at a yield whose operand is being awaited. */
  yields: boolean;
  /** The body has ended: there is nothing to resume. */
  done: boolean;
  /** What is being awaited: see `awaits`. */
  value: any;
  /** The request that is served, until it is settled: where there is one, others wait. */
  first: Request | null;
  last: Request | null;
}

/** AsyncGeneratorRequest (27.6.3.1) */
export interface Request {
  resolve: (result: any) => void;
  reject: (error: any) => void;
  mode: number;
  value: any;
  next: Request | null;
}

/** AsyncGeneratorEnqueue (27.6.3.4), of a generator that is one. */
export function enqueue(queue: Queue, made: Request): void {
  var last = queue.last;
  queue.last = made;
  if (queue.first) last!.next = made;
  else {
    queue.first = made;
    serve(queue);
  }
}

/** Serves the first request of a generator that rests, if there is one; of one that has ended all (27.6.3.11, AsyncGeneratorDrainQueue). */
function serve(queue: Queue): void {
  while (queue.first) {
    var first = queue.first;
    var mode = first.mode;
    // Of a frame that has not begun there is nothing that could catch.
    if (mode && queue.frame.$state === STATE_START) close(queue);
    if (mode === MODE_RETURN) return awaitReturn(queue, first.value);
    if (!queue.done) return queue.resume(queue.frame, mode, first.value);
    answerFirst(queue, mode, mode ? first.value : void 0);
  }
}

function close(queue: Queue): void {
  queue.done = true;
  queue.frame.$state = STATE_DONE;
}

/** AsyncGeneratorAwaitReturn (27.6.3.10), and of one at a yield AsyncGeneratorUnwrapYieldResumption (27.6.3.7). */
function awaitReturn(queue: Queue, value: any): void {
  derive(value, goOn(MODE_RETURN), goOn(MODE_THROW));

  function goOn(mode: number) {
    return function (settled: any) {
      if (queue.done) ended(queue, mode, settled);
      else queue.resume(queue.frame, mode, settled);
    };
  }
}

/** Settles the first request: rejects it for MODE_THROW. It stays first meanwhile: settling may run code of the user's. */
function answerFirst(queue: Queue, mode: number, value: any): void {
  var first = queue.first!;
  if (mode === MODE_THROW) first.reject(value);
  else first.resolve({ value: value, done: queue.done });
  queue.first = first.next;
}

/** The operand of a yield is there (27.6.3.8): it is the first request's result, and the next request goes on from here. */
export function answered(queue: Queue, mode: number, value: any): void {
  answerFirst(queue, mode, value);
  serve(queue);
}

/**
 * The body has returned or thrown (27.6.3.2, AsyncGeneratorStart), or what return() was given afterwards has settled.
 * @param mode MODE_THROW if it has thrown
 */
export function ended(queue: Queue, mode: number, value: any): void {
  close(queue);
  answered(queue, mode, value);
}
