// Classic scripts of one page share its global variables: what one of them is compiled to must leave the others alone.

import { createRequire } from "node:module";
import { createContext, runInContext } from "node:vm";
import { expect, it } from "vitest";
import { loadRuntime, type Babel } from "./fixtures.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

type Runtime = "native" | "global" | "inline";
const RUNTIMES: Runtime[] = ["native", "global", "inline"];

const compiled = (source: string, runtime: Exclude<Runtime, "native">): string => compile(source, { mode: "all", runtime, sourceType: "script" }).code!;

/** A page that has loaded the scripts, in their order. */
async function pageOf(scripts: string[], runtime: Runtime) {
  const page = createContext(runtime === "global" ? { Switchyard: { runtime: await loadRuntime("script") } } : {});
  for (const script of scripts) runInContext(runtime === "native" ? script : compiled(script, runtime), page);
  return page;
}

it.each(RUNTIMES)("functions, methods and inner functions of one name stay apart: %s", async (runtime) => {
  const scripts = [
    `(function () { async function load(x) { await x; return "A" + x; } globalThis.loadA = load; })();`,
    `(function () { async function load(x, y) { const z = await y; await z; return "B" + z; } globalThis.loadB = load; })();`,
    `class A1 { *m() { yield 1; } }`,
    `class B1 { *m() { yield 2; } }`,
    `class A2 { *[(() => "k")()]() { yield 3; } }`,
    `class B2 { *[(() => "l")()]() { yield 4; } }`,
    `globalThis.innerA = (function () { function* g(n) { let i = n; yield () => ++i; yield* h(i); } function* h(i) { if (i) yield i; } return g; })();`,
    `globalThis.innerB = (function () { function* g(n, m) { let i = n; let j = m; yield () => i++ * j++; yield* h(i, j); } function* h(i, j) { if (!i) return; yield j; } return g; })();`,
    `globalThis.streamA = (function () { async function* stream() { yield 5; } return stream; })();`,
    `globalThis.streamB = (function () { async function* stream(n) { await n; yield n; yield 7; } return stream; })();`,
  ];
  const page = await pageOf(scripts, runtime);
  expect(await runInContext(`Promise.all([loadA(1), loadB(1, 2), streamA().next().then((answer) => answer.value), streamB(6).next().then((answer) => answer.value)])`, page)).toEqual(["A1", "B2", 5, 6]);
  expect(runInContext(`[...new A1().m(), ...new B1().m(), ...new A2().k(), ...new B2().l()].join()`, page)).toBe("1,2,3,4");
  expect(runInContext(`const a = innerA(1), b = innerB(2, 3); [a.next().value(), a.next().value, b.next().value(), b.next().value].join()`, page)).toBe("2,2,6,4");
});

it.each(RUNTIMES)("a generator goes on when another script has come: %s", async (runtime) => {
  const first = `function* first() { yield 1; yield 2; } var it = first(); it.next();`;
  const page = await pageOf([first, `function* other() { yield* [3]; } async function* more() { yield 4; }`], runtime);
  expect(runInContext(`it.next().value`, page)).toBe(2);
});

it('a file of sourceType "commonjs" shares nothing', () => {
  const babel: Babel = require("@babel/core");
  const options = { configFile: false, babelrc: false, plugins: [[require.resolve("babel-plugin-switchyard"), { mode: "all" }]] };
  const stepName = (sourceType: string) => /g\$step\S*(?=\()/.exec(babel.transformSync("function* g() { yield 1; }", { ...options, sourceType })!.code)![0];
  expect(stepName("commonjs")).toBe("g$step");
  expect(stepName("script")).toMatch(/^g\$step\$\w{5}$/);
});

it("only names of the page's level say which script they are of, and a text always gets the same ones", () => {
  const source = `function outer(n) { return function* inner() { let i = n; yield () => i; }; } function* plain(frame) { yield frame; }`;
  const code = compiled(source, "global");
  const [, tag] = /function plain\$step\$([0-9a-z]{5})\(/.exec(code)!;
  const names = new Set(code.match(/[\w$]+/g));
  const tagged = [...names].filter((name) => name.endsWith(`$${tag}`)).map((name) => name.slice(0, -tag.length - 1));
  expect(tagged.filter((name) => !name.startsWith("_")).sort()).toEqual(["inner$Frame", "inner$next", "plain$Frame", "plain$define", "plain$step"]);
  expect([...names].filter((name) => name.startsWith("_") && !name.endsWith(`$${tag}`))).toEqual([]);
  // What stands in the kickoff function is nobody else's.
  expect(code).toContain("function inner$step(");
  expect(code).toContain("function inner$inner(");
  expect(compiled(source, "global")).toBe(code);
});
