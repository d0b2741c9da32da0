// cancelOn(): an AbortSignal that cancels a task. asyncio has no signals

import { whenDone } from "./future.js";
import type { Task } from "./task.js";

/**
 * Cancels a task when the signal is aborted; the reason is the signal's, or the message of that. asyncio has none
 * @returns the task
 */
export function cancelOn<T extends Task>(task: T, signal: any): T {
  const abort = () => task.cancel(typeof signal.reason === "string" ? signal.reason : signal.reason && signal.reason.message);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  whenDone(task, () => signal.removeEventListener("abort", abort));
  return task;
}
