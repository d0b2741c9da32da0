// gather(): several at once, and their results in order. asyncio.gather

import { MODE_THROW } from "../protocol.js";
import type { Outcome } from "./awaitable.js";
import { CancelledError } from "./errors.js";
import { Future, look, resolve, settle, whenDone } from "./future.js";
import { loopInUse } from "./program.js";
import { ensureFuture, type Task } from "./task.js";

/**
 * Waits for all of a list: tasks, whatever else can be awaited, and functions, which it starts as tasks, in order. To
 * cancel it is to cancel all of them. asyncio.gather
 * @returns their results, in the order of the list; with `returnExceptions` errors stand among them
 * @throws the first error, unless `returnExceptions`; the others go on. A CancelledError is one too
 */
export function gather<List extends readonly unknown[] | []>(list: List, options?: { returnExceptions?: false }): Future<{ -readonly [I in keyof List]: Outcome<List[I]> }>;
export function gather<List extends readonly unknown[] | []>(list: List, options: { returnExceptions?: boolean }): Future<{ -readonly [I in keyof List]: unknown }>;
export function gather(list: any[], options?: { returnExceptions?: boolean }): any {
  const outer = new Future(loopInUse());
  // One that is in the list twice ends twice: asyncio counts it once, and comes to the same end.
  const children: Future[] = list.map(ensureFuture);
  let left = children.length;
  let isCancelRequested = false;
  // It ends when what it gathers has.
  outer.cancel = (reason) => {
    let isAsked = false;
    if (!outer.done) {
      children.forEach((child) => {
        if (child.cancel(reason)) isAsked = isCancelRequested = true;
      });
    }
    return isAsked;
  };
  outer.parts = children;
  children.forEach((child) => (child.done ? childDone(child) : whenDone(child, childDone, child)));
  if (left === 0) resolve(outer, []);
  return outer;

  function childDone(child: Future): void {
    left--;
    child.isSeen = true;
    if (outer.done) return;
    if (child.mode === MODE_THROW && !(options && options.returnExceptions)) settle(outer, MODE_THROW, look(child));
    else if (left > 0) return;
    else if (isCancelRequested) settle(outer, MODE_THROW, lastCancellation(children[children.length - 1]!));
    else resolve(outer, children.map(outcomeOf));
  }
}

/** Its error, or its result. Whoever awaits it later still gets the error that ended it. */
function outcomeOf(child: Future): any {
  return child.cancelled ? new CancelledError(typeof child.outcome === "string" ? child.outcome : void 0) : child.outcome;
}

/** The reason is that of the last of the list, as asyncio has it. */
function lastCancellation(last: Future): Error {
  return last.cancelled ? look(last) : new CancelledError((last as Task).reason);
}
