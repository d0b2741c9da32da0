// Programs that freeze Object.prototype: an assignment to a property that it has throws there, whatever object it is to.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { root } from "./fixtures.js";

const { compile }: typeof import("../src/compiler/index.js") = createRequire(import.meta.url)("babel-plugin-switchyard/compiler");

it("variables may be called like its properties", () => {
  const names = "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf".split(" ");
  const source = `
    function* g(${names}) { yield 0; return [${names}]; }
    function* later() { ${names.map((name, index) => `let ${name} = ${index};`).join(" ")} yield 0; return [${names}]; }
    globalThis.outcome = [g(...${JSON.stringify(names)}), later()].map((generator) => (generator.next(), generator.next().value));`;
  const { code } = compile(source, { mode: "all", runtime: "global", sourceType: "script" });
  const runtime = readFileSync(join(root, "dist/runtime.global.js"), "utf8");
  const sandbox: { outcome?: unknown[] } = {};
  runInNewContext(`${runtime}\nObject.freeze(Object.prototype);\n${code}`, sandbox);
  expect(JSON.parse(JSON.stringify(sandbox.outcome))).toEqual([names, names.map((_, index) => index)]);
});
