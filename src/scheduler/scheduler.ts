// Schedulers: a loop with a clock, and the one that run() and spawn() use where none runs.

import { pump, realClock, type Clock } from "./clocks.js";
import { current } from "./current.js";
import { complain } from "./host.js";
import { newLoop, nextTimer, type Loop } from "./loop.js";
import { frameOfCall, Task } from "./task.js";

/** Tasks, and the time that they have. An asyncio event loop, as far as it concerns tasks */
export interface Scheduler {
  /**
   * Starts `main(...args)` as a task. With a virtual clock it has run as far as it can when this returns. Its error is
   * that of the task, and not reported. Runner.run
   * @throws TypeError if `main` is not a function, and what its parameters throw
   */
  run(main: (...args: any[]) => any, ...args: any[]): Task;
  /** Starts `fn(...args)` as a task, which runs when the scheduler does. loop.create_task. @throws as run() does */
  spawn(fn: (...args: any[]) => any, ...args: any[]): Task;
  /** Runs what is ready. Returns whether something is left that will be: ready, or at a later time. */
  pump(): boolean;
  /** Lets `ms` milliseconds of a manual clock pass, and runs what is due. @throws Error with another clock */
  tick(ms: number): void;
  /** Milliseconds of its clock. loop.time, which has seconds */
  now(): number;
}

/**
 * A scheduler of its own, beside others. asyncio.new_event_loop
 * @param options `clock`: realClock() if not given; `onError`: called with the error of a task that nobody has looked at
 * by the turn after, which else goes to the console. loop.set_exception_handler
 */
export function createScheduler(options?: { clock?: Clock; onError?: (error: unknown, task: Task) => void }): Scheduler {
  var loop = newLoop((options && options.clock) || realClock(), (options && options.onError) || reportError);
  return {
    run: function (main, ...args) {
      var task = new Task(loop, frameOfCall(main, args));
      task.isSeen = true;
      if (loop.clock.runsAtOnce) pump(loop);
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
      loop.clock.tick(ms);
      pump(loop);
    },
    now: function () {
      return loop.clock.now();
    },
  };
}

function reportError(error: unknown, task: Task): void {
  complain(task.name + " failed, and nobody has looked:", error);
}

/** The scheduler of the program, with the host's time; made when it is first asked for. */
var ofProgram: Loop | null = null;
/** The scheduler that runs, or the one of the program. */
export function loopInUse(): Loop {
  return current.loop || (ofProgram = ofProgram || newLoop(realClock(), reportError));
}

/**
 * Starts `main(...args)` as a task, on the host's time.
 * @returns the task, which can be awaited. asyncio.run, which waits for it instead
 * @throws TypeError if `main` is not a function, and what its parameters throw
 */
export function run(main: (...args: any[]) => any, ...args: any[]): Task {
  var task = spawn(main, ...args);
  return task;
}

/**
 * Starts `fn(...args)` as a task of the scheduler that runs; it begins with the next turn. asyncio.create_task
 * @throws TypeError if `fn` is not a function, and what its parameters throw
 */
export function spawn(fn: (...args: any[]) => any, ...args: any[]): Task {
  return new Task(loopInUse(), frameOfCall(fn, args));
}
