// Tasks among native code: promises and timers of the host, clocks, errors that nobody looks at. How tasks deal with each
// other is compared with CPython, in oracle.test.ts.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");
const runtime = require("babel-plugin-switchyard/runtime");
const scheduler: typeof import("babel-plugin-switchyard/scheduler") = require("babel-plugin-switchyard/scheduler");
const { createScheduler, manualClock, realClock, run, virtualClock, CancelledError } = scheduler;
const LIMIT = { timeout: 10_000 };

type Async = Parameters<typeof run>[0];

/** The functions that a script returns, all compiled, with the names of the scheduler in scope. */
function load(source: string, globals: Record<string, unknown> = {}): Record<string, Async> {
  const { code, diagnostics } = compile(`function make() {${source}}`, { mode: "all", runtime: "global", sourceType: "script" });
  if (!code) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  const names = { ...scheduler, ...globals };
  return new Function("Switchyard", ...Object.keys(names), `${code}\nreturn make();`)({ runtime }, ...Object.values(names));
}

const later = (ms: number, value: unknown) => new Promise((resolve) => setTimeout(resolve, ms, value));

describe("on the host's time", () => {
  it("a task can be awaited by native code", LIMIT, async () => {
    const { main } = load(`async function main(a, b) { await sleep(5); return a + b; } return { main };`);
    expect(await run(main!, 1, 2)).toBe(3);
    expect(await Promise.all([run(main!, 1, 1), run(main!, 2, 2)])).toEqual([2, 4]);
  });

  it("a task awaits promises and other thenables of the host, and what they throw", LIMIT, async () => {
    const { main } = load(
      `async function main() {
        const log = [await later(3, "late"), await { then(f) { f("then"); f("twice"); } }, await 1];
        try { await Promise.reject(new Error("no")); } catch (error) { log.push(error.message); }
        return log;
      } return { main };`,
      { later },
    );
    expect(await run(main!)).toEqual(["late", "then", 1, "no"]);
  });

  it("what fails rejects, and a cancellation does", LIMIT, async () => {
    const { bad, long } = load(`async function bad() { throw new Error("bad"); } async function long() { await sleep(10000); } return { bad, long };`);
    await expect(run(bad!)).rejects.toThrow("bad");
    const task = run(long!);
    const { signal } = task;
    expect(task.cancel("enough")).toBe(true);
    await expect(task).rejects.toThrow("enough");
    await expect(task).rejects.toBeInstanceOf(CancelledError);
    expect([task.done, task.cancelled, task.cancel(), signal.aborted]).toEqual([true, true, false, true]);
  });

  it("a busy set of tasks leaves the host its turns", LIMIT, async () => {
    const { spin } = load(`async function spin(state) { while (!state.isOver) { state.turns++; await sleep(0); } } return { spin };`);
    const state = { isOver: false, turns: 0 };
    const task = run(spin!, state);
    await later(20, null);
    state.isOver = true;
    await task;
    expect(state.turns).toBeGreaterThan(100);
  });

  it("a call that is not awaited is a promise, and begins at once", LIMIT, async () => {
    const { main } = load(`async function f(log) { log.push("f"); await null; return 1; }
      async function main(log) { const p = f(log); log.push("called"); return [p instanceof Promise, await p]; } return { main };`);
    const log: string[] = [];
    expect(await run(main!, log)).toEqual([true, 1]);
    expect(log).toEqual(["f", "called"]);
  });

  it("what waits is awaitable also when there is nothing to wait for", LIMIT, async () => {
    const event = new scheduler.Event();
    event.set();
    expect(await event.wait().then((value: unknown) => [value])).toEqual([true]);
    expect(await new scheduler.Queue().join().then((value: unknown) => [value])).toEqual([undefined]);
  });

  it("a native async function can be a task, and awaits what the scheduler gives", LIMIT, async () => {
    const native = async (ms: number) => {
      await scheduler.sleep(ms);
      await scheduler.sleep(0);
      return "native";
    };
    expect(await run(native, 2)).toBe("native");
  });
});

describe("errors", () => {
  it("one that nobody looks at is reported once, and stops nobody", LIMIT, () => {
    const { main } = load(`async function bad() { throw new Error("bad"); }
      async function main(log) { spawn(bad); const seen = spawn(bad); try { await seen; } catch (error) { log.push("caught"); } await sleep(5); log.push("on"); } return { main };`);
    const log: string[] = [];
    const { run: start } = createScheduler({ clock: virtualClock(), onError: (error, task) => log.push(`${(error as Error).message} of ${typeof task.name}`) });
    start(main!, log);
    expect(log).toEqual(["bad of string", "caught", "on"]);
  });

  it("a task that awaits itself is told so", LIMIT, () => {
    const { main } = load(`async function main() { await currentTask(); } return { main };`);
    expect(() => createScheduler({ clock: virtualClock() }).run(main!).result()).toThrow("cannot await itself");
  });
});

