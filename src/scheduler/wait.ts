// wait() and asCompleted(): several at once, as they end. asyncio.wait and asyncio.as_completed

import { MODE_THROW } from "../protocol.js";
import type { Awaitable, Running } from "./awaitable.js";
import { coroutine } from "./coroutine.js";
import { forget, newFuture, resolve, whenDone, type Future } from "./future.js";
import { asyncIteratorKey } from "./keys.js";
import { at } from "./loop.js";
import { Queue } from "./queue.js";
import { ensureFuture } from "./task.js";

declare var Set: any;

/** How long wait() waits: the keyword arguments of asyncio.wait. */
export interface WaitOptions {
  /** Whether the first to end is enough, or the first to fail, or none is; "ALL_COMPLETED" if not given. */
  returnWhen?: "FIRST_COMPLETED" | "FIRST_EXCEPTION" | "ALL_COMPLETED";
  /** Milliseconds; nothing is cancelled when they have passed. Without it there is no limit. asyncio.wait, which has seconds */
  timeout?: number;
}

/**
 * Waits until one of the tasks, the first that fails, or all of them have ended; or until `timeout` milliseconds have
 * passed. Nothing is cancelled. asyncio.wait
 * @param list tasks, whatever else can be awaited, and functions, which it starts as tasks, in order
 * @returns { done, pending }, each in the order of the list
 * @throws TypeError if the list is empty, RangeError if `returnWhen` is something else; none of the errors of the tasks
 */
export function wait<Item>(list: readonly Item[], options?: WaitOptions): Awaitable<{ done: Running<Item>[]; pending: Running<Item>[] }> {
  return coroutine("wait", waiting, [list, options || {}]);
}

const WAYS = ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"];

const waiting = async (list: any[], { returnWhen = "ALL_COMPLETED", timeout }: WaitOptions) => {
  "use coroutine";
  if (list.length === 0) throw new TypeError("wait() has nothing to wait for");
  if (WAYS.indexOf(returnWhen) < 0) throw new RangeError("wait() returns when " + WAYS.join(", ") + ", and not when " + returnWhen);
  const futures = distinct(list.map(ensureFuture));
  const waiter = newFuture();
  const release = () => resolve(waiter, void 0);
  const timer = timeout === void 0 ? null : at(waiter.loop, waiter.loop.clock.now() + timeout, release);
  let left = futures.length;
  const completed = (future: Future) => {
    // Who waits is given it.
    future.isSeen = true;
    left--;
    const isFailure = returnWhen === "FIRST_EXCEPTION" && !future.cancelled && future.mode === MODE_THROW;
    if (left <= 0 || returnWhen === "FIRST_COMPLETED" || isFailure) {
      if (timer) timer.callback = null;
      release();
    }
  };
  for (const future of futures) whenDone(future, completed, future);
  try {
    await waiter;
  } finally {
    if (timer) timer.callback = null;
    for (const future of futures) forget(future, completed);
  }
  return { done: futures.filter((future) => future.done), pending: futures.filter((future) => !future.done) };
};

/**
 * Iterates over tasks as they end: `for await (const task of asCompleted(list)) await task`. asyncio.as_completed
 * @param list as of wait()
 * @returns an async iterable of tasks; each has ended, and its error is thrown where it is awaited. To TypeScript whatever
 *   for await gives has been awaited, so no type says so
 */
export function asCompleted(list: readonly unknown[]): AsyncIterableIterator<any> {
  const ended: any = new (Queue as any)();
  const futures = distinct(list.map(ensureFuture));
  const completed = (future: Future) => {
    future.isSeen = true;
    // As it is in the queue: get() would await what it returns, and give the result.
    ended.putNow({ value: future, done: false });
  };
  for (const future of futures) whenDone(future, completed, future);
  let left = futures.length;
  const iterator: any = {
    next() {
      if (left === 0) return { value: void 0, done: true };
      left--;
      return ended.get();
    },
    // Who leaves the loop is not given the others: what becomes of them is for somebody else to see.
    return() {
      left = 0;
      for (const future of futures) forget(future, completed);
      return { value: void 0, done: true };
    },
  };
  iterator[asyncIteratorKey] = () => iterator;
  return iterator;
}

/** Each once, in their order; in time that grows with the list, and not with its square, where the host has sets. */
function distinct<T>(list: T[]): T[] {
  var seen = typeof Set === "function" ? new Set() : null;
  return list.filter(function (one, at) {
    if (!seen) return list.indexOf(one) === at;
    if (seen.has(one)) return false;
    seen.add(one);
    return true;
  });
}
