// Types of what is awaited, and of what becomes of it.

import type { Future } from "./future.js";
import type { Task } from "./task.js";

/** What can be awaited, in a task and natively. */
export interface Awaitable<T> {
  /** A promise of what becomes of it. */
  then<A = T, B = never>(onFulfilled?: ((value: T) => A | PromiseLike<A>) | null, onRejected?: ((error: any) => B | PromiseLike<B>) | null): Promise<A | B>;
}

/** What an item of a list gives: a function what it returns, everything else what awaiting it does. */
export type Outcome<Item> = Item extends (...args: any[]) => infer R ? Awaited<R> : Awaited<Item>;

/** What stands for an item of a list while it runs: a task of its own, or what it is already. */
export type Running<Item> = Item extends Future<any> ? Item : Task<Outcome<Item>>;
