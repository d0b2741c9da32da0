// sleep(): time that passes.

import { coroutine } from "./coroutine.js";
import { Future } from "./future.js";
import { at } from "./loop.js";
import { loopInUse } from "./scheduler.js";
import { YIELD } from "./task.js";

/**
 * What is there `ms` milliseconds after the call. With 0 or less, every other task that is ready has a turn before.
 * asyncio.sleep, which has seconds
 * @param value what the await gives
 */
export function sleep(ms: number, value?: any): any {
  if (!(ms > 0)) return coroutine("sleep", yielding, [value]);
  const loop = loopInUse();
  const future = new Future(loop);
  const timer = at(loop, loop.clock.now() + ms, () => future.resolve(value));
  future.onCancel = () => void (timer.callback = null);
  return future;
}

const yielding = async (value: any) => {
  "use coroutine";
  await YIELD;
  return value;
};
