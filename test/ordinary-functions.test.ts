// The assumption `ordinaryFunctions`: functions that are evaluated again and again do the same, and are ordinary.

import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");
const runtime = require("babel-plugin-switchyard/runtime");
const scheduler = require("babel-plugin-switchyard/scheduler");
const { isCoroutine } = require("babel-plugin-switchyard/inspect");

const LIMIT = { timeout: 20_000 };

const PROGRAM = `
function make(n) {
  return {
    generator: function* (m) { const got = yield n + m; try { yield got; } finally { yield "closing"; } },
    delegating: function* (list) { return yield* list; },
    arrow: async (m) => n + await m,
    named: async function named(m) { await m; return named.name + (await n); },
    stream: async function* (list) { for await (const x of list) yield [n, x]; },
  };
}
return { make };`;

interface Program {
  make(n: number): {
    generator: GeneratorFunction;
    delegating: GeneratorFunction;
    arrow(m: unknown): Promise<unknown>;
    named(m: unknown): Promise<unknown>;
    stream(list: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator;
  };
}

function run(assumptions: { ordinaryFunctions?: boolean } | null): Program {
  if (assumptions === null) return new Function(PROGRAM)();
  const { code } = compile(`function program() {${PROGRAM}}`, { mode: "all", runtime: "global", sourceType: "script", assumptions });
  return new Function("Switchyard", `${code}; return program();`)({ runtime });
}

/** What is got by calling the functions, of two evaluations each. */
async function whatTheyDo({ make }: Program): Promise<unknown[]> {
  const seen: unknown[] = [];
  const [one, two] = [make(1), make(20)];
  for (const { generator, delegating, arrow, named, stream } of [one, two, one]) {
    const first = generator(5);
    seen.push(first.next(), first.next("sent"), first.return("early"), first.next(), first.next());
    seen.push([...delegating(generator(2))], [...delegating(two.generator(3))], generator.name, generator.length, named.name);
    seen.push(await arrow(3), await named(Promise.resolve()), (await arrow(Promise.reject("an error")).catch((error: string) => error)));
    for await (const x of stream(two.stream([1, Promise.resolve(2)]))) seen.push(x);
    seen.push(Object.prototype.toString.call(first), Object.prototype.toString.call(stream([])));
  }
  return seen;
}

describe("ordinaryFunctions", () => {
  it("does not change what the functions do", LIMIT, async () => {
    const native = await whatTheyDo(run(null));
    expect(native.length).toBeGreaterThan(40);
    expect(await whatTheyDo(run({ ordinaryFunctions: true }))).toEqual(native);
  });

  it("can be told by prototypes, and by nothing else that a function is asked for", LIMIT, () => {
    for (const [assumptions, isOrdinary] of [[{}, false], [{ ordinaryFunctions: true }, true]] as const) {
      const { make } = run(assumptions);
      const { generator, arrow, stream } = make(1);
      for (const fn of [generator, arrow, stream]) {
        expect(Object.getPrototypeOf(fn) === Function.prototype).toBe(isOrdinary);
        expect(isCoroutine(fn)).toBe(true);
      }
      expect(generator() instanceof generator).toBe(!isOrdinary);
      expect(Object.getPrototypeOf(generator()) === Object.getPrototypeOf(make(2).generator())).toBe(isOrdinary);
    }
  });

  it("leaves functions that are evaluated once as they are", LIMIT, () => {
    const source = "function* once() { yield 1; } once";
    const { code } = compile(source, { mode: "all", runtime: "global", sourceType: "script", assumptions: { ordinaryFunctions: true } });
    const once = new Function("Switchyard", `${code}; return once;`)({ runtime });
    expect(Object.getPrototypeOf(once)).toBe(runtime.GeneratorFunctionPrototype);
    expect(once() instanceof once).toBe(true);
  });

  it("lets tasks run them as their own", LIMIT, () => {
    const { make } = run({ ordinaryFunctions: true });
    const loop = scheduler.createScheduler({ clock: scheduler.manualClock() });
    const task = loop.run(make(1).arrow, 4);
    // Of a promise it would not be known before a job of the host.
    while (loop.pump());
    expect(task.done).toBe(true);
    expect(task.result()).toBe(5);
  });
});
