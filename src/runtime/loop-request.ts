// What a `for await` asks a compiled async generator for. Both sides are compiled, so nobody sees the promise that next()
// would return, and there is none: the loop's own record waits in the generator's queue, as a request. The answer is written
// into it, and calls the loop as a job, where a reaction of that promise would have been one.

import { promiseOfKept } from "./async.js";
import { request } from "./handing-over.js";
import { asPromise, reactTo, rejectedPromise } from "./promises.js";
import { enqueue, type Queue, type Request } from "./request-queue.js";

export interface LoopRequest extends Request {
  queue: Queue;
  /** The answer, as an iterator result has it. */
  done: boolean;
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
  loop.next = loop.promise = loop.onFulfilled = request.asked = null;
  enqueue(loop.queue, loop);
  loop.onFulfilled = onFulfilled;
  loop.onRejected = onRejected;
  callLoop(loop);
}

/** The driver has kept the loop; only of a `then` from Object.prototype a promise of the result would take note. */
function answer(this: LoopRequest, result: any): void {
  this.value = result.value;
  this.done = result.done;
  this.promise = "then" in result ? asPromise(result) : promiseOfKept;
  callLoop(this);
}

function fail(this: LoopRequest, error: any): void {
  this.promise = rejectedPromise(error);
  callLoop(this);
}

function callLoop(loop: LoopRequest): void {
  if (loop.promise && loop.onFulfilled) reactTo(loop.promise, loop.onFulfilled, loop.onRejected);
}
