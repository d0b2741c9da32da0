// A driver that is no promise: what `await callee(…)` gives it, and what every other call does. The driver is the twenty
// lines that anybody may write over frames; the scheduler's is another one.

import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");
const runtime: typeof import("../src/runtime/index.js") = require("babel-plugin-switchyard/runtime");
const LIMIT = { timeout: 10_000 };

type Frame = import("../src/runtime/index.js").Frame;
type Async = (...args: unknown[]) => Promise<unknown>;

/** The exports of a script whose functions are all compiled. */
function load(source: string, globals: Record<string, unknown> = {}): Record<string, Async> {
  const { code, diagnostics } = compile(`function make() {${source}}`, { mode: "all", runtime: "global", sourceType: "script" });
  if (!code) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return new Function("Switchyard", ...Object.keys(globals), `${code}\nreturn make();`)({ runtime }, ...Object.values(globals));
}

/** Runs a call to its end; `foreign` answers what is awaited and is no frame. Returns the depth reached, too. */
function run(fn: Async, args: unknown[], foreign: (awaited: unknown) => unknown = (awaited) => awaited) {
  let frame: Frame = runtime.unstarted(fn, undefined, args);
  frame.$up = { $state: 0 } as Frame;
  const root = frame.$up;
  let mode = 0;
  let value: unknown;
  let depth = 1;
  for (let deepest = 1; ; deepest = Math.max(deepest, depth)) {
    try {
      value = frame.$step(frame, mode, value);
      mode = 0;
      const isThrough = frame.$state < 0;
      if (value !== null && value === runtime.request.callee) {
        // One that is returned takes its caller's place.
        (value as Frame).$up = isThrough ? frame.$up : frame;
        frame = value as Frame;
        value = undefined;
        if (!isThrough) depth++;
        continue;
      }
      if (!isThrough) {
        value = foreign(value);
        continue;
      }
    } catch (error) {
      value = error;
      mode = 1;
    }
    frame = frame.$up!;
    depth--;
    if (frame === root) {
      if (mode === 1) throw value;
      return { value, deepest };
    }
  }
}

/** A promise on the way would be a defect: there is none to be made. */
const NO_PROMISE = { Promise: undefined };

