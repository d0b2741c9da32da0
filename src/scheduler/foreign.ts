// What tasks wait for that is not the scheduler's: promises, and other thenables of the host.

import { MODE_NEXT, MODE_THROW } from "../protocol.js";
import { apply } from "../runtime/index.js";
import { Future, settle } from "./future.js";
import type { Loop } from "./loop.js";

/** A future that ends as the thenable does: its `then` is called once, and whatever it calls back first counts. */
export function subscribe(loop: Loop, thenable: any, then: any): Future {
  var future = new Future(loop);
  loop.foreign++;
  function settling(mode: number) {
    return function (outcome: any) {
      if (!isSettled) loop.foreign--;
      isSettled = true;
      settle(future, mode, outcome);
    };
  }
  var isSettled = false;
  try {
    apply(then, thenable, [settling(MODE_NEXT), settling(MODE_THROW)]);
  } catch (error) {
    settling(MODE_THROW)(error);
  }
  return future;
}
