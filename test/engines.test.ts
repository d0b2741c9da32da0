// Engines that lack something, or have it in a way of their own: Duktape, MuJS, and Node's with it taken away. What a program
// prints there, compiled, is what it prints natively.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { transformSync } from "@babel/core";
import { describe, expect, it } from "vitest";
import { root } from "./fixtures.js";
import { createProject } from "./project.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");
const plugin = require.resolve("babel-plugin-switchyard");
const runtime = readFileSync(join(root, "dist/runtime.global.js"), "utf8");

/** Runs scripts one after the other in a realm of their own, and their promises' jobs. */
async function printed(...scripts: string[]): Promise<string[]> {
  const lines: string[] = [];
  const realm = createContext({ print: (...values: unknown[]) => lines.push(values.map(String).join(" ")) });
  for (const script of scripts) runInContext(script, realm);
  await new Promise((resolve) => setImmediate(resolve));
  return lines;
}

/** The same on another engine; null where that is not installed, which is a failure where changes are checked. */
function printedBy(engine: "duk" | "mujs", source: string): string[] | null {
  if (spawnSync("which", [engine]).status !== 0) {
    if (process.env.CI) expect.fail(`${engine} is not installed`);
    return null;
  }
  const { code } = transformSync(source, {
    configFile: false,
    babelrc: false,
    sourceType: "script",
    plugins: [[plugin, { mode: "all", runtime: "global" }]],
    presets: [["@babel/preset-env", { targets: "ie 9" }]],
  })!;
  const folder = createProject({ "program.js": runtime + code });
  const { stdout, stderr } = spawnSync(engine, [join(folder, "program.js")], { encoding: "utf8", timeout: 20_000 });
  return (stdout + stderr).trimEnd().split("\n");
}

function compiled(source: string, options: object = {}): string {
  const { code, diagnostics } = compile(source, { mode: "all", runtime: "global", sourceType: "script", ...options });
  expect(diagnostics).toEqual([]);
  return code!;
}

const ALL = `
function all(generator) {
  const values = [];
  for (let step; !(step = generator.next()).done; ) values.push(step.value);
  return values.join();
}`;

describe("Symbol, and nothing built in that has an iterator", () => {
  const NO_ITERATORS = "delete Array.prototype[Symbol.iterator]; delete String.prototype[Symbol.iterator];";
  const program = `${ALL}
    function* letters(text) { for (const letter of text) yield letter; }
    function* passed() { yield* arguments; const [one, two = yield one] = "x"; yield* [two]; }
    function* refused(value) { try { yield* value; } catch (error) { yield error.name; } }
    print(all(letters("ab")), all(letters([1, 2])), all(passed("a", "b")));
    print(all(refused({})), all(refused(5)), all(refused("ab")));`;

  it("strings, arrays and arguments are iterated by their length", async () => {
    expect(await printed(NO_ITERATORS, runtime, compiled(program))).toEqual(await printed(program));
  });

  it("on Duktape", async ({ skip }) => {
    const lines = printedBy("duk", program);
    if (lines === null) return skip();
    expect(lines).toEqual(await printed(program));
  });

  it("in async loops", async () => {
    const source = `
      async function* stream() { for await (const x of [1, Promise.resolve(2)]) yield x; yield* "ab"; }
      async function main() { for await (const x of stream()) print(x); for await (const x of {}) print(x); }
      main().catch((error) => print(error.name));`;
    expect(await printed(NO_ITERATORS, runtime, compiled(source))).toEqual(await printed(source));
  });
});

it("without Symbol, one copy of the runtime does not take another's generators for its own", async () => {
  const NO_SYMBOL = "delete globalThis.Symbol; delete globalThis.Reflect;";
  const files = [
    `(function () {
      function* letters() { yield* "ab"; return "c"; }
      first = letters;
    })();`,
    `(function () {
      ${ALL}
      function* around() { yield yield* first(); }
      print(all(around()));
    })();`,
  ];
  // Files, each of which has its own variables.
  const parts = files.map((source) => `(function () {${compiled(source, { runtime: "inline" })}})();`);
  expect(await printed(NO_SYMBOL, ...parts)).toEqual(await printed(...files));
});

