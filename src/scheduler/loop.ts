// The event loop: callbacks that are ready, in turns, and timers. asyncio.BaseEventLoop._run_once
//
// A turn runs what was ready when it began, in the order in which it became ready; what becomes ready meanwhile waits for
// the next. Timers that are due join at the beginning of a turn.

import { watching, type Frame } from "../runtime/index.js";
import type { Clock } from "./clocks.js";
import { current } from "./current.js";
import type { Coroutine, Task } from "./task.js";
import { merged, type Timer } from "./timers.js";

type Callback = (argument: any) => void;

/** What a scheduler keeps. Public as a type only, of what tasks and debug mode refer to. asyncio.BaseEventLoop */
export interface Loop {
  clock: Clock;
  /** Callbacks and their arguments, by turns: those of the turn that is running or was cut short, and what has become ready since. */
  ready: any[];
  /** Where in it the next callback is. Those before it have run. */
  position: number;
  /** The one that is next, and below it the others. */
  timers: Timer | null;
  sequence: number;
  /** How many promises and other thenables of the host its tasks wait for. */
  foreign: number;
  isRunning: boolean;
  /** How many tasks it has had: they are called by it. */
  tasks: number;
  /** Takes the errors that nobody has looked at. */
  report: (error: unknown, task: Task) => void;
  /** Debug mode. */
  watch?: Watch;
  /** Of a simulation: which of so many that are ready comes next. Else the first does. */
  choose?: (count: number) => number;
}

/** What debug mode wants to know of a loop. */
export interface Watch {
  /** A task was made. */
  began(task: Task): void;
  /** A task is about to run. Returns what is called when it waits or has ended. */
  step(task: Task): () => void;
  /** A call was made that has yet to be awaited. */
  made(coroutine: Coroutine): void;
  /** A task is about to wait for something of the host. May throw. */
  subscribes(frame: Frame): void;
  /** Nothing is ready, and no time will pass by itself. */
  idle(loop: Loop): void;
}

/** Set by debug mode and simulations. A program with neither has nothing that sets it, and what asks for it can be left out. */
export var observing = { isOn: false };

/** What debug mode, or a simulation, wants to know of the loop of a task or a call. */
export function watchOf(one: { loop: Loop }): Watch | undefined {
  return observing.isOn ? one.loop.watch : void 0;
}

export function newLoop(clock: Clock, report: Loop["report"]): Loop {
  return { clock: clock, ready: [], position: 0, timers: null, sequence: 0, foreign: 0, isRunning: false, tasks: 0, report: report };
}

/** Has `callback` called in the next turn. loop.call_soon */
export function soon(loop: Loop, callback: Callback, argument: any): void {
  loop.ready.push(callback, argument);
  if (loop.ready.length === 2 && !loop.isRunning) loop.clock.wake(loop);
}

/** Has `callback` called at a time of the loop's clock; at Infinity never. loop.call_at */
export function at(loop: Loop, when: number, callback: () => void): Timer {
  var timer: Timer = { when: when, sequence: loop.sequence++, callback: callback, left: null, right: null };
  if (watching.isOn) timer.task = current.task;
  if (when < Infinity) {
    loop.timers = merged(loop.timers, timer);
    if (!loop.isRunning) loop.clock.wake(loop);
  }
  return timer;
}

/** The timer that is next, if there is one; those that were cancelled are dropped on the way. */
export function nextTimer(loop: Loop): Timer | null {
  while (loop.timers && !loop.timers.callback) dropNext(loop, loop.timers);
  return loop.timers;
}

function dropNext(loop: Loop, next: Timer): void {
  loop.timers = merged(next.left, next.right);
  // Whoever has this one still is not to have all others by it.
  next.left = next.right = null;
}

/** How many callbacks run before the time is looked at. */
const STRIDE = 64;

/**
 * One turn, or as much of it as can be begun before a time of the loop's clock. Returns false if there was nothing to do, or
 * there is no time for more.
 */
export function turn(loop: Loop, until: number): boolean {
  var now = loop.clock.now();
  for (var due; (due = nextTimer(loop)) && due.when <= now; ) {
    dropNext(loop, due);
    loop.ready.push(due.callback, void 0);
  }
  var end = observing.isOn && loop.choose ? endOfChosen(loop, loop.choose) : loop.ready.length;
  if (loop.position === end) return false;
  var ready = loop.ready;
  var outer = current.loop;
  var task = current.task;
  var wasRunning = loop.isRunning;
  current.loop = loop;
  loop.isRunning = true;
  try {
    while (loop.position < end) {
      if (loop.position % (2 * STRIDE) === 0 && loop.clock.now() >= until) return false;
      current.task = null;
      ready[loop.position++](ready[loop.position++]);
    }
  } finally {
    current.loop = outer;
    current.task = task;
    loop.isRunning = wasRunning;
    // Those for which there was no time are the first of the next turn, also after one that threw; what has run is cut off
    // when it is more than them, since to copy a hundred thousand after every few would take all the time there is. Who runs
    // a turn inside this one goes on with this one's callbacks, and leaves the rest as it is.
    if (!wasRunning && 2 * loop.position > end) {
      loop.ready = ready.slice(loop.position);
      loop.position = 0;
    }
  }
  return true;
}

/** Where the turn of a simulation ends: after the one that it chooses, which goes to the head. */
function endOfChosen(loop: Loop, choose: (count: number) => number): number {
  if (loop.ready.length === 0) return 0;
  loop.ready = loop.ready.splice(2 * choose(loop.ready.length / 2), 2).concat(loop.ready);
  return 2;
}
