// How deep may a function's statements stand in one another? Deep enough, in a process that has compiled nothing before: code
// that the engine has not optimised yet takes the most of the stack.

import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { root } from "./fixtures.js";

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
