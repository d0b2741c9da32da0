// Schedulers: a loop with a clock, and the one that run() and spawn() use where none runs.

import { pump, realClock, type Clock } from "./clocks.js";
import type { DebugMode } from "./debug.js";
import { frameOfCall } from "./frames.js";
import { callAfter, hasTimers } from "./host.js";
import { newLoop, nextTimer } from "./loop.js";
import { loopInUse, reportError } from "./program.js";
import { Task } from "./task.js";

/** Tasks, and the time that they have. An asyncio event loop, as far as it concerns tasks */
export interface Scheduler {
  /**
   * Starts `main(...args)` as a task. With a virtual clock it has run as far as it can when this returns. Whoever has called
   * can look at the task then; if nobody has, its error is reported in the next turn of the host, if that has timers.
   * Runner.run
   * @throws TypeError if `main` is not a function, and what its parameters throw
   */
  run<A extends any[], R>(main: (...args: A) => R, ...args: A): Task<Awaited<R>>;
  /** Starts `fn(...args)` as a task, which runs when the scheduler does. loop.create_task. @throws as run() does */
  spawn<A extends any[], R>(fn: (...args: A) => R, ...args: A): Task<Awaited<R>>;
  /**
   * Runs what is ready, for at most 1,000 turns, and with the host's time 8 ms; with a virtual clock until nothing is left.
   * @returns whether something is left that will be: ready, or at a later time
   */
  pump(): boolean;
  /** Lets `ms` milliseconds of a manual clock pass, and runs what is due. @throws Error with another clock */
  tick(ms: number): void;
  /** Milliseconds of its clock. loop.time, which has seconds */
  now(): number;
}

/** What createScheduler() takes. */
export interface SchedulerOptions {
  /** realClock() if not given. */
  clock?: Clock;
  /** Takes the error of a task that nobody has looked at; console.error if not given. loop.call_exception_handler */
  onError?: (error: unknown, task: Task) => void;
  /** debugMode(); not watched if not given. loop.set_debug */
  debug?: DebugMode;
}

/** Tasks of their own, with their own time. asyncio.new_event_loop */
export function createScheduler(options?: SchedulerOptions): Scheduler {
  var onError = (options && options.onError) || reportError;
  var loop = newLoop((options && options.clock) || realClock(), report);
  if (options && options.debug) loop.watch = options.debug;
  return {
    run: function (main, ...args) {
      var task = new Task(loop, frameOfCall(main, args));
      task.isMain = true;
      if (loop.clock.turns === Infinity) pump(loop);
      return task;
    },
    spawn: function (fn, ...args) {
      return new Task(loop, frameOfCall(fn, args));
    },
    pump: function () {
      pump(loop);
      return loop.ready.length > 0 || nextTimer(loop) !== null;
    },
    tick: function (ms) {
      if (!loop.clock.tick) throw new Error("only a manual clock ticks");
      loop.clock.tick(ms);
      pump(loop);
    },
    now: function () {
      return loop.clock.now();
    },
  };

  /** Who pumps, or has a virtual clock, cannot look before run(), pump() or tick() returns. */
  function report(error: unknown, task: Task): void {
    if (!task.isMain) onError(error, task);
    else if (hasTimers)
      callAfter(0, function () {
        if (!task.isSeen) onError(error, task);
      });
  }
}

/**
 * Starts `fn(...args)` as a task of the scheduler that runs; it begins with the next turn. asyncio.create_task
 * @throws TypeError if `fn` is not a function, and what its parameters throw
 */
export function spawn<A extends any[], R>(fn: (...args: A) => R, ...args: A): Task<Awaited<R>>;
export function spawn(fn: any): Task {
  return new Task(loopInUse(), frameOfCall(fn, [].slice.call(arguments, 1)));
}

/**
 * Starts `main(...args)` as a task, on the host's time: what spawn() does where no scheduler runs.
 * @returns the task, which can be awaited. asyncio.run, which waits for it instead
 * @throws TypeError if `main` is not a function, and what its parameters throw
 */
export const run: <A extends any[], R>(main: (...args: A) => R, ...args: A) => Task<Awaited<R>> = spawn;
