// shield(): a wait that can be cancelled without cancelling what is waited for. asyncio.shield

import type { Outcome } from "./awaitable.js";
import { forget, Future, look, settle, whenDone } from "./future.js";
import { ensureFuture } from "./task.js";

/**
 * Waits for something; who waits may be cancelled, and it goes on. asyncio.shield
 * @param awaitable a task, whatever else can be awaited, or a function, which it starts as a task
 * @returns what it returns
 * @throws what it throws; a CancelledError if it is cancelled itself
 */
export function shield<Item>(awaitable: Item): Future<Outcome<Item>> {
  const inner = ensureFuture(awaitable);
  if (inner.done) return inner;
  const outer = new Future(inner.loop);
  outer.parts = [inner];
  const innerDone = () => {
    if (outer.done) return;
    if (inner.cancelled) outer.cancel();
    else settle(outer, inner.mode, look(inner));
  };
  whenDone(inner, innerDone);
  whenDone(outer, () => {
    if (!inner.done) forget(inner, innerDone);
  });
  return outer;
}
