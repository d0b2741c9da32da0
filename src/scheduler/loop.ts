// The event loop: callbacks that are ready, in turns, and timers. asyncio.BaseEventLoop._run_once
//
// A turn runs what was ready when it began, in the order in which it became ready; what becomes ready meanwhile waits for
// the next. Timers that are due join at the beginning of a turn.

import { watching } from "../runtime/index.js";
import type { Clock } from "./clocks.js";
import { current } from "./current.js";
import { pop, push, type Timer } from "./timers.js";

type Callback = (argument: any) => void;

export interface Loop {
  clock: Clock;
  /** Callbacks and their arguments, by turns. */
  ready: any[];
  /** What the turn that is running has begun with, and where in it the next callback is. */
  batch: any[];
  position: number;
  timers: Timer[];
  sequence: number;
  /** How many promises and other thenables of the host its tasks wait for. */
  foreign: number;
  isRunning: boolean;
  report: (error: unknown, task: any) => void;
}

export function newLoop(clock: Clock, report: Loop["report"]): Loop {
  return { clock: clock, ready: [], batch: [], position: 0, timers: [], sequence: 0, foreign: 0, isRunning: false, report: report };
}

/** Has `callback` called in the next turn. loop.call_soon */
export function soon(loop: Loop, callback: Callback, argument: any): void {
  loop.ready.push(callback, argument);
  if (loop.ready.length === 2 && !loop.isRunning) loop.clock.wake(loop);
}

/** Has `callback` called at a time of the loop's clock. loop.call_at */
export function at(loop: Loop, when: number, callback: () => void): Timer {
  var timer: Timer = { when: when, sequence: loop.sequence++, callback: callback, task: watching.isOn ? current.task : null };
  push(loop.timers, timer);
  if (!loop.isRunning) loop.clock.wake(loop);
  return timer;
}

/** The timer that is next, if there is one; those that were cancelled are dropped on the way. */
export function nextTimer(loop: Loop): Timer | null {
  var timers = loop.timers;
  while (timers.length > 0 && timers[0]!.callback === null) pop(timers);
  return timers.length > 0 ? timers[0]! : null;
}

/** One turn. Returns false if there was nothing to do. */
export function turn(loop: Loop): boolean {
  var now = loop.clock.now();
  for (var due = nextTimer(loop); due !== null && due.when <= now; due = nextTimer(loop)) {
    pop(loop.timers);
    loop.ready.push(due.callback, void 0);
  }
  var ready = loop.ready;
  if (ready.length === 0) return false;
  loop.ready = [];
  var outer = { loop: current.loop, task: current.task, isRunning: loop.isRunning, batch: loop.batch, position: loop.position };
  loop.batch = ready;
  current.loop = loop;
  loop.isRunning = true;
  var i = 0;
  try {
    for (; i < ready.length; i += 2) {
      current.task = null;
      loop.position = i + 2;
      ready[i](ready[i + 1]);
    }
  } finally {
    // A callback that threw leaves the others for the next turn.
    if (i < ready.length) loop.ready = ready.slice(i + 2).concat(loop.ready);
    current.loop = outer.loop;
    current.task = outer.task;
    loop.isRunning = outer.isRunning;
    loop.batch = outer.batch;
    loop.position = outer.position;
  }
  return true;
}
