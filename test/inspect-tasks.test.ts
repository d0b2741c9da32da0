// ps() and pstree(): what a program's tasks are doing.

import { createRequire } from "node:module";
import { afterEach, beforeAll, expect, it } from "vitest";
import { loadModule } from "./fixtures.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

const SOURCE = `"use coroutine";
import { createScheduler, gather, manualClock, sleep, spawn, Queue } from "babel-plugin-switchyard/scheduler";

export const scheduler = createScheduler({ clock: manualClock() });

async function worker(jobs) {
  for (;;) await work(await jobs.get());
}

async function work(job) {
  await sleep(job);
}

export async function pool() {
  const jobs = new Queue();
  const workers = [spawn(worker, jobs), spawn(worker, jobs)];
  await jobs.put(30);
  await gather(workers);
}

export async function parent() {
  const child = spawn(work, 50);
  await child;
}

export async function brief() {
  spawn(work, 20);
}

export async function looks(look) {
  spawn(work, 10);
  spawn(work, 20);
  await sleep(0);
  look();
  await null;
}
`;

type Entry = typeof import("../src/inspect/index.js");
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the module of the program above */
type Program = any;

let entry: Entry;
let program: Program;

beforeAll(async () => {
  entry = await import("babel-plugin-switchyard/inspect" as string);
  program = await loadModule("inspect-tasks", compile(SOURCE, { debug: true, filename: "pool.js" }).code!);
});

/** Tasks are numbered by the scheduler: here from 1, in the order in which they are met. */
function numbered(text: string): string {
  const numbers = new Map<string, number>();
  return text.replace(/Task-\d+/g, (name) => `Task-${numbers.get(name) ?? (numbers.set(name, numbers.size + 1), numbers.size)}`);
}

const started: Program[] = [];
const start = (main: Program, ...args: unknown[]) => {
  const task = program.scheduler.run(main, ...args);
  started.push(task);
  program.scheduler.pump();
  return task;
};

afterEach(() => {
  for (const task of started.splice(0)) task.catch(() => {});
  for (const { task } of entry.ps()) task.cancel();
  program.scheduler.tick(1000);
  expect(entry.ps()).toEqual([]);
});

it("shows where each task waits, and for what", () => {
  start(program.pool);
  const [main, first, second] = entry.ps();
  expect(main).toMatchObject({ function: "pool", status: "waiting", file: "pool.js", line: 18, column: 3, awaiting: "gather(workers)", parent: null, waitsFor: null, due: null });
  expect(first).toMatchObject({ function: "worker", status: "waiting", line: 11, awaiting: "sleep(job)", parent: main!.task, turn: null, due: program.scheduler.now() + 30 });
  expect(first!.stack.map((frame) => frame.function)).toEqual(["worker", "work"]);
  expect(first!.stack[1]).toMatchObject({ op: "await", source: "await sleep(job)", locals: { job: entry.NOT_KEPT } });
  expect(second).toMatchObject({ status: "waiting", line: 7, awaiting: "jobs.get()", due: null });
});

it("draws them as a tree", () => {
  start(program.pool);
  start(program.parent);
  expect(numbered(entry.pstree())).toBe(
    [
      "Task-1 pool waits at pool.js:18:3 for gather(workers)",
      "├─ Task-2 worker waits at pool.js:11:3 for sleep(job)",
      "└─ Task-3 worker waits at pool.js:7:23 for jobs.get()",
      "Task-4 parent waits at pool.js:23:3 for Task-5",
      "└─ Task-5 work waits at pool.js:11:3 for sleep(job)",
      "",
    ].join("\n"),
  );
});

it("says who is running, and who is ready in which order", () => {
  let seen: string[] = [];
  let tree = "";
  const now = program.scheduler.now();
  start(program.looks, () => {
    seen = entry.ps().map(({ function: name, status, turn, due }) => `${name} ${status} ${turn} ${due}`);
    tree = numbered(entry.pstree());
  });
  expect(seen).toEqual(["looks running null null", `work waiting null ${now + 10}`, `work waiting null ${now + 20}`]);
  expect(tree.split("\n")[0]).toBe("Task-1 looks is running");

  program.scheduler.run(program.brief);
  program.scheduler.run(program.brief);
  expect(entry.ps().filter(({ status }) => status === "ready").map(({ function: name, turn, stack }) => [name, turn, stack[0]!.status])).toEqual([
    ["brief", 0, "not started"],
    ["brief", 1, "not started"],
  ]);
});

it("puts a task below the next one above that has not ended", () => {
  start(program.brief);
  expect(entry.ps()).toMatchObject([{ function: "work", parent: null }]);
});

it("is empty when all have ended, and a cancelled one has", () => {
  const task = start(program.parent);
  expect(entry.ps()).toHaveLength(2);
  task.cancel();
  program.scheduler.pump();
  expect([entry.ps(), entry.pstree()]).toEqual([[], ""]);
});
