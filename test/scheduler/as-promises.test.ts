// A program that a task runs does what it does by promises: what is called there may only look like a compiled async function,
// and what is returned may stand where somebody would catch its errors, or close an iterator.

import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { load, scheduler } from "./load.js";

const LIMIT = { timeout: 30_000 };

/** Each gives a value, or throws one. */
const programs: Record<string, string> = {
  "a proxy that waits for the promise": `
    async function f(x) { return x; }
    const wrapped = new Proxy(f, { apply: (target, self, args) => Reflect.apply(target, self, args).then((value) => value * 2) });
    async function main() { return [await wrapped(2), await wrapped(3)]; }`,
  "a wrapper that keeps promises": `
    async function f(x) { return { x }; }
    const kept = new Map();
    const memoized = Object.setPrototypeOf((x) => { if (!kept.has(x)) kept.set(x, f(x)); return kept.get(x); }, Object.getPrototypeOf(f));
    async function main() { const [one, other] = [await memoized(1), await memoized(1)]; return [one, one === other]; }`,
  "what promisify makes": `
    async function f(done) { done(null, 3); }
    async function main() { return await promisify(f)(); }`,
  "bound functions and methods": `
    const store = { name: "store", async load(key) { return [this.name, await key]; } };
    async function main() { const load = store.load.bind(store, "bound"); return await load(); }`,
  "arrows, recursion and empty functions": `
    const nothing = async () => {};
    const down = async (n) => (n > 0 ? await down(n - 1) : "down");
    async function main() { return [await nothing(), await down(5)]; }`,
  "returned from a try, with parameters that throw": `
    async function f({ a }) { return a; }
    async function g() { try { await 0; return f(null); } catch (error) { return "caught too early"; } }
    async function main() { try { return await g(); } catch (error) { return error.name; } }`,
  "awaited in a try, with parameters that throw": `
    async function f({ a }) { return a; }
    async function g() { try { return await f(null); } catch (error) { return ["caught", error.name]; } }
    async function main() { return await g(); }`,
  "returned from a loop that closes its iterator": `
    let open = false;
    async function use(x) { return [x, open]; }
    function* resources() { open = true; try { yield 1; } finally { open = false; } }
    async function g() { for (const resource of resources()) return use(resource); }
    async function main() { return [await g(), open]; }`,
  "returned from a loop whose iterator cannot be closed": `
    const log = [];
    async function use(x) { log.push("used"); return x; }
    const broken = { [Symbol.iterator]() { return this; }, next: () => ({ value: 1, done: false }), return() { throw new Error("not closed"); } };
    async function g() { for (const x of broken) { switch (x) { case 1: return use(x); } } }
    async function main() { try { return await g(); } catch (error) { return [error.message, log]; } }`,
};

describe("as by promises", () => {
  for (const [name, source] of Object.entries(programs)) {
    it(name, LIMIT, async () => {
      const native = await new Function("promisify", `${source}\nreturn main;`)(promisify)();
      for (const options of [{}, { optimize: false }, { debug: true }]) {
        const byPromises = load(`${source}\nreturn { main };`, { promisify }, options);
        expect(await (byPromises.main as () => Promise<unknown>)()).toEqual(native);
        const asTask = load(`${source}\nreturn { main };`, { promisify }, options);
        expect(await scheduler.run(asTask.main!)).toEqual(native);
      }
    });
  }
});

it("a bound function is part of the task, and a wrapper is not", LIMIT, async () => {
  const { main } = load(`
    const store = { async load() { await 1; return [currentTask()]; } };
    const bound = store.load.bind(store);
    const wrapped = new Proxy(store.load, {});
    async function main() {
      const own = currentTask();
      const [[ofBound], [ofMethod]] = [await bound(), await store.load()];
      try { await wrapped(); } catch (error) { return [ofBound === own, ofMethod === own, error.message]; }
    }
    return { main };`);
  expect(await scheduler.run(main!)).toEqual([true, true, "no task is running"]);
});