describe("what is awaited where it is called runs as part of its caller", () => {
  const programs: Record<string, { body: string; value: unknown; deepest: number }> = {
    "a declaration": { body: `async function f(a, b) { return a + (await b); } async function main() { return await f(1, 2) + 1; }`, value: 4, deepest: 2 },
    "a constant arrow that is only called": { body: `async function main(k) { const f = async (a) => (await a) + k; return await f(1) + await f(2); }`, value: 23, deepest: 2 },
    "an arrow that is called at once": { body: `async function main(k) { return await (async (a) => a + k)(1); }`, value: 11, deepest: 2 },
    "a variable that is reassigned and captured": {
      body: `async function one() { return 1; } async function two() { return 2; }
        async function main() { let f = one; const change = () => { f = two; }; const first = await f(); change(); return [first, await f()]; }`,
      value: [1, 2],
      deepest: 2,
    },
    "methods, with their receiver": {
      body: `const o = { x: 1, async f(y) { return this.x + y; }, async g() { return await this.f(1); } };
        async function main() { return [await o.g(), await o["f"](2), await [o][0].f(3), await (o).f(4)]; }`,
      value: [2, 3, 4, 5],
      deepest: 3,
    },
    "methods of classes, private ones, and super": {
      body: `class A { async f(x) { return ["A", x]; } }
        class B extends A { async #p(x) { return await super.f(x); } async f(x) { return await this.#p(x); } }
        async function main() { return await new B().f(1); }`,
      value: ["A", 1],
      deepest: 4,
    },
    "calls with an await among their arguments": {
      body: `const o = { x: 1, async f(a, b) { return [this.x, a, b]; } };
        async function f(a, b) { return a + b; } async function main() { return [await f(await f(1, 2), 3), await o.f(await f(1, 1), 2)]; }`,
      value: [6, [1, 2, 2]],
      deepest: 2,
    },
    "spread arguments and optional calls": {
      body: `const o = { x: 1, async f(a) { return [this.x, a]; } }; async function f(...all) { return all.length; } let none;
        async function main() { return [await f(...[1, 2], 3), await f?.(1), await o?.f(2), await o.f?.(3), await none?.(4), await none?.f(5)]; }`,
      value: [3, 1, [1, 2], [1, 3], undefined, undefined],
      deepest: 2,
    },
    "functions among the arguments, and in what finds the method": {
      body: `const o = { x: 1, async each(f) { return [this.x, await f(2)]; }, get(f) { return f(this); } }; async function count(f) { return await f(5); }
        class A { async each(f) { return await f(3); } } class B extends A { async each(f) { return [await super.each(async (a) => a), await f(4)]; } }
        async function main() { return [await o.each(async (a) => a), await o.get((own) => own).each(async (a) => a), await o?.each(async (a) => a),
          await o.each?.(async (a) => a), await ((f) => f)?.((a) => a)(2), await (() => count)()(async (a) => a), await new B().each(async (a) => a)]; }`,
      value: [[1, 2], [1, 2], [1, 2], [1, 2], 2, 5, [3, 4]],
      deepest: 4,
    },
    "an empty body, and one without await": { body: `async function empty() {} async function one() { return 1; } async function main() { return [await empty(), await one()]; }`, value: [undefined, 1], deepest: 2 },
    "errors, of bodies and of parameters, and finally": {
      body: `const log = []; async function bad(x = (() => { throw new Error("default"); })()) { try { throw new Error(x); } finally { await log.push("finally"); } }
        async function main() { for (const args of [["body"], []]) try { await bad(...args); } catch (error) { log.push(error.message); } return log; }`,
      value: ["finally", "body", "default"],
      deepest: 2,
    },
    "calls that are returned, which need no depth": {
      body: `async function count(n, sum) { if (n === 0) return sum; return count(n - 1, sum + n); }
        const o = { async f(n) { await n; return this.g(n); }, g: async (n) => count(n, 0) }; async function main() { return await o.f(100); }`,
      value: 5050,
      deepest: 2,
    },
    "bound functions": { body: `async function f(a, b) { return [this.x, a, b]; } const g = f.bind({ x: 1 }, 2); async function main() { return await g(3); }`, value: [1, 2, 3], deepest: 2 },
  };
  for (const [name, { body, value, deepest }] of Object.entries(programs)) {
    it(name, LIMIT, () => {
      expect(run(load(`${body}\nreturn { main };`, NO_PROMISE).main!, [10])).toEqual({ value, deepest });
    });
  }

  it("ten thousand deep", LIMIT, () => {
    const { down } = load(`async function down(n) { return n === 0 ? 0 : (await down(n - 1)) + 1; } return { down };`, NO_PROMISE);
    expect(run(down!, [10_000])).toEqual({ value: 10_000, deepest: 10_001 });
  });
});

describe("every other call means what it means in ECMAScript", () => {
  it("a call that is not awaited is a promise", LIMIT, async () => {
    const { main } = load(`const log = []; async function f() { log.push("runs"); } async function main() { const p = f(); log.push("called"); return [log, p, await p]; } return { main };`);
    const { value } = run(main!, []) as { value: unknown[] };
    expect(value[0]).toEqual(["runs", "called"]);
    expect(value[1]).toBeInstanceOf(Promise);
  });

  it("what is called calls its own functions as ever", LIMIT, () => {
    // `apart` is no compiled function, so that the call inside it is nobody's but its own.
    const { main } = load(`async function f() { return 1; } async function main(apart) { return await apart(f); } return { main };`);
    const { value } = run(main!, [(f: Async) => f()]);
    expect(value).toBeInstanceOf(Promise);
  });

  it("what a receiver calls, as it is asked for its prototype, is no part of the task", LIMIT, () => {
    const { main } = load(`async function inner() { return 1; } const method = { m: async function m2() { return "m2"; } };
      const receiver = new Proxy(method, { getPrototypeOf(target) { inner(); return Object.getPrototypeOf(target); } });
      async function main() { return await receiver.m(); } return { main };`);
    expect(run(main!, [])).toEqual({ value: "m2", deepest: 2 });
  });

  it("so it is where the body is empty", LIMIT, () => {
    const { m, inner } = load(`return { m: async function m() {}, inner: async function inner() { return 1; } };`);
    const called: unknown[] = [];
    const receiver = new Proxy({}, { getPrototypeOf: () => (called.push(inner!()), null) });
    const frame = runtime.unstarted(m, receiver, []);
    void m!.call(receiver);
    expect([frame.$state, called]).toEqual([0, [expect.any(Promise)]]);
  });

  it("an argument that calls a compiled function gets a promise", LIMIT, () => {
    const { main } = load(`async function f(x) { return x; } async function main() { return await f([f(1)]); } return { main };`);
    const { value } = run(main!, []) as { value: unknown[] };
    expect(value[0]).toBeInstanceOf(Promise);
  });
});
