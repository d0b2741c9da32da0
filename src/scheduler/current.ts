// Which task runs? Functions like sleep() and currentTask() are called without being told.
//
// The one record of the scheduler that belongs to no scheduler: JavaScript has nothing else that follows a call. It is set
// while a loop runs a callback, and put back after it, so any number of schedulers can be there, and run inside each other.

import type { Loop } from "./loop.js";
import type { Task } from "./task.js";

export var current: { loop: Loop | null; task: Task | null } = { loop: null, task: null };

/**
 * The task that runs.
 * @throws Error outside of a task. asyncio.current_task, which gives None there
 */
export function currentTask(): Task {
  if (current.task === null) throw new Error("no task is running");
  return current.task;
}
