// A result that will be there: what tasks wait for. asyncio.Future
//
// Public as a type only: tasks are futures, and so is what sleep(), gather() and the like return. Whoever waits is called through
// the loop's next turn, never at once.

import { MODE_NEXT, MODE_THROW } from "../protocol.js";
import { OriginalPromise } from "../runtime/index.js";
import { current } from "./current.js";
import { CancelledError } from "./errors.js";
import { soon, type Loop } from "./loop.js";
import type { Timer } from "./timers.js";

export type Waiter = (argument: any) => void;

/** What can be awaited and cancelled: a task, or what gather() and shield() give. asyncio.Future */
export class Future<T = any> {
  loop: Loop;
  /** It has returned, thrown, or was cancelled. Only the scheduler sets it. Future.done */
  done = false;
  /** It has ended with a CancelledError. Only the scheduler sets it. Future.cancelled */
  cancelled = false;
  /** How whoever waits is resumed, once it is done: MODE_NEXT or MODE_THROW. */
  mode = MODE_NEXT;
  /** What it returned or threw; of a cancelled one the reason, or the error that ended it. */
  outcome: any = void 0;
  /** Who waits, and what each is called with, by turns. */
  waiters: any[] | null = null;
  /** Somebody has seen how it ended, so a failure need not be reported. */
  isSeen = false;
  /** Of a wait for several: those it waits for. */
  parts?: Future[];
  /** Of a sleep: what ends it, and is not to when it is cancelled. */
  timer?: Timer;

  constructor(loop: Loop) {
    this.loop = loop;
  }

  /**
   * Ends it with a CancelledError for whoever waits. Future.cancel
   * @param reason the error's message
   * @returns false if it is done already
   */
  cancel(reason?: string): boolean {
    if (this.done) return false;
    if (this.timer) this.timer.callback = null;
    endCancelled(this, reason);
    return true;
  }

  /**
   * What it returned.
   * @throws what it threw, a CancelledError if it was cancelled, an Error if it is not done. Future.result
   */
  result(): T {
    const outcome = look(this);
    if (this.mode === MODE_THROW) throw outcome;
    return outcome;
  }

  /**
   * What it threw; null if it returned.
   * @throws a CancelledError if it was cancelled, an Error if it is not done. Future.exception, which gives None for null
   */
  exception(): any {
    const outcome = look(this);
    if (this.cancelled) throw outcome;
    return this.mode === MODE_THROW ? outcome : null;
  }

  /**
   * For native code: a promise that settles as this does. Future.add_done_callback
   * @throws TypeError where the host has no Promise
   */
  then<A = T, B = never>(onFulfilled?: ((value: T) => A | PromiseLike<A>) | null, onRejected?: ((error: any) => B | PromiseLike<B>) | null): Promise<A | B> {
    return promiseOf(this).then(onFulfilled, onRejected);
  }

  /** The same with only the second function. */
  catch<B = never>(onRejected?: ((error: any) => B | PromiseLike<B>) | null): Promise<T | B> {
    return promiseOf(this).catch(onRejected);
  }

  /** The same with a function for both, which does not change how it settles. */
  finally(onFinally?: (() => void) | null): Promise<T> {
    return promiseOf(this).finally(onFinally);
  }
}

/**
 * Calls `waiter` with `argument` in the turn after it is done. A waiter that looks at the outcome when called marks it seen in
 * time: an unseen error is reported only after that. Code that may unsubscribe, or never looks, does not. Future.add_done_callback
 */
export function whenDone(future: Future, waiter: Waiter, argument?: any): void {
  if (future.done) soon(future.loop, waiter, argument);
  else (future.waiters = future.waiters || []).push(waiter, argument);
}

/** Future.set_result. Does nothing if it is done */
export function resolve(future: Future, value?: any): void {
  settle(future, MODE_NEXT, value);
}

/** A promise that settles as the future does. */
function promiseOf(future: Future): any {
  return new OriginalPromise((fulfil: any, fail: any) => {
    whenDone(future, () => (future.mode === MODE_NEXT ? fulfil : fail)(look(future)));
  });
}

/** Does not call it any more. Future.remove_done_callback */
export function forget(future: Future, waiter: Waiter): void {
  const at = future.waiters ? future.waiters.indexOf(waiter) : -1;
  if (at >= 0) future.waiters!.splice(at, 2);
}

/**
 * Marks the outcome seen, and gives it: what it returned or threw. Of a task that a CancelledError ended, the first caller gets
 * that error, later callers new ones without its reason. Of what was cancelled from outside, each caller gets a new one with it.
 * @throws Error if it is not done
 */
export function look(future: Future): any {
  const outcome = future.outcome;
  if (!future.done) throw new Error("not done");
  future.isSeen = true;
  if (!future.cancelled) return outcome;
  const error = cancellationOf(future);
  if (error === outcome) future.outcome = void 0;
  return error;
}

/** Ends it as a step function is resumed: MODE_THROW is Future.set_exception. Does nothing if it is done */
export function settle(future: Future, mode: number, outcome: any): void {
  if (future.done) return;
  future.done = true;
  future.mode = mode;
  future.outcome = outcome;
  var waiters = future.waiters;
  future.waiters = null;
  for (var i = 0; waiters && i < waiters.length; i += 2) soon(future.loop, waiters[i], waiters[i + 1]);
}

/** The error of a cancelled future, for those who look without waiting for it. */
export function cancellationOf(future: Future): Error {
  return future.outcome instanceof CancelledError ? future.outcome : new CancelledError(future.outcome);
}

/** Ends it as a cancelled one: with a reason, or with the CancelledError that went through a task. */
export function endCancelled(future: Future, outcome: any): void {
  future.cancelled = true;
  settle(future, MODE_THROW, outcome);
}

/** A future of the scheduler that runs. */
export function newFuture(): Future {
  if (current.loop === null) throw new Error("no scheduler is running");
  return new Future(current.loop);
}
