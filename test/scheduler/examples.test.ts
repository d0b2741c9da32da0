// The examples of the scheduler print what their transcripts say, on the package's own global script. Where there is a
// Python original beside an example, its transcript is CPython's; `npm run oracle -- --transcripts` writes it.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as vm from "node:vm";
import { expect, it } from "vitest";
import { root } from "../fixtures.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

const folder = join(root, "examples/scheduler");
const read = (file: string) => readFileSync(join(folder, file), "utf8");
const files = readdirSync(folder);
const names = (extension: string) => files.filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length));
const runtime = readFileSync(join(root, "dist/runtime.global.js"), "utf8");

it("each has a transcript, and each original an example", () => {
  expect(names(".txt")).toEqual(names(".js"));
  expect(names(".js")).toEqual(expect.arrayContaining(names(".py")));
});

for (const name of names(".js")) {
  it(name, () => {
    const { code, diagnostics, functions } = compile(read(`${name}.js`), { runtime: "global", sourceType: "script" });
    expect(diagnostics).toEqual([]);
    expect(functions.length).toBeGreaterThan(0);
    const printed: string[] = [];
    vm.runInNewContext(`${runtime}\n${code}`, { print: (line: string) => printed.push(line) }, { timeout: 10_000 });
    expect(`${printed.join("\n")}\n`).toBe(read(`${name}.txt`));
  });
}
