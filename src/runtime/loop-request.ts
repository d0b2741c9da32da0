// What a `for await` asks a compiled async generator for. Both sides are compiled, so nobody sees the promise that next()
// would return, and there is none: the loop's own record waits in the generator's queue, as a request. The answer is written
// into it, and calls the loop as a job, where a reaction of that promise would have been one.

import { asPromise, reactTo, rejected, request } from "./async.js";
import { enqueue, type Queue, type Request } from "./async-generator.js";

export interface LoopRequest extends Request {
  queue: Queue;
  /** The answer, as an iterator result has it. */
  done: boolean;
  /** A promise of the record, which serves for all answers; made with the first. */
  itself: any;
  /** What calls the loop; null until there is an answer. */
  promise: any;
  /** Who is to be called; null while nobody waits yet: an answer may be there at once. */
  onFulfilled: any;
  onRejected: any;
}

/** Await (27.7.5.3) of the next answer. */
export function ask(loop: LoopRequest, onFulfilled: any, onRejected: any): void {
  loop.resolve = answer;
  loop.reject = fail;
  loop.value = void 0;
  request.asked = loop.promise = loop.onFulfilled = loop.next = null;
  enqueue(loop.queue, loop);
  loop.onFulfilled = onFulfilled;
  loop.onRejected = onRejected;
  callLoop(loop);
}

/** Of a `then` from Object.prototype the promise would take note, too. */
function answer(this: LoopRequest, result: any): void {
  this.value = result.value;
  this.done = result.done;
  this.promise = "then" in result ? asPromise(result) : this.itself || (this.itself = asPromise(this));
  callLoop(this);
}

function fail(this: LoopRequest, error: any): void {
  this.promise = rejected(error);
  callLoop(this);
}

function callLoop(loop: LoopRequest): void {
  if (loop.promise && loop.onFulfilled) reactTo(loop.promise, loop.onFulfilled, loop.onRejected);
}
