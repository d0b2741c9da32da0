// What debug mode says, and of what.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { load, scheduler } from "./load.js";

const { createScheduler, debugMode, virtualClock } = scheduler;
const LIMIT = { timeout: 30_000 };
const DEBUG = { debug: true, filename: "program.js" };

function watched(options: object = {}) {
  const said: string[] = [];
  const debug = debugMode({ report: (message) => said.push(message), ...options });
  return { said, debug, ...createScheduler({ clock: virtualClock(), debug, onError: (error) => said.push(String(error)) }) };
}

it("a step that takes long, with the lines between which it ran", LIMIT, () => {
  const { main } = load(`async function main() {\n  await sleep(1);\n  for (const end = Date.now() + 500; Date.now() < end; );\n  await sleep(2);\n} return { main };`, {}, DEBUG);
  const { said, run } = watched({ slowStep: 400 });
  run(main!);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^Task-1 ran \d+ ms in one step: from main \(program.js:2:3\) to main \(program.js:4:3\)$/);
});

it("a call that is never awaited, once its maker has ended", LIMIT, () => {
  const { main } = load(`async function main(queue) { queue.get(); queue.put(1); const later = queue.get(); await sleep(1); queue.putNow(2); return later; } return { main };`);
  const { said, run } = watched();
  run(main!, new scheduler.Queue());
  expect(said).toEqual(["Queue.get() was called by Task-1 and never awaited", "Queue.put() was called by Task-1 and never awaited"]);
});

it("that nothing can run, and who waits for whom", LIMIT, () => {
  const { main } = load(`async function main() { const a = new Lock(), b = new Lock(); await gather([async () => both(a, b), async () => both(b, a)]); }
    async function both(first, second) {\n  await first.acquire();\n  await sleep(1);\n  await second.acquire();\n} return { main };`, {}, DEBUG);
  const { said, run, debug } = watched();
  run(main!);
  const report = [
    "Task-1 waits for Task-2, Task-3",
    "    at main (program.js:1:80)",
    "Task-2 waits",
    "    in Lock.acquire",
    "    at both (program.js:5:3)",
    "Task-3 waits",
    "    in Lock.acquire",
    "    at both (program.js:5:3)",
  ].join("\n");
  expect(said).toEqual([`nothing can run any more\n${report}`]);
  expect(debug.pending()).toBe(report);
});

it("a task that nobody can wake any more", LIMIT, async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { main } = load(`async function main() { spawn(lost); await sleep(1); } async function lost() { await new Event().wait(); } return { main };`);
  const said: string[] = [];
  const debug = debugMode({ report: (message) => said.push(message) });
  await createScheduler({ debug }).run(main!);
  for (let i = 0; i < 50 && said.length === 0; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(said).toEqual(["nobody can wake this task any more\nTask-2 waits\n    in Event.wait\n    at lost"]);
});

it("the logical stack of an error", LIMIT, () => {
  const { main } = load(`async function main() {\n  await outer();\n}\nasync function outer() {\n  await inner();\n}\nasync function inner() {\n  await sleep(1);\n  throw new Error("deep");\n} return { main };`, {}, DEBUG);
  const task = createScheduler({ clock: virtualClock() }).run(main!);
  expect(task.exception().stack).toMatch(/at async outer \(program.js:5:3\)\n {4}at async main \(program.js:2:3\)$/);
});
