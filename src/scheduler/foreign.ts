// What tasks wait for that is not the scheduler's: promises, and other thenables of the host.

import { apply } from "../runtime/index.js";
import { Future } from "./future.js";
import type { Loop } from "./loop.js";

/** A future that ends as the thenable does: its `then` is called once, and whatever it calls back first counts. */
export function subscribe(loop: Loop, thenable: any, then: any): Future {
  var future = new Future(loop);
  loop.foreign++;
  function settle(how: "resolve" | "reject") {
    return function (value: any) {
      if (!isSettled) loop.foreign--;
      isSettled = true;
      future[how](value);
    };
  }
  var isSettled = false;
  try {
    apply(then, thenable, [settle("resolve"), settle("reject")]);
  } catch (error) {
    settle("reject")(error);
  }
  return future;
}
