// The scheduler entry: tasks for compiled coroutines. ES5 when it is built; needs neither promises nor timers.

export type { Awaitable, Outcome, Running } from "./awaitable.js";
export { asCompleted, wait, type WaitOptions } from "./wait.js";
export { cancelOn } from "./cancel-on.js";
export { manualClock, realClock, virtualClock, type Clock } from "./clocks.js";
export { contextVar, type ContextVar } from "./context-var.js";
export { currentTask } from "./current.js";
export { debugMode, type DebugMode, type DebugOptions } from "./debug.js";
export { CancelledError, TimeoutError } from "./errors.js";
export type { Future } from "./future.js";
export { gather } from "./gather.js";
export { group, type TaskGroup } from "./group.js";
export { Event, Lock, Semaphore } from "./locks.js";
export type { Loop, Watch } from "./loop.js";
export { Queue } from "./queue.js";
export { createScheduler, run, spawn, type Scheduler, type SchedulerOptions } from "./scheduler.js";
export { shield } from "./shield.js";
export { simulate, type SimulationOptions } from "./simulate.js";
export { sleep } from "./sleep.js";
export { Task } from "./task.js";
export { timeout, waitFor } from "./timeout.js";
export type { Timer } from "./timers.js";
