// A result that will be there: what tasks wait for. asyncio.Future
//
// Not public; tasks are, and so is what sleep(), gather() and the like return, as something that can be awaited. Whoever
// waits is called through the loop's next turn, never at once.

import { OriginalPromise } from "../runtime/index.js";
import { current } from "./current.js";
import { CancelledError } from "./errors.js";
import { soon, type Loop } from "./loop.js";

export type Waiter = (argument: any) => void;

const PENDING = 0;
const RETURNED = 1;
const THREW = 2;
const CANCELLED = 3;

export class Future {
  loop: Loop;
  state = PENDING;
  /** What it returned or threw; of a cancelled one the reason, or the error that ended it. */
  outcome: any = void 0;
  /** Who waits, and what each is called with, by turns. */
  waiters: any[] | null = null;
  /** Somebody has seen how it ended, so a failure need not be reported. */
  isSeen = false;
  /** Of a wait for several: those it waits for. */
  parts: Future[] | null = null;
  /** What its being cancelled ends. */
  onCancel: (() => void) | null = null;

  constructor(loop: Loop) {
    this.loop = loop;
  }

  /** It has returned, thrown, or was cancelled. Future.done */
  get done(): boolean {
    return this.state !== PENDING;
  }

  /** It has ended with a CancelledError. Future.cancelled */
  get cancelled(): boolean {
    return this.state === CANCELLED;
  }

  /** Calls `waiter` with `argument` in the turn after this is done; it will look at how this ended. */
  whenDone(waiter: Waiter, argument?: any): void {
    this.isSeen = true;
    this.listen(waiter, argument);
  }

  /** The same for one that need not look: a failure is still reported if nobody else does. */
  listen(waiter: Waiter, argument?: any): void {
    if (this.done) soon(this.loop, waiter, argument);
    else if (this.waiters) this.waiters.push(waiter, argument);
    else this.waiters = [waiter, argument];
  }

  /** Future.set_result. Does nothing if it is done */
  resolve(value: any): void {
    settle(this, RETURNED, value);
  }

  /** Future.set_exception. Does nothing if it is done */
  reject(error: any): void {
    settle(this, THREW, error);
  }

  /**
   * Ends it with a CancelledError for whoever waits. Future.cancel
   * @param reason the error's message
   * @returns false if it is done already
   */
  cancel(reason?: string): boolean {
    if (this.state !== PENDING) return false;
    if (this.onCancel) this.onCancel();
    settle(this, CANCELLED, reason);
    return true;
  }

  /**
   * What it returned.
   * @throws what it threw, a CancelledError if it was cancelled, an Error if it is not done. Future.result
   */
  result(): any {
    const outcome = look(this);
    if (this.state === RETURNED) return outcome;
    throw outcome;
  }

  /**
   * What it threw; null if it returned.
   * @throws a CancelledError if it was cancelled, an Error if it is not done. Future.exception, which gives None for null
   */
  exception(): any {
    const outcome = look(this);
    if (this.cancelled) throw outcome;
    return this.state === THREW ? outcome : null;
  }

  /**
   * For native code: a promise that settles as this does. Future.add_done_callback
   * @throws TypeError where the host has no Promise
   */
  then<A = any, B = never>(onFulfilled?: ((value: any) => A) | null, onRejected?: ((error: any) => B) | null): Promise<A | B> {
    return promiseOf(this).then(onFulfilled, onRejected);
  }

  /** The same with only the second function. */
  catch(onRejected?: ((error: any) => any) | null): Promise<any> {
    return this.then(void 0, onRejected);
  }

  /** The same with a function for both, which does not change how it settles. */
  finally(onFinally?: (() => void) | null): Promise<any> {
    return promiseOf(this).finally(onFinally);
  }
}

/** A promise that settles as the future does. */
function promiseOf(future: Future): any {
  return new OriginalPromise((resolve: any, reject: any) => {
    future.whenDone(() => (hasReturned(future) ? resolve : reject)(look(future)));
  });
}

/** Does not call it any more. Future.remove_done_callback */
export function forget(future: Future, waiter: Waiter): void {
  const at = future.waiters ? future.waiters.indexOf(waiter) : -1;
  if (at >= 0) future.waiters!.splice(at, 2);
}

/**
 * Somebody looks how it has ended. Returns what it returned or threw; of a cancelled one the very error that ended the task
 * for who looks first, then others without its reason.
 */
export function look(future: Future): any {
  const outcome = future.outcome;
  future.isSeen = true;
  if (future.state === PENDING) throw new Error("not done");
  if (future.state !== CANCELLED) return outcome;
  const error = cancellationOf(future);
  if (error === outcome) future.outcome = void 0;
  return error;
}

/** It is done, and what look() returns is what it returned. */
export function hasReturned(future: Future): boolean {
  return future.state === RETURNED;
}

function settle(future: Future, state: number, outcome: any): void {
  if (future.state !== PENDING) return;
  future.state = state;
  future.outcome = outcome;
  var waiters = future.waiters;
  future.waiters = null;
  if (waiters) for (var i = 0; i < waiters.length; i += 2) soon(future.loop, waiters[i], waiters[i + 1]);
}

/** The error of a cancelled future, for those who look without waiting for it. */
export function cancellationOf(future: Future): Error {
  return future.outcome instanceof CancelledError ? future.outcome : new CancelledError(future.outcome);
}

/** Ends a task with the CancelledError that went through it. */
export function endCancelled(future: Future, error: any): void {
  settle(future, CANCELLED, error);
}

/** A future of the scheduler that runs. */
export function newFuture(): Future {
  if (current.loop === null) throw new Error("no scheduler is running");
  return new Future(current.loop);
}
