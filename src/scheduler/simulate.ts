// simulate(): a program in an order that a number decides, with time that passes by itself. Not in asyncio
//
//   simulate({ seed: 7 }, main, arg)
//
// Of the tasks that are ready any may come next; each seed is one of the ways in which the program can run. A failure says
// with which seed it came, and the choices that led to it, so that it can be seen again: also after the program has changed
// a little, when the same seed leads elsewhere.

import { MODE_THROW } from "../protocol.js";
import { virtualClock } from "./clocks.js";
import { frameOfCall } from "./frames.js";
import { complain } from "./host.js";
import { newLoop, observing, turn } from "./loop.js";
import { nameCall, placeOf, stackOf } from "./place.js";
import { Task } from "./task.js";

/** What simulate() takes. */
export interface SimulationOptions {
  /** A number, 0 to 4294967295, that decides the order; chosen at random if not given. */
  seed?: number;
  /** The choices that a failure has printed, in place of a seed. */
  replay?: string;
  /** Runs `main` a second time with the same choices, and compares the steps. */
  check?: boolean;
  /** Takes what there is to say of a failure; console.error if not given. */
  report?: (message: string) => void;
}

/**
 * Runs `main(...args)` and all it spawns to the end, at once, with virtual time. Whatever is left when `main` has
 * ended is cancelled. asyncio has none
 * @returns what `main` returns
 * @throws what it throws; the first error of a task that nobody has looked at; an Error if nothing can run any more, if a
 *   promise of the host is awaited, since no seed says when that settles, or if with `check` two runs differ
 */
export function simulate<A extends any[], R>(options: SimulationOptions, main: (...args: A) => R, ...args: A): Awaited<R> {
  const seed = options.seed === void 0 ? Math.floor(Math.random() * 4294967296) : options.seed;
  const report = options.report || complain;
  const first = simulation(options.replay === void 0 ? seeded(seed) : replayed(options.replay), !!options.check);
  try {
    const result = first.run(main, args);
    if (options.check) compare(first.trace, main, args, replayed(textOf(first.choices)));
    return result;
  } catch (error) {
    const origin = options.replay === void 0 ? "seed: " + seed + ", " : "";
    report("a simulation failed; " + origin + 'replay: "' + textOf(first.choices) + '"');
    throw error;
  }
}

const UNKNOWN = "in a function that is not compiled; give it compiled ones, and their arguments";

type Choose = (count: number) => number;

/** @param isTraced a line for each step: of a long run that nobody compares they would only fill the memory */
function simulation(decide: Choose, isTraced: boolean) {
  const clock = virtualClock();
  // It is driven from here, and never by the host.
  clock.wake = () => {};
  let refusal: Error | null = null;
  /** By the order in which they did. Whether somebody has looked is asked at the end: the seed decides which turn is the next. */
  const failed: Task[] = [];
  const loop = newLoop(clock, () => {});
  const tasks: Task[] = [];
  /** How many of the first tasks have ended. */
  let done = 0;
  const choices: number[] = [];
  const trace: string[] = [];
  observing.isOn = true;
  loop.choose = (count) => {
    if (count === 1) return 0;
    const choice = decide(count) % count;
    choices.push(choice);
    return choice;
  };
  loop.watch = {
    began(task) {
      tasks.push(task);
    },
    step(task) {
      return () => {
        if (task.done && task.mode === MODE_THROW && !task.cancelled) failed.push(task);
        if (isTraced) trace.push(clock.now() + " " + task.name + (task.frame ? " at " + placeOf(task.frame) : " ends"));
      };
    },
    made: nameCall,
    subscribes(frame) {
      const error = new Error("a simulation cannot wait for a promise of the host: " + (placeOf(frame) || UNKNOWN));
      refusal = refusal || error;
      throw error;
    },
    idle() {},
  };
  return { run, choices, trace };

  function run(main: any, args: any[]): any {
    const task = new Task(loop, frameOfCall(main, args));
    drain(() => task.done);
    // Why nothing can run may be that one has failed on which the others rely.
    if (!task.done) {
      throwFailure();
      throw new Error("nothing can run any more\n" + pending().map(stackOf).join("\n"));
    }
    for (const left of pending()) left.cancel();
    drain(allDone);
    throwFailure();
    return task.result();
  }

  function throwFailure(): void {
    if (refusal) throw refusal;
    for (const task of failed) if (!task.isSeen) throw task.outcome;
  }

  function allDone(): boolean {
    while (done < tasks.length && tasks[done]!.done) done++;
    return done === tasks.length;
  }

  function pending(): Task[] {
    return tasks.filter((task) => !task.done);
  }

  function drain(isOver: () => boolean): void {
    while (!isOver()) if (!turn(loop, Infinity) && !clock.skip!(loop)) return;
  }
}

function compare(expected: string[], main: any, args: any[], decide: Choose): void {
  const second = simulation(decide, true);
  try {
    second.run(main, args);
  } catch (error) {
    second.trace.push("throws " + error);
  }
  for (let i = 0; i < Math.max(expected.length, second.trace.length); i++) {
    if (expected[i] === second.trace[i]) continue;
    throw new Error("two runs differ: " + (expected[i] || "the end") + ", then " + (second.trace[i] || "the end") + "; what decides it is not the scheduler");
  }
}

/** Marsaglia's xorshift of 32 bits: it needs no multiplication of integers, which ES5 has not. */
function seeded(seed: number): Choose {
  let state = (seed ^ 0x9e3779b9) | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  // Seeds that differ in a bit begin alike.
  for (let i = 0; i < 8; i++) next();
  return next;
}

/** The choices of an earlier run, and then always the first. */
function replayed(text: string): Choose {
  const choices = text.match(/\([0-9a-z]+\)|[0-9a-z]/g) || [];
  let at = 0;
  return () => (at < choices.length ? parseInt(choices[at++]!.replace("(", ""), 36) : 0);
}

/** A character each, or several in brackets. */
function textOf(choices: number[]): string {
  return choices.map((choice) => (choice < 36 ? choice.toString(36) : "(" + choice.toString(36) + ")")).join("");
}
