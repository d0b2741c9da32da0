// group(): tasks that belong together. asyncio.TaskGroup
//
// It ends when all of them have. If one fails, the others and the body are cancelled, and the errors of all are thrown as one.

import { MODE_NEXT } from "../protocol.js";
import type { Awaitable } from "./awaitable.js";
import { coroutine } from "./coroutine.js";
import { currentTask } from "./current.js";
import { aggregate, CancelledError } from "./errors.js";
import { look, newFuture, resolve, whenDone, type Future } from "./future.js";
import { frameOfCall } from "./frames.js";
import { Line } from "./line.js";
import { Task, uncancel } from "./task.js";

/** What the body of group() starts its tasks with. asyncio.TaskGroup */
export interface TaskGroup {
  /**
   * Starts `fn(...args)` as a task of the group.
   * @throws Error if the group has ended, or is being cancelled. TaskGroup.create_task
   */
  spawn<A extends any[], R>(fn: (...args: A) => R, ...args: A): Task<Awaited<R>>;
  /** Cancels the tasks and the body; the group ends without an error of its own. TaskGroup.cancel, of Python 3.15 */
  cancel(): void;
}

/**
 * Runs `body` as part of this task, with a group to start tasks in, and waits for them. If one of them fails, or `body`
 * does, the others are cancelled. asyncio.TaskGroup, as `async with`
 * @returns what `body` returns; nothing after `cancel()`
 * @throws AggregateError of all errors, of the tasks and the body, if there was one; a CancelledError if only this task
 * was cancelled
 */
export function group<R>(body: (group: TaskGroup) => R): Awaitable<Awaited<R>> {
  return coroutine("group", grouped, [body]);
}

const grouped = async (body: (group: TaskGroup) => any) => {
  "use coroutine";
  const parent = currentTask();
  const tasks = new Line<Task>();
  const errors: unknown[] = [];
  let isEnding = false;
  let isAborting = false;
  let hasCancelledParent = false;
  let isCancelled = false;
  let allDone: Future | null = null;

  const abort = () => {
    isAborting = true;
    for (const task of tasks.all()) if (!task.done) task.cancel();
  };
  const cancelParent = () => {
    hasCancelledParent = true;
    parent.cancel();
  };
  const taskDone = (ended: Future, place: number) => {
    tasks.leave(place);
    if (allDone && tasks.size === 0) resolve(allDone, void 0);
    if (ended.cancelled || ended.mode === MODE_NEXT) return;
    errors.push(look(ended));
    if (parent.done || isAborting || hasCancelledParent) return;
    abort();
    cancelParent();
  };
  const group: TaskGroup = {
    spawn(fn, ...args) {
      if (isEnding && tasks.size === 0) throw new Error("the group has ended");
      if (isAborting) throw new Error("the group is being cancelled");
      const task = new Task(parent.loop, frameOfCall(fn, args));
      const place = tasks.join(task);
      whenDone(task, () => taskDone(task, place));
      return task;
    },
    cancel() {
      if ((isEnding && tasks.size === 0) || isAborting) return;
      isCancelled = true;
      abort();
      if (!hasCancelledParent) cancelParent();
    },
  };

  let result: any;
  let failure: { error: unknown } | null = null;
  try {
    result = await body(group);
  } catch (error) {
    failure = { error };
  }
  isEnding = true;
  let cancellation: unknown = failure && failure.error instanceof CancelledError ? failure.error : null;
  if (failure && !isAborting) abort();
  while (tasks.size > 0) {
    allDone = newFuture();
    try {
      await allDone;
    } catch (error) {
      if (!isAborting) {
        cancellation = error;
        abort();
      }
    }
    allDone = null;
  }
  // What the group itself has asked of its parent is no cancellation from outside.
  if (hasCancelledParent && uncancel(parent) === 0) cancellation = null;
  if (cancellation !== null && errors.length === 0) throw cancellation;
  if (failure && !(failure.error instanceof CancelledError)) errors.push(failure.error);
  if (errors.length > 0) {
    if (parent.cancelling) {
      uncancel(parent);
      parent.cancel();
    }
    throw aggregate(errors, "unhandled errors in a group");
  }
  return isCancelled ? void 0 : result;
};
