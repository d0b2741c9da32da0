// Tasks and what is native: each may await the other, call the other, and be called by it.

import { AsyncLocalStorage } from "node:async_hooks";
import { describe, expect, it } from "vitest";
import { load, scheduler } from "./load.js";

const { createScheduler, run, spawn, virtualClock } = scheduler;
const LIMIT = { timeout: 30_000 };

const later = (ms: number, value: unknown) => new Promise((resolve) => setTimeout(resolve, ms, value));

/** A promise, and what settles it. */
function promised() {
  let resolve!: (value: unknown) => void;
  const promise = new Promise((resolveIt) => (resolve = resolveIt));
  return { promise, resolve };
}

describe("native code awaits", () => {
  const { add, fail } = load(`
    async function add(a, b) { await sleep(2); return a + b; }
    async function fail(message) { await sleep(1); throw new Error(message); }
    return { add, fail };`);

  it("a task, and what it throws", LIMIT, async () => {
    expect(await run(add!, 1, 2)).toBe(3);
    await expect((async () => await run(fail!, "no"))()).rejects.toThrow("no");
  });

  it("many by Promise.all, race, any and allSettled", LIMIT, async () => {
    expect(await Promise.all([run(add!, 1, 1), later(1, "native"), run(add!, 2, 2)])).toEqual([2, "native", 4]);
    await expect(Promise.all([run(add!, 1, 1), run(fail!, "first")])).rejects.toThrow("first");
    expect(await Promise.any([run(fail!, "first"), run(add!, 1, 1)])).toBe(2);
    await expect(Promise.race([run(fail!, "first"), run(add!, 1, 1)])).rejects.toThrow("first");
    expect(await Promise.allSettled([run(fail!, "first"), run(add!, 1, 1)])).toMatchObject([{ status: "rejected" }, { status: "fulfilled", value: 2 }]);
  });

  it("what the scheduler's functions give", LIMIT, async () => {
    expect(await scheduler.gather([run(add!, 1, 1), () => run(add!, 2, 2)])).toEqual([2, 4]);
    expect(await scheduler.waitFor(run(add!, 1, 1), 1000)).toBe(2);
    expect(await scheduler.sleep(1, "slept")).toBe("slept");
    expect(await scheduler.sleep(0, "had a turn")).toBe("had a turn");
    expect(await scheduler.group((tasks) => void tasks.spawn(add!, 1, 1))).toBe(undefined);
    const queue = new scheduler.Queue();
    const item = queue.get().then((value: unknown) => [value]);
    queue.putNow("item");
    expect(await item).toEqual(["item"]);
  });
});

