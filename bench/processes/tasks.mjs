// A process of its own, with --expose-gc: one function of the tasks' workload, with one host. Time is that of the processor, since
// tasks that sleep take no other. argv[2] is JSON: { program: URL, scheduler: URL or null, run, size, times }; prints JSON:
// { microseconds, bytes, result }, for each task or turn; bytes are those on the heap when all are there.

import { setTimeout } from "node:timers";
import { setImmediate } from "node:timers/promises";

const { program, scheduler, run, size, times } = JSON.parse(process.argv[2]);
const functions = await import(program);

/** What native code has: a call runs, a promise is awaited, a turn is one of the job queue. */
const promises = {
  start: (fn, ...args) => fn(...args),
  spawn: (fn, ...args) => fn(...args),
  sleep: (ms) => (ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve()),
  event() {
    let set;
    const promise = new Promise((resolve) => (set = resolve));
    return { set, wait: () => promise };
  },
};

async function tasks() {
  const { Event, run, sleep, spawn } = await import(scheduler);
  return { start: run, spawn, sleep, event: () => new Event() };
}

const host = scheduler === null ? promises : await tasks();
const call = (count, halfway) => host.start(functions[run], { ...host, halfway }, count);

async function heapUsed() {
  for (let turn = 0; turn < 3; turn++) {
    await setImmediate();
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

for (let warmUp = 0; warmUp < 3; warmUp++) await call(Math.min(size, 2_000), () => {});

let result;
const from = process.cpuUsage();
for (let round = 0; round < times; round++) result = await call(size, () => {});
const { user, system } = process.cpuUsage(from);

const before = await heapUsed();
let there = 0;
await call(size, () => {
  globalThis.gc();
  there = process.memoryUsage().heapUsed;
});

console.log(JSON.stringify({ microseconds: (user + system) / times / size, bytes: Math.max(0, there - before) / size, result }));
