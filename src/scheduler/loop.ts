// The event loop: callbacks that are ready, in turns, and timers. asyncio.BaseEventLoop._run_once
//
// A turn runs what was ready when it began, in the order in which it became ready; what becomes ready meanwhile waits for
// the next. Timers that are due join at the beginning of a turn.

import { watching, type Frame } from "../runtime/index.js";
import type { Clock } from "./clocks.js";
import { current } from "./current.js";
import { hostNow } from "./host.js";
import type { Coroutine, Task } from "./task.js";
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
  /** How many tasks it has had: they are called by it. */
  tasks: number;
  /** Takes the errors that nobody has looked at. */
  report: (error: unknown, task: Task) => void;
  /** Debug mode, or null. */
  watch: Watch | null;
  /** Of a simulation: which of so many that are ready comes next. Else null: the first. */
  choose: ((count: number) => number) | null;
}

/** What debug mode wants to know of a loop. */
export interface Watch {
  /** A task was made. */
  began(task: Task): void;
  /** Calls `run`, which runs a task until it waits or ends. */
  step(task: Task, run: () => void): void;
  /** A call was made that has yet to be awaited. */
  made(coroutine: Coroutine): void;
  /** A task is about to wait for something of the host. May throw. */
  subscribes(frame: Frame): void;
  /** Nothing is ready, and no time will pass by itself. */
  idle(loop: Loop): void;
}

/** Set by debug mode and simulations. A program with neither has nothing that sets it, and what asks for it can be left out. */
export var observing = { isOn: false };

/** What debug mode, or a simulation, wants to know of a loop. */
export function watchOf(loop: Loop): Watch | null {
  return observing.isOn ? loop.watch : null;
}

export function newLoop(clock: Clock, report: Loop["report"]): Loop {
  return { clock: clock, ready: [], batch: [], position: 0, timers: [], sequence: 0, foreign: 0, isRunning: false, tasks: 0, report: report, watch: null, choose: null };
}

/** Has `callback` called in the next turn. loop.call_soon */
export function soon(loop: Loop, callback: Callback, argument: any): void {
  loop.ready.push(callback, argument);
  if (loop.ready.length === 2 && !loop.isRunning) loop.clock.wake(loop);
}

/** Has `callback` called at a time of the loop's clock; at Infinity never. loop.call_at */
export function at(loop: Loop, when: number, callback: () => void): Timer {
  var timer: Timer = { when: when, sequence: loop.sequence++, callback: callback, task: watching.isOn ? current.task : null };
  if (when === Infinity) return timer;
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

/** How many callbacks run before the time is looked at. */
const STRIDE = 64;

/**
 * One turn, or as much of it as can be begun before a time of the host. Returns false if there was nothing to do, or there
 * is no time for more.
 */
export function turn(loop: Loop, until: number): boolean {
  var now = loop.clock.now();
  for (var due = nextTimer(loop); due !== null && due.when <= now; due = nextTimer(loop)) {
    pop(loop.timers);
    loop.ready.push(due.callback, void 0);
  }
  if (loop.ready.length === 0) return false;
  var ready = nextOf(loop);
  var outer = { loop: current.loop, task: current.task, isRunning: loop.isRunning, batch: loop.batch, position: loop.position };
  loop.batch = ready;
  loop.position = 0;
  current.loop = loop;
  loop.isRunning = true;
  try {
    while (loop.position < ready.length) {
      var i = loop.position;
      if (i % (2 * STRIDE) === 0 && until < Infinity && hostNow() >= until) return false;
      current.task = null;
      loop.position += 2;
      ready[i](ready[i + 1]);
    }
  } finally {
    // Those for which there was no time are the first of the next turn, also after one that threw.
    if (loop.position < ready.length) loop.ready = ready.slice(loop.position).concat(loop.ready);
    loop.batch = outer.batch;
    loop.position = outer.position;
    current.loop = outer.loop;
    current.task = outer.task;
    loop.isRunning = outer.isRunning;
  }
  return true;
}

/** All that is ready; in a simulation the one that it chooses. */
function nextOf(loop: Loop): any[] {
  if (observing.isOn && loop.choose) return loop.ready.splice(2 * loop.choose(loop.ready.length / 2), 2);
  var ready = loop.ready;
  loop.ready = [];
  return ready;
}
