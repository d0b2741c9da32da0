// Async iteration: GetIterator (7.4.3) for async iterables, the wrapper around sync iterators (27.1.6), and the record that
// a lowered `for await` keeps.
//
//   record = iterateAsync(list);
//   try { while (accept(record, await nextOf(record))) { x = record.value; … } }
//   catch (error) { try { if (closes(record)) await record.value; } catch (ignored) {} throw error; }
//   finally { if (closes(record)) requireObject(await record.value); }

import { MODE_NEXT } from "../protocol.js";
import { derive } from "./async.js";
import { request } from "./handing-over.js";
import { asPromise, rejectedPromise } from "./promises.js";
import { frameOf } from "./frame.js";
import { apply, asyncIteratorKey, isObject, iteratorKey } from "./host.js";
import { openWith } from "./iterate.js";
import type { LoopRequest } from "./loop-request.js";

export interface AsyncIteration extends LoopRequest {
  iterator: any;
  /** Its next(). */
  method: any;
  /** The sync iterator below, where there is but one of those. */
  sync: SyncIteration | null;
  /** Set while the iterator's own code runs, too: whatever that throws is not followed by return(). */
  done: boolean;
  value: any;
  /** Of a compiled async generator with the `next` that it came with. */
  queue: any;
}

/** The record of a sync iterator below an async loop. */
export interface SyncIteration extends Closable {
  next: any;
}

/** What closes() needs. */
interface Closable {
  iterator: any;
  /** There is nothing to close any more. */
  done?: boolean;
  /** What return() has returned. */
  value?: any;
}

/** GetIterator(iterable, async). Throws TypeError where the value is not iterable in either way. */
export function iterateAsync(iterable: any): AsyncIteration {
  var method = iterable[asyncIteratorKey];
  var sync = method === void 0 || method === null ? openWith(iterable, iterable[iteratorKey]) : null;
  var iterator = sync ? fromSyncIterator(sync) : apply(method, iterable, []);
  requireObject(iterator);
  var next = iterator.next;
  var frame: any = frameOf(iterator);
  var queue = frame && frame.$next === next && frame.$queue;
  return {
    iterator: iterator,
    method: next,
    sync: sync,
    queue: queue,
    mode: MODE_NEXT,
    resolve: null as any, // for the first time when the loop asks
    reject: null as any,
    promise: null,
    onFulfilled: null,
    onRejected: null,
    done: false,
    value: null,
    next: null,
  };
}

/**
 * What has to be awaited for the next value: what next() returns; or the loop itself, which its driver has ask the generator
 * (see loop-request.ts), or which stands for what next() would return. A generator that serves somebody else would answer
 * in that one's behalf, and hosts could tell (AsyncLocalStorage).
 */
export function nextOf(iteration: AsyncIteration): any {
  iteration.done = true;
  return iteration.queue && !iteration.queue.first ? (request.asked = iteration) : apply(iteration.method, iteration.iterator, []);
}

/** Is there another value? It is in `value` then. */
export function accept(iteration: AsyncIteration, result: any): boolean {
  requireObject(result);
  if (result.done) return false;
  iteration.value = result.value;
  iteration.done = false;
  return true;
}

/** AsyncIteratorClose (7.4.13), first part: calls return(), if there is one to call. What it returned is in `value` then, to be awaited. */
export function closes(iteration: Closable): boolean {
  if (iteration.done) return false;
  iteration.done = true;
  var method = iteration.iterator["return"];
  if (method === void 0 || method === null) return false;
  iteration.value = apply(method, iteration.iterator, []);
  return true;
}

/** What iterators answer has to be an object, as they have themselves; so has what was awaited of return(), unless the loop was left by an error. */
export function requireObject(result: any): void {
  if (!isObject(result)) throw new TypeError("not an object");
}

/** CreateAsyncFromSyncIterator (27.1.6.1): an object that nobody sees. Only yield* throws into one, and adds that method. */
function fromSyncIterator(sync: SyncIteration): any {
  return {
    next: function () {
      return answer(sync, true, sync.next, arguments);
    },
    return: function () {
      return answer(sync, false, null, arguments);
    },
  };
}

/**
 * Calls a method of a sync iterator and promises its result, with its value awaited (27.1.6.4,
 * AsyncFromSyncIteratorContinuation): its return(), if it has one, or where that `mayClose` another method. Then a value
 * that rejects closes the iterator.
 */
export function answer(sync: SyncIteration, mayClose: boolean, method: any, args: any): any {
  var iterator = sync.iterator;
  try {
    if (!mayClose) {
      method = iterator["return"];
      if (method === void 0 || method === null) return asPromise({ value: args[0], done: true });
    }
    var result = apply(method, iterator, args);
    requireObject(result);
    var done = result.done;
    var value = result.value;
  } catch (error) {
    return rejectedPromise(error);
  }
  return derive(
    value,
    function (settled: any) {
      return { value: settled, done: done };
    },
    mayClose &&
      !done &&
      function (error: any) {
        try {
          closes(sync);
        } catch (ignored) {
          // the first error wins
        }
        throw error;
      },
  );
}
