// What tasks wait for in each other: Event, Lock, Semaphore. asyncio's of the same names

import type { Awaitable } from "./awaitable.js";
import { coroutine } from "./coroutine.js";
import { newFuture, resolve, type Future } from "./future.js";
import { ownDisposeKey } from "./keys.js";
import { Line } from "./line.js";

/** Something that has happened or not, and tasks wait for. asyncio.Event */
export class Event {
  isSet = false;
  waiters = new Line<Future>();

  /** It has happened: wakes all who wait. Event.set */
  set(): void {
    if (this.isSet) return;
    this.isSet = true;
    for (const waiter of this.waiters.all()) resolve(waiter, true);
  }

  /** It has not happened, or not again. Event.clear */
  clear(): void {
    this.isSet = false;
  }

  /** Waits until it has happened. Event.wait. @returns true */
  wait(): Awaitable<true> {
    return coroutine("Event.wait", waitingFor, [this]);
  }
}

const waitingFor = async (event: Event) => {
  "use coroutine";
  if (event.isSet) return true;
  const waiter = newFuture();
  const place = event.waiters.join(waiter);
  try {
    return await waiter;
  } finally {
    event.waiters.leave(place);
  }
};

/** What one task at a time may hold; who waits longest comes first. asyncio.Lock */
export class Lock {
  isLocked = false;
  waiters = new Line<Future>();

  /** Waits until nobody holds it. Lock.acquire. @returns the lock: `using held = await lock.acquire()` releases it */
  acquire(): Awaitable<Lock> {
    return coroutine("Lock.acquire", locking, [this]);
  }

  /** Gives it to who waits longest. Lock.release. @throws Error if nobody holds it */
  release(): void {
    if (!this.isLocked) throw new Error("the lock is not held");
    this.isLocked = false;
    wakeFirst(this);
  }

  [ownDisposeKey](): void {
    this.release();
  }
}

const isWaiting = (waiter: Future) => !waiter.cancelled;

function wakeFirst(lock: Lock): void {
  const first = lock.waiters.find(() => true);
  if (first && !first.done) resolve(first, true);
}

const locking = async (lock: Lock) => {
  "use coroutine";
  if (!lock.isLocked && !lock.waiters.find(isWaiting)) {
    lock.isLocked = true;
    return lock;
  }
  const waiter = newFuture();
  const place = lock.waiters.join(waiter);
  try {
    try {
      await waiter;
    } finally {
      lock.waiters.leave(place);
    }
  } catch (error) {
    if (!lock.isLocked) wakeFirst(lock);
    throw error;
  }
  lock.isLocked = true;
  return lock;
};

/** What so many tasks at a time may hold; who waits longest comes first. asyncio.Semaphore */
export class Semaphore {
  permits: number;
  waiters = new Line<Future>();

  /** @param permits how many; 1 if not given. @throws RangeError below 0 */
  constructor(permits?: number) {
    this.permits = permits === void 0 ? 1 : permits;
    if (this.permits < 0) throw new RangeError("a semaphore has 0 permits or more");
  }

  /** Waits for a permit. Semaphore.acquire. @returns the semaphore: `using held = await semaphore.acquire()` releases it */
  acquire(): Awaitable<Semaphore> {
    return coroutine("Semaphore.acquire", taking, [this]);
  }

  /** Gives a permit back, or one more than there were. Semaphore.release */
  release(): void {
    this.permits++;
    wakeNext(this);
  }

  [ownDisposeKey](): void {
    this.release();
  }
}

function wakeNext(semaphore: Semaphore): boolean {
  const next = semaphore.waiters.find((waiter) => !waiter.done);
  if (!next) return false;
  semaphore.permits--;
  resolve(next, true);
  return true;
}

const taking = async (semaphore: Semaphore) => {
  "use coroutine";
  if (semaphore.permits > 0 && !semaphore.waiters.find(isWaiting)) {
    semaphore.permits--;
    return semaphore;
  }
  const waiter = newFuture();
  const place = semaphore.waiters.join(waiter);
  try {
    try {
      await waiter;
    } finally {
      semaphore.waiters.leave(place);
    }
  } catch (error) {
    // It was given a permit, and is cancelled before it could take it.
    if (waiter.done && !waiter.cancelled) semaphore.permits++;
    throw error;
  } finally {
    while (semaphore.permits > 0) if (!wakeNext(semaphore)) break;
  }
  return semaphore;
};
