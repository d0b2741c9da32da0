// What a run shows: a line for everything probed, and between them the turns of the microtask queue.
//
//   export default (probe) => {
//     probe("before", 1);                        before 1
//     return probe.ticks({ load: load(probe) }); in load
//   };                                           tick 1
//                                                after the first await
//                                                tick 2
//                                                load fulfilled 'result'
//
// A turn in which nothing shows has no line. Tick 1 is the turn of what the calls themselves have queued.

import { format } from "./format.js";

export interface Probe {
  (...values: unknown[]): void;
  /** Counts turns until all promises are settled, and says how and when each of them was. For one use at a time. */
  ticks(promises: Record<string, Promise<unknown>>): Promise<void>;
}

export interface Trace {
  lines: string[];
  log(line: string): void;
  probe: Probe;
}

const DEPTH_LIMIT = 10;

/** So many turns without an end, and what is not settled is pending for good. */
const TICK_LIMIT = 100;

// Taken before a fixture runs: some replace them, to see who calls them.
const NativePromise = Promise;
const { then } = Promise.prototype;
const { queueMicrotask, setImmediate } = globalThis;

/** `write` gets every line when it comes. */
export function createTrace(show: (value: unknown) => string, write: (line: string) => void = () => {}): Trace {
  const lines: string[] = [];
  let tick = 0;
  let shown = 0;

  const add = (line: string) => {
    lines.push(line);
    write(line);
  };
  const log = (line: string) => {
    if (tick !== shown) add(`tick ${tick}`);
    shown = tick;
    add(line);
  };

  const ticks = (promises: Record<string, Promise<unknown>>) =>
    new NativePromise<void>((finish) => {
      const pending = new Set(Object.keys(promises));
      for (const [label, promise] of Object.entries(promises)) {
        const settle = (how: string) => (value: unknown) => {
          pending.delete(label);
          log(`${label} ${how} ${show(value)}`);
        };
        then.call(promise, settle("fulfilled"), settle("rejected"));
      }
      shown = 0;
      tick = 1;
      const turn = () => {
        if (pending.size > 0 && tick < TICK_LIMIT) {
          tick++;
          queueMicrotask(turn);
          return;
        }
        tick = shown = 0;
        for (const label of pending) log(`${label} is pending`);
        finish();
      };
      queueMicrotask(turn);
    });

  // What is shown may have a getter that shows it again.
  let depth = 0;
  const probe = Object.assign((...values: unknown[]) => {
    if (depth > DEPTH_LIMIT) return;
    depth++;
    try {
      log(values.map(show).join(" "));
    } finally {
      depth--;
    }
  }, { ticks });
  return { lines, log, probe };
}

export const withoutTicks = (lines: string[]): string[] => lines.filter((line) => !/^tick \d+$/.test(line));

const turnOfTheEventLoop = () => new NativePromise<void>((resolve) => setImmediate(resolve));

/** The lines of a run and of what it leaves behind: rejections that nobody handles, or handles too late, show as well. */
export async function linesOf(trace: Trace, run: () => unknown): Promise<string[]> {
  // The test runner has listeners of its own, for which any of these is a failure.
  const listeners = {
    unhandledRejection: (reason: unknown) => trace.log(`unhandled ${format(reason)}`),
    rejectionHandled: () => trace.log("handled late"),
  };
  const restore = Object.entries(listeners).map(([event, listener]) => {
    const others = process.rawListeners(event);
    process.removeAllListeners(event).on(event, listener);
    return () => {
      process.off(event, listener);
      for (const other of others) process.on(event, other as () => void);
    };
  });
  try {
    // What is queued from before has nothing to do with it.
    await turnOfTheEventLoop();
    await run();
    await turnOfTheEventLoop();
  } finally {
    for (const put of restore) put();
  }
  return trace.lines;
}
