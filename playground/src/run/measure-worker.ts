// The worker in which a program is run again and again, showing nothing.

import { loadProgram } from "./load.ts";
import type { RunRequest } from "./messages.ts";
import { createVirtualClock } from "./virtual-clock.ts";

const ENOUGH_MS = 300;
/** Browsers make their clocks coarse: so long is measured at once. */
const SAMPLE_MS = 10;
const realNow = performance.now.bind(performance);

self.onmessage = ({ data }: MessageEvent<RunRequest>) => void measure(data).then(
  (result) => self.postMessage(result),
  () => self.postMessage(null),
);

async function measure(request: RunRequest): Promise<number | null> {
  const clock = createVirtualClock();
  clock.install(globalThis);
  const silent = Object.assign(() => {}, { ticks: async (promises: Record<string, Promise<unknown>>) => void (await Promise.allSettled(Object.values(promises))) });
  Object.assign(globalThis, { console: { log() {}, info() {}, debug() {}, warn() {}, error() {} } });
  const { default: run } = await loadProgram(request);
  if (!run) return null;

  const once = async () => {
    const result = run(silent, (label: unknown) => Promise.resolve(label));
    if (typeof (result as Promise<unknown> | undefined)?.then === "function") await settled(result as Promise<unknown>, clock);
  };
  const timeOf = async (count: number) => {
    const before = realNow();
    for (let done = 0; done < count; done++) await once();
    return realNow() - before;
  };
  // One of them may have been interrupted, and look long enough.
  const fastestOf = async (count: number) => Math.min(await timeOf(count), await timeOf(count), await timeOf(count));
  let count = 1;
  while (count < 1e6 && (await fastestOf(count)) < SAMPLE_MS) count *= 2;
  const times: number[] = [];
  const started = realNow();
  while (realNow() - started < ENOUGH_MS || times.length < 5) times.push((await timeOf(count)) / count);
  times.sort((a, b) => a - b);
  return times[times.length >> 1] * 1000;
}

/** Timers fire as soon as nothing else is left to do. */
async function settled(promise: Promise<unknown>, clock: ReturnType<typeof createVirtualClock>): Promise<void> {
  let isOpen = true;
  const done = promise.then(
    () => void (isOpen = false),
    () => void (isOpen = false),
  );
  for (let turns = 0; isOpen && turns < 100_000; turns++) {
    await null;
    // So many turns without an end: it waits for the clock.
    if (turns % 50 === 49 && !clock.fireNext()) break;
  }
  if (!isOpen) await done;
}
