// Tasks among native code: promises and timers of the host, clocks, errors that nobody looks at. How tasks deal with each
// other is compared with CPython, in oracle.test.ts.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { root } from "../fixtures.js";
import { load, scheduler } from "./load.js";

const { cancelOn, createScheduler, manualClock, realClock, run, virtualClock, CancelledError } = scheduler;
const LIMIT = { timeout: 30_000 };

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

  it("a task awaits what is none of these, null too, and gets it", LIMIT, async () => {
    const { main } = load(`async function main() { return [await null, await void 0, await 0, await "", await (() => null)(), await gather([null, async () => await null])]; } return { main };`);
    expect(await run(main!)).toEqual([null, undefined, 0, "", null, [null, null]]);
  });

  it("a thenable may answer with another one", LIMIT, async () => {
    const { main } = load(`async function main() {
      const log = [await { then(f) { f(Promise.resolve("promise")); } }, await { then(f) { f({ then(g) { g("thenable"); } }); } }];
      for (const answer of [Promise.reject("rejected"), { then() { throw "thrown"; } }, { get then() { throw "got"; } }])
        try { await { then(f, r) { f(answer); f("twice"); r("twice"); throw "late"; } }; } catch (error) { log.push(error); }
      return log;
    } return { main };`);
    expect(await run(main!)).toEqual(["promise", "thenable", "rejected", "thrown", "got"]);
  });

  it("what a function returns is awaited by its caller, if it can be", LIMIT, async () => {
    const { main } = load(`async function bad() { throw new Error("bad"); }
      async function caught() { try { return bad(); } catch { return "not here"; } }
      async function promised() { return Promise.resolve("promised"); }
      async function queued(queue) { return queue.get(); }
      async function main() {
        const queue = new Queue(); queue.putNow("item");
        const log = [await promised(), await queued(queue), await spawn(promised), typeof (await caught().catch(() => ({})))];
        try { await caught(); } catch (error) { log.push(error.message); }
        return log;
      } return { main };`);
    expect(await run(main!)).toEqual(["promised", "item", "promised", "object", "bad"]);
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

  it("an AbortSignal cancels, and is left alone afterwards", LIMIT, async () => {
    const { long, short } = load(`async function long() { await sleep(10000); } async function short() { return 1; } return { long, short };`);
    const controller = new AbortController();
    const [task, other] = [cancelOn(run(long!), controller.signal), cancelOn(run(short!), controller.signal)];
    expect(await other).toBe(1);
    controller.abort(new Error("the user left"));
    await expect(task).rejects.toThrow("the user left");
    await expect(cancelOn(run(long!), AbortSignal.abort("at once"))).rejects.toThrow("at once");
    expect([task.cancelled, other.cancelled]).toEqual([true, false]);
  });

  it("a task that is used is cancelled at the end of the block, and awaited", LIMIT, async () => {
    const log: string[] = [];
    const { main } = load(
      `async function worker() { try { await sleep(10000); } finally { await sleep(1); log.push("worker ends"); } }
      async function bad() { throw new Error("bad"); }
      async function unruly() { try { await sleep(10000); } finally { throw new Error("unruly"); } }
      async function main() {
        { await using task = spawn(worker); await sleep(1); log.push("block ends"); }
        log.push("after");
        { await using task = spawn(bad); await sleep(1); }
        { await using task = spawn(unruly); await sleep(1); }
      } return { main };`,
      { log },
    );
    const failed: string[] = [];
    await createScheduler({ onError: (error) => failed.push((error as Error).message) }).run(main!);
    expect([log, failed]).toEqual([["block ends", "worker ends", "after"], ["bad", "unruly"]]);
  });

  it("a busy set of tasks leaves the host its turns", LIMIT, async () => {
    const { spin } = load(`async function spin(state) { while (!state.isOver) { state.turns++; await sleep(0); } } return { spin };`);
    const state = { isOver: false, turns: 0 };
    const task = run(spin!, state);
    // If it had none, no timer would ever end. How long it takes until the tasks have had theirs is the machine's affair.
    const seen: number[] = [];
    while (new Set(seen).size < 5) {
      await later(1, null);
      seen.push(state.turns);
    }
    state.isOver = true;
    await task;
    expect(state.turns).toBeGreaterThanOrEqual(seen.at(-1)!);
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

  it("native code iterates over tasks as they end", LIMIT, async () => {
    const { wait } = load(`async function wait(ms) { await sleep(ms); return ms; } return { wait };`);
    const ended: unknown[] = [];
    for await (const task of scheduler.asCompleted([run(wait!, 60), run(wait!, 3)])) ended.push(await task);
    expect(ended).toEqual([3, 60]);
  });

  it("asCompleted() gives tasks: what one has thrown ends no loop", LIMIT, async () => {
    const { bad, good, main } = load(`
      async function bad() { await sleep(3); throw new Error("bad"); }
      async function good() { await sleep(6); return "good"; }
      async function main(log) { for await (const task of asCompleted([good, bad])) { log.push(task.name); try { log.push(await task); } catch (error) { log.push(error.message); } } }
      return { bad, good, main };`);
    const log: string[] = [];
    const { run: start } = createScheduler({ clock: virtualClock() });
    start(main!, log).result();
    expect(log).toEqual(["Task-3", "bad", "Task-2", "good"]);
    const native: string[] = [];
    for await (const task of scheduler.asCompleted([run(good!), run(bad!)])) native.push(await task.catch((error: Error) => error.message));
    expect(native).toEqual(["bad", "good"]);
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

describe("one that is in a list twice", () => {
  const { main } = load(`
    async function once(log) { log.push("begun"); await sleep(1); return log.length; }
    async function main(log) {
      const task = spawn(once, log);
      const call = async () => await once(log);
      const results = [await gather([task, task]), await gather([call, call])];
      const { done } = await wait([task, task]);
      let completed = 0;
      for await (const each of asCompleted([task, task])) completed += (await each) * 0 + 1;
      return [...results, done.length, completed];
    }
    return { main };`);

  it("is one if it is a task, and two if it is a function", LIMIT, () => {
    const log: string[] = [];
    expect(createScheduler({ clock: virtualClock() }).run(main!, log).result()).toEqual([[1, 1], [3, 3], 1, 1]);
    expect(log).toHaveLength(3);
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

  it("one is reported of a task that somebody has waited for, and waits for no more", LIMIT, () => {
    const { main } = load(`
      async function bad(name) { await sleep(10); throw new Error(name); }
      async function main() {
        const shielded = spawn(bad, "shielded"), outer = spawn(async () => await shield(shielded));
        await wait([spawn(bad, "waited")], { timeout: 1 });
        outer.cancel();
        for await (const first of asCompleted([spawn(async () => 1), spawn(bad, "as completed")])) break;
        const asked = spawn(bad, "asked");
        for (const look of [() => asked.result(), () => asked.exception()]) try { look(); } catch {}
        await sleep(20);
      } return { main };`);
    const log: string[] = [];
    createScheduler({ clock: virtualClock(), onError: (error) => log.push((error as Error).message) }).run(main!).result();
    expect(log.sort()).toEqual(["as completed", "asked", "shielded", "waited"]);
  });

  it("none is of one that somebody was given, or will be", LIMIT, () => {
    const { main } = load(`
      async function bad() { await sleep(10); throw new Error("bad"); }
      async function main() {
        const tasks = [1, 2, 3, 4, 5].map(() => spawn(bad));
        const outer = spawn(async () => { try { await shield(tasks[4]); } catch {} });
        const others = spawn(async () => await wait(tasks.slice(2, 4)));
        try { await gather(tasks.slice(0, 2)); } catch {}
        await others;
        await wait([spawn(bad), ...tasks.slice(2, 4)]);
        for await (const task of asCompleted([spawn(bad), spawn(bad)])) await sleep(5);
        try { await waitFor(spawn(bad), 0); } catch {}
        try { await group(async (g) => { g.spawn(bad); }); } catch {}
        await outer;
      } return { main };`);
    const log: string[] = [];
    createScheduler({ clock: virtualClock(), onError: (error) => log.push((error as Error).message) }).run(main!).result();
    expect(log).toEqual([]);
  });

  it("that of a main is reported, if whoever has started it does not look either", LIMIT, async () => {
    const { main } = load(`async function main(name) { await sleep(1); throw new Error(name); } return { main };`);
    const log: string[] = [];
    const onError = (error: unknown) => log.push((error as Error).message);
    const manual = createScheduler({ clock: manualClock(), onError });
    const [ignored, looked] = [manual.run(main!, "manual"), manual.run(main!, "looked")];
    manual.pump();
    manual.tick(1);
    expect(looked.exception().message).toBe("looked");
    createScheduler({ clock: virtualClock(), onError }).run(main!, "virtual");
    createScheduler({ onError }).run(main!, "real");
    await expect(createScheduler({ clock: virtualClock(), onError }).run(main!, "awaited")).rejects.toThrow("awaited");
    await expect(createScheduler({ onError }).run(main!, "awaited")).rejects.toThrow("awaited");
    await later(20, null);
    expect([ignored.done, log.sort()]).toEqual([true, ["manual", "real", "virtual"]]);
  });

  it("one that is null is one: of a group, for wait() and through shield()", LIMIT, () => {
    const { main } = load(`
      async function bad() { throw null; }
      async function main(log) {
        try { await group(async (g) => { g.spawn(bad); await sleep(10); }); } catch (error) { log.push(error.errors); }
        try { await shield(spawn(async () => { await sleep(1); throw null; })); } catch (error) { log.push(error); }
        const { done, pending } = await wait([spawn(bad), spawn(async () => await sleep(10))], { returnWhen: "FIRST_EXCEPTION" });
        log.push(done.length, pending.length);
      } return { main };`);
    const log: unknown[] = [];
    createScheduler({ clock: virtualClock() }).run(main!, log).result();
    expect(log).toEqual([[null], null, 1, 1]);
  });

  it("wait() refuses to return when nobody knows", LIMIT, () => {
    const { main } = load(`async function main() { await wait([sleep(1)], { returnWhen: "FIRST_COMPLETE" }); } return { main };`);
    expect(() => createScheduler({ clock: virtualClock() }).run(main!).result()).toThrow("not when FIRST_COMPLETE");
  });

  it("gather() gets one that is no object, null too", LIMIT, () => {
    const { main } = load(`async function bad(error) { throw error; }
      async function main(log) { for (const error of [1, null, void 0]) try { await gather([spawn(bad, error)]); log.push("none"); } catch (caught) { log.push(caught); } } return { main };`);
    const log: unknown[] = [];
    createScheduler({ clock: virtualClock() }).run(main!, log);
    expect(log).toEqual([1, null, void 0]);
  });

  it("a task that awaits itself is told so", LIMIT, () => {
    const { main } = load(`async function main() { await currentTask(); } return { main };`);
    expect(() => createScheduler({ clock: virtualClock() }).run(main!).result()).toThrow("a task awaits itself");
  });
});

describe("locks", () => {
  it("are released at the end of the block that uses them", LIMIT, () => {
    const { main } = load(`
      async function holder(lock, log, name) { using held = await lock.acquire(); log.push(name); await sleep(1); log.push(name); }
      async function main(log) { const lock = new Lock(), two = new Semaphore(2);
        await gather(["a", "b"].map((name) => async () => holder(lock, log, name)));
        await gather(["c", "d", "e"].map((name) => async () => holder(two, log, name)));
        log.push(lock.isLocked, two.permits);
      } return { main };`);
    const log: string[] = [];
    createScheduler({ clock: virtualClock() }).run(main!, log).result();
    expect(log).toEqual(["a", "a", "b", "b", "c", "d", "c", "d", "e", "e", false, 2]);
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

  it("the real one goes on after an onError() that throws", LIMIT, () => {
    const program = `const { createScheduler, sleep } = require("babel-plugin-switchyard/scheduler");
      process.on("uncaughtException", (error) => console.log("uncaught", error.message));
      const { spawn } = createScheduler({ onError: (error) => { throw error; } });
      for (const message of ["one", "two"]) spawn(() => { throw new Error(message); });
      spawn(() => sleep(1)).then(() => console.log("slept"));
      setTimeout(() => process.exit(), 1000);`;
    const said = execFileSync(process.execPath, ["-e", program], { encoding: "utf8", timeout: 20_000 });
    expect(said.trim().split("\n").sort()).toEqual(["slept", "uncaught one", "uncaught two"]);
  });

  it("a pump comes to an end with tasks that never do", LIMIT, () => {
    const { spin, many } = load(`async function spin(log) { for (;;) { log.push(0); await sleep(0); } }
      async function many(log) { await gather(Array.from({ length: 1000 }, () => async () => { for (const end = Date.now() + 1; Date.now() < end; ); log.push(1); })); return "done"; } return { spin, many };`);
    const turns: number[] = [];
    const still = createScheduler({ clock: manualClock() });
    still.run(spin!, turns);
    expect(still.pump()).toBe(true);
    expect(turns).toHaveLength(1000);
    still.tick(1);
    expect(turns).toHaveLength(2000);
    // A turn of a second is cut short, and goes on where it was.
    const done: number[] = [];
    const timed = createScheduler();
    const task = timed.run(many!, done);
    let pumps = 0;
    while (!task.done) expect([timed.pump(), pumps++ < 2000]).toEqual([!task.done, true]);
    expect([task.result(), done.length]).toEqual(["done", 1000]);
    expect(pumps).toBeGreaterThan(10);
  });

  it("the virtual one jumps, and lets the host answer before a deadline passes", LIMIT, async () => {
    const { main } = load(`async function main() { const value = await waitFor(async () => await later(1, "answer"), 1000); await sleep(1e6); return value; } return { main };`, { later: () => Promise.resolve("answer") });
    const { run: start, now } = createScheduler({ clock: virtualClock() });
    const task = start(main!);
    expect(task.done).toBe(false);
    expect(await task).toBe("answer");
    expect(now()).toBe(1e6);
  });

  it("the virtual one does so each time, also when somebody has stopped waiting for the host", LIMIT, async () => {
    const { main, cancelled } = load(
      `async function main() {
        const log = [await answer("before")];
        await sleep(5);
        for (const name of ["first", "second"]) log.push(await waitFor(async () => { await answer(); await answer(); return await answer(name); }, 100));
        try { await waitFor(async () => await never, 100); } catch (error) { log.push(error.name); }
        return log;
      }
      async function cancelled() {
        const task = spawn(async () => await never);
        await sleep(0);
        task.cancel();
        await sleep(10);
        return now();
      } return { main, cancelled };`,
      { answer: (value: unknown) => Promise.resolve(value), never: new Promise(() => {}), now: () => now() },
    );
    const { run: start, now } = createScheduler({ clock: virtualClock() });
    expect(await start(main!)).toEqual(["before", "first", "second", "TimeoutError"]);
    expect(now()).toBe(105);
    expect(start(cancelled!).result()).toBe(115);
  });

  it("the virtual one has the caller answer first, where the host has no timers", LIMIT, () => {
    const host = runInNewContext(`${readFileSync(join(root, "dist/runtime.global.js"), "utf8")}; Switchyard.scheduler;`) as typeof scheduler;
    const { run: start, pump, now } = host.createScheduler({ clock: host.virtualClock() });
    let answer: (value: string) => void;
    const asking = start(() => host.waitFor({ then: (resolve: typeof answer) => (answer = resolve) }, 100));
    expect([asking.done, now()]).toEqual([false, 0]);
    answer!("answer");
    pump();
    expect([asking.result(), now()]).toEqual(["answer", 0]);
    const waiting = start(() => host.waitFor({ then() {} }, 100));
    for (let i = 0; i < 3 && pump(); i++);
    expect([waiting.exception().name, now()]).toEqual(["TimeoutError", 100]);
  });

  it("the virtual one goes on after an onError() that throws", LIMIT, () => {
    const program = `const { createScheduler, sleep, virtualClock } = require("babel-plugin-switchyard/scheduler");
      process.on("uncaughtException", (error) => console.log("uncaught", error.message));
      const { spawn } = createScheduler({ clock: virtualClock(), onError: (error) => { throw error; } });
      spawn(() => Promise.reject(new Error("one")));
      spawn(async () => { await 1; return sleep(1); }).then(() => sleep(2)).then(() => console.log("slept"));`;
    const said = execFileSync(process.execPath, ["-e", program], { encoding: "utf8", timeout: 20_000 });
    expect(said).toBe("uncaught one\nslept\n");
  });

  it("one scheduler's task waits for another's, and goes on in its own", LIMIT, async () => {
    const { main, slow } = load(`async function slow() { await sleep(2); return "slow"; }
      async function main(task, log) { log.push(await task); await sleep(5); log.push("slept"); } return { main, slow };`);
    const manual = createScheduler({ clock: manualClock() });
    const log: string[] = [];
    manual.run(main!, run(slow!), log);
    manual.pump();
    await later(20, null);
    manual.pump();
    await later(20, null);
    expect(log).toEqual(["slow"]);
    manual.tick(5);
    expect(log).toEqual(["slow", "slept"]);
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
    expect(() => createScheduler({ clock }).tick(1)).toThrow("manual");
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

  it("two hundred thousand in a turn that is cut after every few: in their order, and in far less than the minutes of a copy each time", { timeout: 60_000 }, () => {
    const { crowd } = load(`
      async function one(order, i) { order.push(i); await sleep(0); order.push(i); }
      async function crowd(n, order) { for (let i = 0; i < n; i++) spawn(one, order, i); }
      return { crowd };`);
    // Its time is how often it was asked: the first callbacks of a turn are begun, and then the host has its turn.
    let asked = 0;
    const hasty = createScheduler({ clock: { ...manualClock(), budget: 3, now: () => asked++ } });
    const order: number[] = [];
    const count = 200_000;
    hasty.run(crowd!, count, order);
    let pumps = 0;
    for (; order.length < 2 * count; pumps++) hasty.pump();
    expect(pumps).toBeGreaterThan(1_000);
    expect(order.findIndex((one, index) => one !== index % count)).toBe(-1);
  });

  it("ten thousand calls deep", LIMIT, () => {
    const { down } = load(`async function down(n) { if (n === 0) { await sleep(1); return 0; } return (await down(n - 1)) + 1; } return { down };`);
    expect(createScheduler({ clock: virtualClock() }).run(down!, 10_000).result()).toBe(10_000);
  });
});