it("symbols that are objects, as core-js makes them, are keys", async () => {
  const SHAM = `
    Symbol = (function () {
      var made = 0;
      function Sham(description) {
        var symbol = Object.create(Sham.prototype);
        Object.defineProperty(symbol, "tag", { value: "Symbol(" + description + ")_" + made++ });
        return symbol;
      }
      Sham.prototype.toString = function () { return this.tag; };
      ["iterator", "toPrimitive"].forEach(function (name) { Sham[name] = Sham(name); });
      Object.defineProperty(Sham.prototype, Sham.toPrimitive, { value: function () { return this; } });
      return Sham;
    })();`;
  const program = `
    const key = Symbol("key");
    function* g() { return { [key]: yield 1, [Symbol.iterator]: yield 2 }; }
    const making = g();
    making.next();
    making.next("of the key");
    const { value } = making.next("of the iterator");
    print(value[key], value[Symbol.iterator]);`;
  expect(await printed(SHAM, runtime, compiled(program))).toEqual(await printed(program));
});

it("Reflect that a library has made, without what is built in", async () => {
  const program = `
    function* g(object) { const { a = yield, ...others } = object; return others; }
    const taking = g({ b: 2, c: 3 });
    taking.next();
    print(JSON.stringify(taking.next().value));`;
  expect(await printed("Reflect = { defineMetadata() {} };", runtime, compiled(program))).toEqual(await printed(program));
});

it("Symbol without Symbol.dispose: the scheduler's own resources can be used", async () => {
  const OLDER = `{ const { iterator } = Symbol, Native = Symbol; Symbol = (description) => Native(description); Symbol.iterator = iterator; }`;
  const source = `
    const { Lock, createScheduler, spawn, sleep, virtualClock } = Switchyard.scheduler;
    async function main() {
      const lock = new Lock();
      {
        using held = await lock.acquire();
        print(lock.isLocked);
      }
      const task = spawn(async () => { await sleep(1e6); });
      {
        await using scoped = task;
        await sleep(1);
        print(lock.isLocked, task.done);
      }
      print(task.done);
    }
    createScheduler({ clock: virtualClock() }).run(main);`;
  expect(await printed(OLDER, runtime, compiled(source))).toEqual(["true", "false false", "true"]);
});

describe("built-in prototypes that are frozen before the runtime is there", () => {
  const FROZEN = "delete globalThis.SuppressedError; delete globalThis.AggregateError; Object.freeze(Error.prototype);";

  it("errors of disposals cover each other", async () => {
    const source = `
      Symbol.dispose ??= Symbol("dispose");
      const failing = (message) => ({ [Symbol.dispose]() { throw message; } });
      function* g() { using one = failing("a"); using other = failing("b"); yield; }
      const closing = g();
      closing.next();
      try { closing.next(); } catch (error) { print(error.name, error.error, error.suppressed); }`;
    expect(await printed(FROZEN, runtime, compiled(source))).toEqual(["SuppressedError a b"]);
  });

  it("errors of a group are thrown together", async () => {
    const source = `
      const { createScheduler, virtualClock, group } = Switchyard.scheduler;
      async function main() {
        try { await group((tasks) => { tasks.spawn(async () => { throw "a"; }); }); } catch (error) { print(error.name, error.errors); }
      }
      createScheduler({ clock: virtualClock() }).run(main);`;
    expect(await printed(FROZEN, runtime, compiled(source))).toEqual(["AggregateError a"]);
  });
});

it("no prototypes can be set: functions that are ordinary are known all the same", async () => {
  const source = `
    const { createScheduler, virtualClock } = Switchyard.scheduler;
    const make = (n) => async (m) => n + await m;
    const task = createScheduler({ clock: virtualClock() }).run(make(1), 4);
    print(task.done && task.result());`;
  const code = compiled(source, { assumptions: { ordinaryFunctions: true } });
  expect(await printed("delete Object.setPrototypeOf; delete Object.prototype.__proto__; delete globalThis.Reflect;", runtime, code)).toEqual(["5"]);
});

it("for-in of an array on MuJS", async ({ skip }) => {
  const program = `${ALL}
    function* keys(object) { for (const key in object) yield key; }
    print(all(keys(["a", "b", "c"])), all(keys({ p: 1, q: 2 })), all(keys(null)), all(keys("ab")));`;
  const lines = printedBy("mujs", program);
  if (lines === null) return skip();
  expect(lines).toEqual(await printed(program));
});