describe("clocks", () => {
  it("the manual one stands still until it ticks", LIMIT, () => {
    const { main } = load(`async function main(log) { for (;;) { await sleep(16); log.push("frame"); } } return { main };`);
    const log: string[] = [];
    const { run: start, tick, now, pump } = createScheduler({ clock: manualClock() });
    start(main!, log);
    expect(pump()).toBe(true);
    tick(15);
    expect(log).toEqual([]);
    tick(1);
    tick(16);
    expect([log, now()]).toEqual([["frame", "frame"], 32]);
  });

  it("what is never due is waited for in no time", LIMIT, () => {
    const { main } = load(`async function main() { await sleep(Infinity); } return { main };`);
    const { run: start, pump, now } = createScheduler({ clock: virtualClock() });
    const task = start(main!);
    expect([task.done, pump(), now()]).toEqual([false, false, 0]);
  });

  it("the real one waits for longer than the host's timers can", LIMIT, async () => {
    const warnings: string[] = [];
    const warned = ({ name }: Error) => void warnings.push(name);
    process.on("warning", warned);
    const { main } = load(`async function main() { await sleep(2 ** 31); } return { main };`);
    const task = run(main!);
    await later(20, null);
    process.off("warning", warned);
    expect([warnings, task.done]).toEqual([[], false]);
    task.cancel();
    await expect(task).rejects.toBeInstanceOf(CancelledError);
  });

  it("a deadline that is over does not keep the program from ending", LIMIT, () => {
    const program = `const { run, waitFor } = require("babel-plugin-switchyard/scheduler");
      run(() => waitFor(async () => "done", 60000)).then(console.log);`;
    expect(execFileSync(process.execPath, ["-e", program], { encoding: "utf8", timeout: 5_000 })).toBe("done\n");
  });

  it("the virtual one jumps, and lets the host answer before a deadline passes", LIMIT, async () => {
    const { main } = load(`async function main() { const value = await waitFor(async () => await later(1, "answer"), 1000); await sleep(1e6); return value; } return { main };`, { later: () => Promise.resolve("answer") });
    const { run: start, now } = createScheduler({ clock: virtualClock() });
    const task = start(main!);
    expect(task.done).toBe(false);
    expect(await task).toBe("answer");
    expect(now()).toBe(1e6);
  });

  it("two schedulers side by side", LIMIT, () => {
    const { main } = load(`async function main(log, name) { log.push(name); await sleep(1); log.push(name); } return { main };`);
    const log: string[] = [];
    const [a, b] = [createScheduler({ clock: manualClock() }), createScheduler({ clock: manualClock() })];
    a.run(main!, log, "a");
    b.run(main!, log, "b");
    a.pump();
    b.pump();
    b.tick(1);
    expect(log).toEqual(["a", "b", "b"]);
  });

  it("the real one tells the time in milliseconds", LIMIT, () => {
    const clock = realClock();
    const before = clock.now();
    expect(clock.now() - before).toBeLessThan(1000);
    expect(() => clock.tick(1)).toThrow("manual");
  });
});

describe("many", () => {
  it("a hundred thousand tasks asleep, ten thousand at one event, a million turns", { timeout: 60_000 }, () => {
    const { sleepers, waiters, turns } = load(`
      async function sleepers(n) { const tasks = []; for (let i = 0; i < n; i++) tasks.push(spawn(async () => await sleep((i * 7919) % 1000))); await gather(tasks); return n; }
      async function waiters(n) { const event = new Event(), tasks = []; for (let i = 0; i < n; i++) tasks.push(spawn(async () => await event.wait())); await sleep(0); event.set(); return (await gather(tasks)).length; }
      async function turns(n) { for (let i = 0; i < n; i++) await sleep(0); return n; }
      return { sleepers, waiters, turns };`);
    const { run: start } = createScheduler({ clock: virtualClock() });
    expect(start(sleepers!, 100_000).result()).toBe(100_000);
    expect(start(waiters!, 10_000).result()).toBe(10_000);
    expect(start(turns!, 1_000_000).result()).toBe(1_000_000);
  });

  it("ten thousand calls deep", LIMIT, () => {
    const { down } = load(`async function down(n) { if (n === 0) { await sleep(1); return 0; } return (await down(n - 1)) + 1; } return { down };`);
    expect(createScheduler({ clock: virtualClock() }).run(down!, 10_000).result()).toBe(10_000);
  });
});