describe("a task", () => {
  it("awaits native async functions, and what they throw", LIMIT, async () => {
    const native = async (value: unknown) => {
      await later(1, null);
      if (value instanceof Error) throw value;
      return value;
    };
    const { main } = load(
      `async function main() {
        const log = [await native("value"), await gather([native(1), () => native(2)])];
        try { await native(new Error("native")); } catch (error) { log.push(error.message); }
        return log;
      } return { main };`,
      { native },
    );
    expect(await run(main!)).toEqual(["value", [1, 2], "native"]);
  });

  it("that is cancelled while it awaits a native promise leaves the promise as it is", LIMIT, async () => {
    const begun = promised();
    const { promise, resolve } = promised();
    const { main } = load(`async function main() { begun.resolve(); await promise; } return { main };`, { begun, promise });
    const task = run(main!);
    await begun.promise;
    task.cancel();
    await expect(task).rejects.toBeInstanceOf(scheduler.CancelledError);
    resolve("settled");
    expect(await promise).toBe("settled");
  });

  it("calls a compiled function without await: it begins at once, is a promise, and is not cancelled with the task", LIMIT, async () => {
    const log: string[] = [];
    const [called, more] = [promised(), promised()];
    const { main } = load(
      `async function work() { log.push("begins"); await more.promise; log.push("goes on"); return "done"; }
      async function main() {
        const promise = work();
        log.push("called");
        called.resolve([promise]);
        try { await sleep(1000); } finally { log.push("cancelled"); }
      } return { main };`,
      { log, called, more },
    );
    const task = run(main!);
    const [promise] = (await called.promise) as [unknown];
    task.cancel();
    await expect(task).rejects.toBeInstanceOf(scheduler.CancelledError);
    expect(promise).toBeInstanceOf(Promise);
    more.resolve(null);
    expect(await promise).toBe("done");
    expect(log).toEqual(["begins", "called", "cancelled", "goes on"]);
  });

  it("returns such a promise: it ends as that does", LIMIT, async () => {
    const { main } = load(`async function bad() { throw new Error("lost"); } async function main() { const promise = bad(); return promise; } return { main };`);
    await expect(run(main!)).rejects.toThrow("lost");
  });

  it("that iterates over an async generator has its scheduler there up to the first await, and does not cancel it", LIMIT, async () => {
    const log: string[] = [];
    const [begun, more] = [promised(), promised()];
    const { main } = load(
      `async function* values() {
        log.push(currentTask().name);
        await null;
        try { currentTask(); } catch (error) { log.push(error.message); }
        begun.resolve();
        try { yield await more.promise; } finally { log.push("closed"); }
      }
      async function main() {
        for await (const value of values()) log.push(value);
      } return { main };`,
      { log, begun, more },
    );
    const task = run(main!);
    await begun.promise;
    task.cancel();
    await expect(task).rejects.toBeInstanceOf(scheduler.CancelledError);
    more.resolve("more");
    await later(5, null);
    expect(log).toEqual([task.name, "no task is running"]);
  });

  it("iterates over what is native", LIMIT, async () => {
    async function* native() {
      for (const ms of [2, 1]) yield later(ms, ms);
    }
    const { main } = load(`async function main() { const list = []; for await (const each of native()) list.push(each); return list; } return { main };`, { native });
    expect(await run(main!)).toEqual([2, 1]);
  });
});

describe("AsyncLocalStorage", () => {
  const storage = new AsyncLocalStorage<string>();
  const here = () => storage.getStore();

  it("a task has the store of the place where it was made, over all its waits", LIMIT, async () => {
    const queue = new scheduler.Queue();
    const { main } = load(
      `async function inner() { await sleep(1); return here(); }
      async function main(log) {
        log.push(here());
        await sleep(1);
        log.push(here());
        await sleep(0);
        log.push(here(), await inner());
        await later(1);
        log.push(here());
        await queue.get();
        log.push(here(), await spawn(async () => here()), await (async () => here())());
      } return { main };`,
      { here, later, queue },
    );
    const logs: Record<string, unknown[]> = { one: [], two: [] };
    const tasks = Object.entries(logs).map(([name, log]) => storage.run(name, () => spawn(main!, log)));
    const outside: unknown[] = [];
    tasks.push(spawn(main!, outside));
    await later(10, null);
    storage.run("who puts", () => tasks.forEach(() => queue.putNow("item")));
    await Promise.all(tasks);
    expect(logs).toEqual({ one: Array(8).fill("one"), two: Array(8).fill("two") });
    expect(outside).toEqual(Array(8).fill(undefined));
  });

  it("also in a scheduler that runs at once, and what a task runs or starts in another one has that", LIMIT, async () => {
    const { main } = load(
      `async function main(log) {
        await sleep(10);
        log.push(here());
        const task = storage.run("of the child", () => spawn(async () => { await sleep(1); log.push(here()); }));
        log.push(here());
        await task;
        log.push(here(), await storage.run("of the call", async () => { await null; return here(); }), here());
      } return { main };`,
      { here, storage },
    );
    const log: unknown[] = [];
    const task = storage.run("outer", () => createScheduler({ clock: virtualClock() }).run(main!, log));
    expect(here()).toBe(undefined);
    await task;
    expect(log).toEqual(["outer", "outer", "of the child", "outer", "of the call", "outer"]);
  });
});
