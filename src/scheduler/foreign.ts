// What tasks wait for that is not the scheduler's: promises, and other thenables of the host.

import { MODE_NEXT, MODE_THROW } from "../protocol.js";
import { apply } from "../runtime/index.js";
import { Future, settle, whenDone } from "./future.js";
import type { Loop } from "./loop.js";

export function isPrimitive(value: any): boolean {
  return value === null || (typeof value !== "object" && typeof value !== "function");
}

/** Its method, if it is a thenable. Throws what a getter throws. */
export function thenOf(value: any): any {
  var then = isPrimitive(value) || value.then;
  return typeof then === "function" && then;
}

/** A future that ends as the thenable does; while it does not, the loop has one more of these. */
export function subscribe(loop: Loop, thenable: any, then: any): Future {
  var future = new Future(loop);
  loop.foreign++;
  whenDone(future, function () {
    loop.foreign--;
  });
  ask(thenable);
  return future;

  /** Calls its `then`. What that calls back first counts: an error, a value, or another thenable to ask. */
  function ask(asked: any): void {
    var isAnswered = false;
    function answer(mode: number, outcome: any): void {
      if (isAnswered) return;
      isAnswered = true;
      try {
        if (mode === MODE_NEXT && (then = thenOf(outcome))) return ask(outcome);
      } catch (error) {
        mode = MODE_THROW;
        outcome = error;
      }
      settle(future, mode, outcome);
    }
    try {
      apply(then, asked, [answer.bind(null, MODE_NEXT), answer.bind(null, MODE_THROW)]);
    } catch (error) {
      answer(MODE_THROW, error);
    }
  }
}
