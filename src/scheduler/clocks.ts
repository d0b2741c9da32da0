// Where time comes from, and who has a loop run.
//
// The real clock asks the host to be called again; the virtual one runs at once until nothing is left, and jumps to the next
// deadline whenever nothing is ready; the manual one stands still until its owner says how much time has passed.

import { callAfter, hasTimers, hostNow, stopHostTimer } from "./host.js";
import { nextTimer, observing, turn, type Loop } from "./loop.js";

/** What a scheduler takes its time from: realClock(), virtualClock() or manualClock(). asyncio has loop.time() for it */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** How many milliseconds of its time a run may take before the host has its turn. */
  budget: number;
  /** How many turns a run has before the host has one; Infinity: it goes on until nothing is left. */
  turns: number;
  /** The loop has something to do, and nobody is running it. */
  wake(loop: Loop): void;
  /** Of one whose time passes by itself: lets it pass until the next timer is due. Returns false if it may not. */
  skip?(loop: Loop): boolean;
  /** Of one whose time its owner makes pass: so many milliseconds. */
  tick?(ms: number): void;
}

const TURNS = 1000;

/**
 * The host's time, in milliseconds; where it has timers, it runs the scheduler by them, else the caller pumps. What asyncio
 * has, in seconds
 */
export function realClock(): Clock {
  /** When the host has been asked to call: -Infinity is as soon as it can, Infinity never; NaN: it has to be asked. */
  var planned = NaN;
  var timer: any = null;
  return {
    now: hostNow,
    budget: 8,
    turns: TURNS,
    wake: function (loop) {
      if (!hasTimers) return;
      var next = nextTimer(loop);
      var when = loop.ready.length > 0 ? -Infinity : next ? next.when : Infinity;
      if (when === planned) return;
      // A timer that nobody waits for any more would keep the program from ending.
      stopHostTimer(timer);
      planned = when;
      if (when < Infinity) timer = callAfter(when - hostNow(), called);

      function called() {
        planned = NaN;
        try {
          pump(loop);
        } finally {
          // Also after onError() has thrown: the others go on.
          loop.clock.wake(loop);
        }
      }
    },
  };
}

/** Time that passes only when nothing is ready, and then at once. Starts at 0 milliseconds. asyncio has none */
export function virtualClock(): Clock {
  var now = 0;
  /** The host has been asked to call. */
  var isHostAsked = false;
  /** It has had its turn, and nothing has come of it: the next deadline may pass. */
  var mayPass = false;
  return {
    now: function () {
      return now;
    },
    budget: Infinity,
    turns: Infinity,
    skip: function (loop) {
      var next = nextTimer(loop);
      if (next === null) return false;
      // Who waits for the host gets its answer before any deadline passes, if the host has it by its next turn.
      if (loop.foreign > 0 && !mayPass) {
        // Where there are no timers the turn of the host is over when it pumps again.
        mayPass = !hasTimers;
        return false;
      }
      // Who runs now may ask the host for something else.
      mayPass = false;
      now = Math.max(now, next.when);
      return true;
    },
    wake: function (loop) {
      if (!hasTimers || isHostAsked) return;
      isHostAsked = true;
      callAfter(0, function () {
        isHostAsked = false;
        mayPass = loop.ready.length === 0;
        try {
          pump(loop);
        } finally {
          mayPass = false;
          // What still waits for the host, or is left by an onError() that has thrown.
          if (loop.ready.length > 0 || nextTimer(loop)) loop.clock.wake(loop);
        }
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
    budget: Infinity,
    turns: TURNS,
    tick: function (ms) {
      now += ms;
    },
    wake: function () {},
  };
}

/**
 * Runs what is ready, until nothing is, or until the host is to have its turn: a set of tasks may be busy for ever.
 */
export function pump(loop: Loop): void {
  var clock = loop.clock;
  var until = clock.now() + clock.budget;
  var left = clock.turns;
  while ((left-- > 0 && turn(loop, until)) || (clock.skip && clock.skip(loop)));
  var watch = observing.isOn && loop.watch;
  if (watch && loop.ready.length === 0) watch.idle(loop);
}
