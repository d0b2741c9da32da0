// How deep may a function's statements, and functions, stand in one another? Deep enough, in a process that has compiled nothing before:
// code that the engine has not optimised yet takes the most of the stack. And what comes out grows with what went in.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { root } from "./fixtures.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

/** Nested as deep as Babel itself still takes it, or nearly. */
const PROGRAMS = {
  "300 blocks": `"{ let v = x; ".repeat(300) + "yield x;" + " x += v; }".repeat(300)`,
  "300 try statements": `"try { ".repeat(300) + "yield x;" + " } finally { x++; }".repeat(300)`,
  "300 loops over iterables": `"for (const v of x) { ".repeat(300) + "yield x;" + " }".repeat(300)`,
  "an else if of 1,000": `Array.from({ length: 1000 }, (_, each) => "if (x === " + each + ") yield " + each + ";").join(" else ")`,
};

for (const [name, body] of Object.entries(PROGRAMS)) {
  it(`${name} are compiled, without any deeper text`, { timeout: 60_000 }, () => {
    const script = `
      import { transformSync } from "@babel/core";
      import switchyard from "babel-plugin-switchyard";
      const source = "function* g(x) { 'use coroutine'; " + ${body} + " }";
      const { code } = transformSync(source, { configFile: false, babelrc: false, compact: false, plugins: [switchyard] });
      console.log(Math.max(...code.split("\\n").map((line) => line.search(/\\S/))));`;
    const indentation = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: root, encoding: "utf8" });
    expect(Number(indentation)).toBeLessThan(30);
  });
}

/** Awaited and returned calls are made in one of two ways, but what stands in them need not be there twice. */
const CALLS = {
  "at once": (body: string) => `await (async () => { ${body} })();`,
  "as an argument": (body: string) => `await f(async () => { ${body} });`,
  "as an argument of a method": (body: string) => `await o.m(async () => { ${body} });`,
  "as an argument of a method that a call finds": (body: string) => `await o.n(async () => { ${body} }).m(1);`,
  "as an argument of a method that may be missing": (body: string) => `await o?.m(async () => { ${body} });`,
  "as an argument of a function that may be missing": (body: string) => `await f?.(async () => { ${body} });`,
  "behind an await": (body: string) => `await o.m(await 1, async () => { ${body} });`,
  "as an argument of what is returned": (body: string) => `return o.m(async () => { ${body} });`,
};

for (const [name, call] of Object.entries(CALLS)) {
  it(`twice as many async functions in one another, called ${name}, take little more than twice the text`, { timeout: 60_000 }, () => {
    const textOf = (depth: number) => {
      let body = "await z++;";
      for (let i = 0; i < depth; i++) body = call(body);
      return compile(`export const outer = (z, o, f) => async () => { ${body} };`, { mode: "all" }).code!.length;
    };
    // A level is deeper indented than the one around it.
    expect(textOf(8)).toBeLessThan(3.5 * textOf(4));
  });
}
