// Deadlines: timeout(ms, fn) and waitFor(x, ms). asyncio.timeout and asyncio.wait_for

import type { Awaitable, Outcome } from "./awaitable.js";
import { coroutine } from "./coroutine.js";
import { currentTask } from "./current.js";
import { CancelledError, TimeoutError } from "./errors.js";
import { forget, Future, newFuture, resolve, whenDone } from "./future.js";
import { at, soon } from "./loop.js";
import { Coroutine, ensureFuture, uncancel } from "./task.js";

/**
 * Runs `fn` as part of this task, and cancels it when `ms` milliseconds have passed; with 0 or less, at its first wait.
 * asyncio.timeout, which has seconds
 * @returns what `fn` returns
 * @throws TimeoutError in place of the CancelledError that came of it; a cancellation by others goes on as it is. What else `fn` throws
 */
export function timeout<R>(ms: number, fn: () => R): Awaitable<Awaited<R>> {
  return coroutine("timeout", limited, [ms, fn]);
}

const limited = async (ms: number, fn: () => any) => {
  "use coroutine";
  const task = currentTask();
  const before = task.cancelling;
  let hasPassed = false;
  const expire = () => {
    hasPassed = true;
    task.cancel();
  };
  const timer = ms > 0 ? at(task.loop, task.loop.clock.now() + ms, expire) : { callback: expire as (() => void) | null };
  if (!(ms > 0)) soon(task.loop, () => timer.callback && timer.callback(), void 0);
  try {
    return await fn();
  } catch (error) {
    timer.callback = null;
    if (hasPassed) {
      hasPassed = false;
      if (uncancel(task) <= before && error instanceof CancelledError) throw new TimeoutError();
    }
    throw error;
  } finally {
    timer.callback = null;
    if (hasPassed) uncancel(task);
  }
};

/**
 * Waits for something at most `ms` milliseconds; after that it is cancelled, and waited for. asyncio.wait_for, which has
 * seconds
 * @param awaitable a task, whatever else can be awaited, or a function to call
 * @returns what it returns, also if it was cancelled and returned all the same
 * @throws TimeoutError; and what it throws
 */
export function waitFor<Item>(awaitable: Item, ms: number): Awaitable<Outcome<Item>> {
  return coroutine("waitFor", waiting, [awaitable, ms]);
}

const waiting = async (awaitable: any, ms: number) => {
  "use coroutine";
  if (ms <= 0) {
    const future = ensureFuture(awaitable);
    if (future.done) return future.result();
    await cancelled(future);
    try {
      return future.result();
    } catch (error) {
      throw error instanceof CancelledError ? new TimeoutError() : error;
    }
  }
  const isFunction = typeof awaitable === "function" && !(awaitable instanceof Future) && !(awaitable instanceof Coroutine);
  const start = isFunction ? awaitable : () => awaitable;
  return await limited(ms, start);
};

/** Cancels it, and waits until it has ended. */
const cancelled = async (future: Future) => {
  "use coroutine";
  const waiter = newFuture();
  const release = () => {
    future.isSeen = true;
    resolve(waiter, void 0);
  };
  whenDone(future, release);
  try {
    future.cancel();
    await waiter;
  } finally {
    forget(future, release);
  }
};
