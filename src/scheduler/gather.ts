// gather(): several at once, and their results in order. asyncio.gather

import { CancelledError } from "./errors.js";
import { Future, hasReturned, look } from "./future.js";
import { loopInUse } from "./program.js";
import { ensureFuture, Task } from "./task.js";

/**
 * Waits for all of a list: tasks, whatever else can be awaited, and functions, which it starts as tasks, in order. To
 * cancel it is to cancel all of them. asyncio.gather
 * @returns their results, in the order of the list; with `returnExceptions` errors stand among them
 * @throws the first error, unless `returnExceptions`; the others go on. A CancelledError is one too
 */
export function gather(list: any[], options?: { returnExceptions?: boolean }): any {
  const returnExceptions = !!(options && options.returnExceptions);
  const outer = new Future(loopInUse());
  // One that is in the list twice ends twice: asyncio counts it once, and comes to the same end.
  const children: Future[] = list.map((item) => ensureFuture(item));
  let finished = 0;
  let isCancelRequested = false;
  // It ends when what it gathers has.
  outer.cancel = (reason) => {
    if (outer.done) return false;
    const asked = children.map((child) => child.cancel(reason)).some((was) => was);
    isCancelRequested = isCancelRequested || asked;
    return asked;
  };
  outer.parts = children;
  const early = children.filter((child) => child.done);
  for (const child of children) if (!child.done) child.whenDone(childDone);
  if (list.length === 0) outer.resolve([]);
  early.forEach(childDone);
  return outer;

  function childDone(child: Future): void {
    finished++;
    child.isSeen = true;
    if (outer.done) return;
    if (!returnExceptions && !hasReturned(child)) return outer.reject(look(child));
    if (finished < children.length) return;
    if (isCancelRequested) return outer.reject(lastCancellation(children[children.length - 1]!));
    outer.resolve(children.map(outcomeOf));
  }
}

/** Its error, or its result. Whoever awaits it later still gets the error that ended it. */
function outcomeOf(child: Future): any {
  return child.cancelled ? new CancelledError(typeof child.outcome === "string" ? child.outcome : void 0) : child.outcome;
}

/** The reason is that of the last of the list, as asyncio has it. */
function lastCancellation(last: Future): Error {
  return last.cancelled ? look(last) : new CancelledError(last instanceof Task ? last.reason : void 0);
}
