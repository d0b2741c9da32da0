// sleep(): time that passes.

import type { Awaitable } from "./awaitable.js";
import { frameOfAwait } from "./frames.js";
import { Future, resolve } from "./future.js";
import { at } from "./loop.js";
import { loopInUse } from "./program.js";
import { Coroutine, YIELD } from "./task.js";

/**
 * What is there `ms` milliseconds after the call. With 0 or less, every other task that is ready has a turn before.
 * asyncio.sleep, which has seconds
 * @param value what the await gives
 */
export function sleep<T = void>(ms: number, value?: T): Awaitable<T> {
  if (!(ms > 0)) return new Coroutine("sleep", frameOfAwait(yielding, value));
  const loop = loopInUse();
  const future = new Future(loop);
  future.timer = at(loop, loop.clock.now() + ms, () => resolve(future, value));
  return future;
}

const yielding = () => YIELD;
