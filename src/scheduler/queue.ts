// Queue: values from tasks to tasks. asyncio.Queue

import type { Awaitable } from "./awaitable.js";
import { coroutine } from "./coroutine.js";
import { newFuture, resolve, type Future } from "./future.js";
import { Line } from "./line.js";
import { Event } from "./locks.js";

/** First in, first out. With a bound, put() waits until there is room. asyncio.Queue */
export class Queue<T = any> {
  items = new Line<T>();
  bound: number;
  getters = new Line<Future>();
  putters = new Line<Future>();
  unfinished = 0;
  finished: Event = new Event();

  /** @param bound how many items it holds; 0 or nothing: any number */
  constructor(bound?: number) {
    this.bound = bound || 0;
    this.finished.set();
  }

  /** How many items are in it. Queue.qsize */
  get size(): number {
    return this.items.size;
  }

  /** Whether who puts has to wait. Queue.full */
  get isFull(): boolean {
    return this.bound > 0 && this.items.size >= this.bound;
  }

  /** Adds an item, when there is room. Queue.put */
  put(item: T): Awaitable<void> {
    return coroutine("Queue.put", putting, [this, item]);
  }

  /** Adds an item. @throws Error if it is full. Queue.put_nowait */
  putNow(item: T): void {
    if (this.isFull) throw new Error("the queue is full");
    this.items.join(item);
    this.unfinished++;
    this.finished.clear();
    wakeNext(this.getters);
  }

  /** Takes the first item, when there is one. Queue.get */
  get(): Awaitable<Awaited<T>> {
    return coroutine("Queue.get", getting, [this]);
  }

  /** Takes the first item. @throws Error if there is none. Queue.get_nowait */
  getNow(): T {
    if (this.items.size === 0) throw new Error("the queue is empty");
    const item = this.items.shift();
    wakeNext(this.putters);
    return item;
  }

  /** Says that an item that was taken is dealt with. @throws Error if there were fewer. Queue.task_done */
  taskDone(): void {
    if (this.unfinished <= 0) throw new Error("taskDone() was called too often");
    if (--this.unfinished === 0) this.finished.set();
  }

  /** Waits until all items that were put are dealt with. Queue.join */
  join(): Awaitable<void> {
    return coroutine("Queue.join", joining, [this]);
  }
}

const putting = async (queue: Queue, item: any) => {
  "use coroutine";
  while (queue.isFull) {
    const putter = newFuture();
    const place = queue.putters.join(putter);
    try {
      await putter;
    } catch (error) {
      putter.cancel();
      queue.putters.leave(place);
      if (!queue.isFull && !putter.cancelled) wakeNext(queue.putters);
      throw error;
    }
  }
  queue.putNow(item);
};

const getting = async (queue: Queue) => {
  "use coroutine";
  while (queue.items.size === 0) {
    const getter = newFuture();
    const place = queue.getters.join(getter);
    try {
      await getter;
    } catch (error) {
      getter.cancel();
      queue.getters.leave(place);
      if (queue.items.size > 0 && !getter.cancelled) wakeNext(queue.getters);
      throw error;
    }
  }
  return queue.getNow();
};

const joining = async (queue: Queue) => {
  "use coroutine";
  if (queue.unfinished > 0) await queue.finished.wait();
};

function wakeNext(waiters: Line<Future>): void {
  while (waiters.size > 0) {
    const waiter = waiters.shift();
    if (waiter.done) continue;
    resolve(waiter, void 0);
    return;
  }
}
