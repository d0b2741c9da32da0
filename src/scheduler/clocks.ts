// Where time comes from, and who has a loop run.
//
// The real clock asks the host to be called again; the virtual one runs at once until nothing is left, and jumps to the next
// deadline whenever nothing is ready; the manual one stands still until its owner says how much time has passed.

import { afterHost, hasTimers, hostNow, hostTimer, stopHostTimer } from "./host.js";
import { nextTimer, turn, type Loop } from "./loop.js";

/** What a scheduler takes its time from: realClock(), virtualClock() or manualClock(). asyncio has loop.time() for it */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** A run goes on until nothing is left, before it returns to who started it. */
  runsAtOnce: boolean;
  /** The loop has something to do, and nobody is running it. */
  wake(loop: Loop): void;
  /** Lets time pass until the next timer is due, if that is up to this clock. Returns false if it is not. */
  skip(loop: Loop): boolean;
  /** Lets `ms` milliseconds pass. */
  tick(ms: number): void;
}

/** How long one call by the host may run, in turns and in milliseconds, before the host has its own turn. */
const TURNS = 1000;
const BUDGET = 8;
/** What is longer is no time to timers of the host, which are called at once. */
const LONGEST = 0x7fffffff;

/** The host's time, in milliseconds; where it has timers, it runs the scheduler by them, else the caller pumps. */
export function realClock(): Clock {
  var isCalledSoon = false;
  var planned = Infinity;
  var timer: any = null;
  return {
    now: hostNow,
    runsAtOnce: false,
    tick: refuseTick,
    skip: function () {
      return false;
    },
    wake: function (loop) {
      if (!hasTimers) return;
      if (loop.ready.length > 0) {
        if (!isCalledSoon) afterHost(called);
        isCalledSoon = true;
        return;
      }
      var next = nextTimer(loop);
      var when = next ? next.when : Infinity;
      if (when === planned) return;
      // A timer that nobody waits for any more would keep the program from ending.
      if (timer !== null) stopHostTimer(timer);
      timer = when === Infinity ? null : hostTimer(due, Math.min(LONGEST, Math.max(0, Math.ceil(when - hostNow()))));
      planned = when;

      function called() {
        isCalledSoon = false;
        drain(loop);
      }
      function due() {
        planned = Infinity;
        timer = null;
        drain(loop);
      }
    },
  };
}

function drain(loop: Loop): void {
  var until = hostNow() + BUDGET;
  for (var i = 0; i < TURNS && hostNow() < until; i++) if (!turn(loop)) break;
  loop.clock.wake(loop);
}

/** Time that passes only when nothing is ready, and then at once. Starts at 0 milliseconds. asyncio has none */
export function virtualClock(): Clock {
  var now = 0;
  var isHostAsked = false;
  return {
    now: function () {
      return now;
    },
    runsAtOnce: true,
    tick: refuseTick,
    skip: function (loop) {
      var next = nextTimer(loop);
      // Who waits for the host gets its answer before any deadline passes, if the host has it by its next turn.
      if (next === null || (loop.foreign > 0 && !isHostAsked)) return false;
      now = Math.max(now, next.when);
      return true;
    },
    wake: function (loop) {
      if (!hasTimers || isHostAsked) return;
      afterHost(function () {
        isHostAsked = true;
        pump(loop);
        isHostAsked = false;
        if (loop.foreign > 0 && nextTimer(loop)) loop.clock.wake(loop);
      });
    },
  };
}

/** Time that passes by tick(ms) alone: that of a game's loop, or of a test. Starts at 0 milliseconds. asyncio has none */
export function manualClock(): Clock {
  var now = 0;
  return {
    now: function () {
      return now;
    },
    runsAtOnce: false,
    tick: function (ms) {
      now += ms;
    },
    skip: function () {
      return false;
    },
    wake: function () {},
  };
}

function refuseTick(): never {
  throw new Error("only a manual clock ticks");
}

/** Runs until nothing is ready, and time does not pass by itself. Returns whether anything was run. */
export function pump(loop: Loop): boolean {
  var ran = false;
  do {
    while (turn(loop)) ran = true;
  } while (loop.clock.skip(loop));
  return ran;
}
