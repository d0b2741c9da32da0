// Async functions and generators in a real process: what Node reports of rejections, which async context code runs in, what
// a patched Promise gets to see, and what calls cost in memory and stack. The same programs run natively and compiled.

import { AsyncLocalStorage } from "node:async_hooks";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createProject } from "./project.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");
const runtime = require("babel-plugin-switchyard/runtime");

type Variant = "native" | "compiled";
const LIMIT = { timeout: 60_000 };

function compiledCode(source: string, runtime: "import" | "global"): string {
  const result = compile(source, { mode: "all", runtime, sourceType: "script" });
  if (!result.code || result.functions.length === 0) throw new Error(`not compiled: ${result.diagnostics.map(({ message }) => message).join("; ")}`);
  return result.code;
}

/** The objects that the two variants of a source return. */
function variants<T>(source: string): Record<Variant, T> {
  const code = compiledCode(`function make() {${source}}`, "global");
  return {
    native: new Function(source)(),
    compiled: new Function("Switchyard", `${code}\nreturn make();`)({ runtime }),
  };
}

/**
 * Runs `runner`, which is not compiled and prints JSON, in a fresh process. `load("native")` and `load("compiled")` give it
 * the exports of the program.
 */
function inProcess(program: string, runner: string, { args = [], flags = [] }: { args?: string[]; flags?: string[] } = {}) {
  const folder = createProject({
    "native.cjs": program,
    "compiled.cjs": compiledCode(program, "import"),
    "runner.cjs": `const load = (variant) => require("./" + variant + ".cjs");\n${runner}`,
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, join(folder, "runner.cjs"), ...args], { encoding: "utf8", timeout: 50_000 });
  if (status !== 0) throw new Error(`the process ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

describe("rejections that nobody handles", () => {
  /** Programs get `named(label, promise)`, which the log calls the promise by, and `later()`, a promise of the next turns. */
  const programs: Record<string, string> = {
    "thrown before the first await": `
      async function f() { throw "early"; await 1; }
      named("f", f());`,
    "thrown after the only await": `
      async function f() { await 1; throw "late"; }
      named("f", f());`,
    "thrown after several awaits": `
      async function f() { await 1; await later(); throw "later"; }
      named("f", f());`,
    "what is awaited rejects": `
      async function f(x) { return 1 + await x; }
      async function g(x) { await 1; return 1 + await x; }
      named("f", f(named("x", Promise.reject("x"))));
      named("g", g(named("y", Promise.reject("y"))));`,
    "handled when it is too late": `
      async function f() { await 1; throw "f"; }
      async function g() { throw "g"; }
      const list = [named("f", f()), named("g", g())];
      later().then(() => { for (const promise of list) promise.catch(() => {}); });`,
    "awaited when it is too late": `
      async function f() { await 1; throw "f"; }
      async function g() {
        const promise = named("f", f());
        await later();
        try { await promise; } catch (error) { log("caught " + error); }
      }
      named("g", g());`,
    "handled in time": `
      async function f() { await 1; throw "f"; }
      async function g() { const promise = f(); await 1; await 2; await promise.catch(log); const other = Promise.reject("other"); await 1; try { await other; } catch (error) { log(error); } }
      named("g", g());`,
    "passed on by a chain of calls": `
      async function f() { await later(); throw "f"; }
      async function g() { return await named("f", f()); }
      async function h() { await 1; return named("g", g()); }
      async function i() { try { await named("h", h()); } finally { log("finally"); } }
      named("i", i());`,
    "caught, and thrown again": `
      async function f() { try { await named("x", Promise.reject("x")); } catch (error) { throw error + " again"; } }
      async function g() { try { await 1; throw "y"; } catch (error) { await 2; throw error + " again"; } }
      named("f", f()); named("g", g());`,
    "two activations, in their order": `
      async function f(label, waits) { for (let i = 0; i < waits; i++) await i; throw label; }
      named("slow", f("slow", 3)); named("quick", f("quick", 1)); named("at once", f("at once", 0));`,
    "of several at once, those that nobody waits for": `
      async function f(label) { await 1; throw label; }
      async function g() { const list = [named("a", f("a")), named("b", f("b"))]; for (const promise of list) await promise; }
      named("g", g());
      named("all", Promise.all([named("c", f("c")), named("d", f("d"))]));`,
    "errors of parameters": `
      function fail(x) { throw x; }
      async function f(a = fail("default")) { await 1; }
      async function g({ a }) {}
      const h = async ([a], b = fail("not reached")) => { await a; await b; };
      named("f", f()); named("g", g().catch((error) => fail(error.name))); named("h", h([], 1)); named("h again", h([]));`,
    "methods and arrows": `
      class C { async m() { await 1; throw "m"; } static async #p() { throw "p"; } static async q() { await this.#p(); } }
      const f = async () => { throw "arrow"; };
      const g = async () => await named("inner", f());
      named("m", new C().m()); named("q", C.q()); named("g", g());`,
    "a thenable that rejects": `
      async function f() { return await { then(resolve, reject) { reject("thenable"); } }; }
      async function g() { return { then() { throw "then"; } }; }
      named("f", f()); named("g", g());`,
    "for await": `
      async function f(list) { for await (const x of list) log("got " + x); }
      named("sync", f([1, named("x", Promise.reject("x")), named("y", Promise.reject("y"))]));
      named("async", f({ [Symbol.asyncIterator]() { return { async next() { throw "next"; } }; } }));
      named("leaves", (async () => { for await (const x of [1, named("z", Promise.reject("z"))]) throw "body"; })());`,
    "an async generator at which nobody looks": `
      async function* f() { yield 1; throw "f"; }
      const generator = f();
      named("first", generator.next()); named("second", generator.next()); named("third", generator.next());
      const closed = f();
      named("throw", closed.throw("thrown")); named("return", closed.return(named("x", Promise.reject("x"))));`,
    "yields that reject": `
      async function* f() { try { yield named("x", Promise.reject("x")); } catch (error) { log("caught " + error); throw "f"; } }
      async function* g() { yield* f(); }
      named("f", f().next()); named("g", g().next());`,
    "an async generator, used when it is too late": `
      async function* f() { await 1; throw "f"; }
      async function g() { const generator = f(); const step = named("step", generator.next()); await later(); for await (const x of generator) log(x); await step; }
      named("g", g());`,
    "errors that are no errors": `
      async function f() { throw undefined; }
      async function g() { await 1; throw null; }
      named("f", f()); named("g", g());`,
  };
  const program = Object.entries(programs)
    .map(([title, body]) => `exports[${JSON.stringify(title)}] = function (named, later, log) {${body}\n};`)
    .join("\n");
  const runner = `
    const programs = load(process.argv[2]);
    const turns = (count) => new Promise((resolve) => (count > 0 ? setImmediate(() => resolve(turns(count - 1))) : resolve()));
    let lines, names;
    const called = (promise) => names.get(promise) ?? "a promise without a name";
    process.on("unhandledRejection", (reason, promise) => lines.push("unhandled " + String(reason) + " of " + called(promise)));
    process.on("rejectionHandled", (promise) => lines.push("handled " + called(promise)));
    (async function () {
      const logs = {};
      for (const [title, run] of Object.entries(programs)) {
        logs[title] = lines = [];
        names = new Map();
        run((label, promise) => (names.set(promise, label), promise), () => turns(3), (line) => lines.push(String(line)));
        await turns(12);
      }
      console.log(JSON.stringify(logs));
    })();`;
  const logs = {} as Record<Variant, Record<string, string[]>>;

  it("are counted by the native run", LIMIT, () => {
    logs.native = inProcess(program, runner, { args: ["native"] });
    logs.compiled = inProcess(program, runner, { args: ["compiled"] });
    const silent = Object.keys(programs).filter((title) => logs.native[title].every((line) => !line.startsWith("unhandled ")));
    expect(silent).toEqual(["handled in time"]);
    expect(logs.native["awaited when it is too late"]).toEqual(["unhandled f of f", "caught f", "handled f"]);
  });

  it.each(Object.keys(programs))("%s", LIMIT, (title) => {
    expect(logs.compiled[title]).toEqual(logs.native[title]);
  });
});

type Log = (...values: unknown[]) => void;

describe("AsyncLocalStorage", () => {
  type Programs = Record<string, (storage: AsyncLocalStorage<string>, log: Log, later: () => Promise<void>) => Promise<unknown>>;
  const programs = variants<Programs>(`
    return {
      async "every kind of await"(storage, log, later) {
        async function f(label) {
          log(label, 0, storage.getStore());
          await 1;
          log(label, 1, storage.getStore());
          await later();
          log(label, 2, storage.getStore());
          await { then(resolve) { log(label, "then", storage.getStore()); resolve(); } };
          log(label, 3, storage.getStore());
          try { await Promise.reject(1); } catch { log(label, 4, storage.getStore()); }
          try { await later(); } finally { log(label, 5, storage.getStore()); }
          return label;
        }
        const once = async (label) => { await later(); log(label, "once", storage.getStore()); };
        await Promise.all(["a", "b", "c"].map((store) => storage.run(store, f, "f of " + store)));
        await Promise.all(["a", "b", "c"].map((store) => storage.run(store, once, "once of " + store)));
        log("outside", storage.getStore());
      },
      async "calls within each other"(storage, log, later) {
        async function inner(label) { await later(); log(label, storage.getStore()); await 1; log(label, storage.getStore()); return label; }
        async function outer(label) {
          await 1;
          const first = storage.run(label + " inside", inner, label + " first");
          const second = inner(label + " second");
          await Promise.all([first, second]);
          log(label, storage.getStore());
          await storage.exit(() => inner(label + " third"));
          log(label, storage.getStore());
        }
        await Promise.all([storage.run("x", outer, "x"), storage.run("y", outer, "y")]);
      },
      async "entered within a function"(storage, log, later) {
        async function f(label) { log(label, storage.getStore()); storage.enterWith(label); log(label, storage.getStore()); await later(); log(label, storage.getStore()); await 1; log(label, storage.getStore()); }
        await storage.run("around", async () => { await Promise.all([f("f"), f("g")]); log("around", storage.getStore()); await 1; log("around", storage.getStore()); });
      },
      async "promises of another store"(storage, log, later) {
        const made = storage.run("maker", async () => { await later(); return 1; });
        async function f(label) { await made; log(label, storage.getStore()); await made; log(label, storage.getStore()); }
        await Promise.all([storage.run("p", f, "p"), storage.run("q", f, "q"), made.then(() => log("then", storage.getStore()))]);
      },
      async "async generators"(storage, log, later) {
        async function* g(label) {
          try {
            for (let i = 0; i < 3; i++) { await later(); log(label, i, storage.getStore()); yield i; log(label, "resumed", storage.getStore()); }
          } finally { await 1; log(label, "closed", storage.getStore()); }
        }
        async function* h(label) { yield* g(label + " inner"); log(label, "delegated", storage.getStore()); }
        async function f(label) { for await (const x of g(label)) log(label, "body", x, storage.getStore()); log(label, "after", storage.getStore()); }
        async function leaves(label) { for await (const x of h(label)) { log(label, "body", x, storage.getStore()); if (x) break; } log(label, "after", storage.getStore()); }
        await Promise.all([storage.run("a", f, "a"), storage.run("b", f, "b"), storage.run("c", leaves, "c"), storage.run("d", leaves, "d")]);
      },
      async "requests of several stores"(storage, log, later) {
        async function* g() { for (let i = 0; ; i++) { log("before", i, storage.getStore()); await later(); log("after", i, storage.getStore()); yield i; } }
        const generator = g();
        await Promise.all(["a", "b", "c"].map((store) => storage.run(store, () => generator.next())));
        await storage.run("d", () => generator.next());
        await storage.run("e", () => generator.return());
      },
      async "several loops over one generator"(storage, log, later) {
        async function* g() { for (let i = 0; i < 9; i++) { if (i % 3) await later(); yield i; } }
        const generator = g();
        async function f(label) { for await (const x of generator) log(label, x, storage.getStore()); log(label, "after", storage.getStore()); }
        await Promise.all(["a", "b", "c"].map((store) => storage.run(store, f, store)));
      },
      async "for await of synchronous values"(storage, log, later) {
        async function f(label) { for await (const x of [1, later(), { then(resolve) { log(label, "then", storage.getStore()); resolve(3); } }]) log(label, x, storage.getStore()); }
        await Promise.all([storage.run("a", f, "a"), storage.run("b", f, "b")]);
      },
    };`);
  const later = () => new Promise<void>((resolve) => setImmediate(resolve));
  async function run(variant: Variant, title: string): Promise<string[]> {
    const lines: string[] = [];
    await programs[variant][title](new AsyncLocalStorage<string>(), (...values) => lines.push(values.map(String).join(" ")), later);
    return lines;
  }

  it.each(Object.keys(programs.native))("%s", LIMIT, async (title) => {
    const native = await run("native", title);
    expect(native.length).toBeGreaterThan(3);
    expect(await run("compiled", title)).toEqual(native);
  });

  it("has its store behind every await", LIMIT, async () => {
    const lines = await run("compiled", "every kind of await");
    const stray = lines.filter((line) => line !== "outside undefined" && !/^(f|once) of (\w) \w+ \2$/.test(line));
    expect([lines.length, stray]).toEqual([25, []]);
  });
});

describe("promises that are not plain", () => {
  type Programs = Record<string, (log: Log) => Promise<unknown>>;
  const programs = variants<Programs>(`
    return {
      async "a subclass is awaited"(log) {
        class P extends Promise {
          constructor(executor) { super(executor); log("made"); }
          then(f, g) { log("then", f === undefined, g === undefined); return super.then(f, g); }
        }
        log(await P.resolve(1));
        try { await P.reject(2); } catch (error) { log("caught", error); }
        await 0;
        log(await new P((resolve) => resolve(P.resolve(3))));
      },
      async "a subclass is returned"(log) {
        class P extends Promise { then(f, g) { log("then"); return super.then(f, g); } }
        const f = async () => P.resolve(1);
        const g = async () => { await 0; return P.resolve(2); };
        async function h() { await 0; await 0; return P.reject(3); }
        log(f() instanceof P, g() instanceof P, Object.getPrototypeOf(h().catch(() => {})) === Promise.prototype);
        await Promise.all([f().then(log), g().then(log), h().catch(log)]);
      },
      async "a subclass with another species"(log) {
        class P extends Promise { static get [Symbol.species]() { log("species"); return Promise; } }
        log(await P.resolve(1));
        log(await (async () => P.resolve(2))());
      },
      async "a promise with a constructor of its own"(log) {
        const promise = Promise.resolve(1);
        promise.constructor = function () {};
        const other = Promise.reject(2);
        Object.defineProperty(other, "constructor", { get() { log("constructor is read"); }  });
        log(await promise);
        try { await other; } catch (error) { log("caught", error); }
      },
      async "a promise with a then of its own"(log) {
        const promise = Promise.resolve(1);
        promise.then = function (f, g) { log("own then"); return Promise.prototype.then.call(this, (x) => f(x + 1), g); };
        log(await promise);
        log(await (async () => promise)());
        log(await (async () => { await 0; return promise; })());
      },
      async "thenables are awaited"(log) {
        const thenable = (value) => ({ get then() { log("then is read"); return (resolve) => { log("then is called"); resolve(value); resolve(0); throw 1; }; } });
        log(await thenable(1));
        log(await (async () => { await 0; return thenable(2); })());
        log(await (async () => thenable(3))());
        log(await thenable(thenable(4)));
      },
      async "thenables that fail"(log) {
        const attempt = async (thenable) => { try { log("got", await thenable); } catch (error) { log("caught", error); } };
        await attempt({ then() { throw 1; } });
        await attempt({ then(resolve, reject) { reject(2); } });
        await attempt({ get then() { throw 3; } });
        await attempt(Object.assign(() => {}, { then(resolve) { Promise.resolve(4).then(resolve); } }));
        await (async () => ({ get then() { throw 5; } }))().catch((error) => log("caught", error));
        await (async () => { await 0; return { get then() { throw 6; } }; })().catch((error) => log("caught", error));
      },
      async "a proxy of a promise"(log) {
        const proxy = new Proxy(Promise.resolve(1), { get(target, key) { log("get", String(key)); const value = Reflect.get(target, key); return typeof value === "function" && key === "then" ? value.bind(target) : value; } });
        log(await proxy);
        log(await (async () => proxy)());
      },
      async "thenables with a then on the prototype"(log) {
        class Query { #rows = [1, 2]; then(f, g) { log("then", new.target === undefined); return Promise.resolve(this.#rows).then(f, g); } }
        log(String(await new Query()));
        for (let i = 0; i < 2; i++) log(String(await (async () => new Query())()));
      },
      async "async generators await what they yield and return"(log) {
        class P extends Promise { then(f, g) { log("then"); return super.then(f, g); } }
        async function* g() { log("got", yield P.resolve(1)); log("got", yield { then(resolve) { log("thenable"); resolve(2); } }); return P.resolve(3); }
        const generator = g();
        for (let i = 0; i < 4; i++) { const { value, done } = await generator.next(P.resolve(i) === generator || i); log(value, done); }
        const closed = await g().return(P.resolve(4));
        log(closed.value, closed.done);
      },
      async "for await over thenables and subclasses"(log) {
        class P extends Promise { then(f, g) { log("then"); return super.then(f, g); } }
        for await (const x of [P.resolve(1), { then(resolve) { log("thenable"); resolve(2); } }, 3]) log(x);
        const iterator = { index: 0, next() { return { then: (resolve) => resolve({ value: this.index++, done: this.index > 2 }) }; }, return() { log("return"); return P.resolve({}); } };
        for await (const x of { [Symbol.asyncIterator]: () => iterator }) log(x);
        iterator.index = 0;
        for await (const x of { [Symbol.asyncIterator]: () => iterator }) { log(x); break; }
      },
    };`);

  /** What a program logs, among the numbered turns of a chain of native promises. */
  async function run(variant: Variant, title: string): Promise<string[]> {
    const lines: string[] = [];
    let ended = false;
    const ending = programs[variant][title]((...values) => lines.push(values.map(String).join(" "))).then(
      () => lines.push("ended"),
      (error) => lines.push(`threw ${error}`),
    );
    void ending.then(() => (ended = true));
    for (let tick = 1; tick < 500 && !ended; tick++) {
      await null;
      lines.push(`tick ${tick}`);
    }
    return lines;
  }

  it.each(Object.keys(programs.native))("%s", LIMIT, async (title) => {
    const native = await run("native", title);
    expect(native.slice(-3).some((line) => line === "ended")).toBe(true);
    expect(await run("compiled", title)).toEqual(native);
  });
});

describe("a patched Promise", () => {
  const program = `
    exports.run = async function (log) {
      async function* g() { const got = yield Promise.resolve(1); log("g got " + got); yield 2; return Promise.resolve(3); }
      async function once(x) { return 1 + await x; }
      async function twice(x) { await x; return Promise.resolve(await x); }
      async function fails() { await null; throw "fails"; }
      log(await once(Promise.resolve(1)));
      log(await twice(Promise.resolve(2)));
      try { await fails(); } catch (error) { log(error); }
      for await (const x of g()) log(x);
      for await (const x of [Promise.resolve(4), 5]) log(x);
      const generator = g();
      const list = await Promise.all([generator.next(), generator.next("sent"), generator.return(6)]);
      for (const { value, done } of list) log(value + " " + done);
      try { for await (const x of g()) { await once(x); throw "left"; } } catch (error) { log(error); }
      log(await { then(resolve) { resolve("thenable"); } });
    };`;
  const patches = {
    "Promise.prototype.then": `
      const { then } = Promise.prototype;
      Promise.prototype.then = function () { lines.push("then is called"); return then.apply(this, arguments); };`,
    "Promise.prototype.then, of no use": `Promise.prototype.then = function () { lines.push("then is called"); throw "no"; };`,
    "Promise.resolve and the global": `
      Promise.resolve = Promise.reject = function () { throw "no"; };
      const { all } = Promise;
      globalThis.Promise = function () { throw "no"; };
      Object.assign(globalThis.Promise, { all: Array.prototype.concat, resolve: (x) => x });`,
    "Function.prototype": `
      for (const name of ["call", "apply", "bind"]) {
        const method = Function.prototype[name];
        Function.prototype[name] = function () { lines.push(name + " is called"); return Reflect.apply(method, this, arguments); };
      }`,
  };

  it.each(Object.entries(patches))("%s", LIMIT, (_, patch) => {
    const logs = (["native", "compiled"] as const).map((variant) =>
      inProcess(program, `
        const { run } = load(process.argv[2]);
        const lines = [];
        const { log } = console, { stringify } = JSON;
        process.on("exit", () => log(stringify(lines)));
        process.on("unhandledRejection", (reason) => lines.push("unhandled " + reason));
        ${patch}
        run((line) => lines.push(String(line)));`, { args: [variant] }),
    );
    expect(logs[0].length).toBeGreaterThan(1);
    expect(logs[1]).toEqual(logs[0]);
  });
});

describe("memory", () => {
  const program = `
    async function once(x) { return 1 + await x; }
    async function several(x) { let sum = 0; for (let i = 0; i < 3; i++) sum += await x; try { await 1; } finally { sum += await once(x); } return sum; }
    async function* count(n) { for (let i = 0; i < n; i++) yield i; }
    async function throws(x) { await x; throw x; }
    exports.workloads = {
      async "at once"(n) {
        const later = new Promise((resolve) => setImmediate(resolve, 1));
        const list = await Promise.all(Array.from({ length: n }, (_, i) => (i % 2 ? once(later) : several(later))));
        return list.reduce((a, b) => a + b);
      },
      async "one after the other"(n) { let sum = 0; for (let i = 0; i < n; i++) sum += await several(1); return sum; },
      async "in one loop"(n) { let sum = 0; for (let i = 0; i < n; i++) sum += await i; return sum; },
      async "generated"(n) { let sum = 0; for await (const x of count(n)) sum += x; return sum; },
      async "left open"(n) { let sum = 0; for (let i = 0; i < n; i++) { const generator = count(2); await generator.next(); sum++; } return sum; },
      async "rejected"(n) { let sum = 0; for (let i = 0; i < n; i++) try { await throws(1); } catch (x) { sum += x; } return sum; },
      async "never settled"(n) { for (let i = 0; i < n; i++) several(new Promise(() => {})); return n; },
    };`;
  const runner = `
    const { workloads } = load(process.argv[2]);
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    async function level() {
      for (let i = 0; i < 4; i++) { await turn(); gc(); }
      return process.memoryUsage().heapUsed;
    }
    (async function () {
      const results = {};
      for (const [title, run] of Object.entries(workloads)) {
        await run(10000); // its code, and what the engine keeps of it, are there from now on
        await run(10000);
        const before = await level();
        const result = [await run(10000), await run(10000), await run(10000)];
        results[title] = { result, growth: (await level()) - before };
      }
      console.log(JSON.stringify(results));
    })();`;

  it("returns to its level after 30,000 activations of each kind", LIMIT, () => {
    const native = inProcess(program, runner, { args: ["native"], flags: ["--expose-gc"] });
    const compiled = inProcess(program, runner, { args: ["compiled"], flags: ["--expose-gc"] });
    for (const [title, { result, growth }] of Object.entries<{ result: number[]; growth: number }>(compiled)) {
      expect(result, title).toEqual(native[title].result);
      // The least that an activation can take is some hundred bytes: 3 MB, if each left them behind.
      expect(growth, title).toBeLessThan(500_000);
    }
  });

  it("has nothing of what the last call gave", LIMIT, () => {
    const lastCall = `
      async function load() { await 0; await 0; return { big: 1 }; }
      exports.given = [];
      load().then((value) => exports.given.push(new WeakRef(value)));`;
    const look = `
      const { given } = load(process.argv[2]);
      setTimeout(() => { gc(); console.log(JSON.stringify(given.map((given) => given.deref() ?? "collected"))); }, 10);`;
    for (const variant of ["native", "compiled"]) {
      expect(inProcess(lastCall, look, { args: [variant], flags: ["--expose-gc"] }), variant).toEqual(["collected"]);
    }
  });
});

describe("recursion", () => {
  const variants = {
    "one await": `
      async function f(n) { return n === 0 ? 0 : 1 + await f(n - 1); }
      exports.f = f;`,
    "two awaits": `
      async function f(n) { if (n === 0) return 0; await f(n - 1); return 1 + await null; }
      exports.f = f;`,
    "a function with free variables": `
      exports.f = (function () {
        let calls = 0;
        async function f(n) { calls++; return n === 0 ? 0 : 1 + await f(n - 1); }
        return f;
      })();`,
    "a method": `
      class C { async f(n) { return n === 0 ? 0 : 1 + await this.f(n - 1); } }
      const c = new C();
      exports.f = (n) => c.f(n);`,
  };
  // Endless, so that the stack overflows: every call that waits hands the rejection on, and takes one turn for it.
  const runner = `
    // On the last bit of stack Node's own bookkeeping of handled rejections overflows, too.
    process.on("unhandledRejection", () => {});
    async function depth({ f }) {
      let error = null, turns = 0;
      f(Infinity).catch((caught) => (error = caught));
      while (error === null) { await null; turns++; }
      if (!(error instanceof RangeError)) throw error;
      return turns;
    }
    (async function () {
      const programs = process.argv.slice(2).map(load);
      const depths = [];
      for (const program of programs) depths.push(await depth(program));
      const results = [];
      for (const { f } of programs) results.push(await f(depths[0] >> 2));
      console.log(JSON.stringify({ depths, results }));
    })();`;

  it.each(Object.entries(variants))("reaches two fifths of the native depth: %s", LIMIT, (title, program) => {
    const forwards = inProcess(program, runner, { args: ["native", "compiled"] });
    const backwards = inProcess(program, runner, { args: ["compiled", "native"] });
    expect(forwards.results[1]).toBe(forwards.results[0]);
    const ratios = [forwards.depths[1] / forwards.depths[0], backwards.depths[0] / backwards.depths[1]];
    if (process.env.SHOW_DEPTHS) console.log(title, forwards.depths, backwards.depths, ratios);
    expect(Math.min(...ratios)).toBeGreaterThan(0.4);
  });
});
