// Option `debug`: an error that crosses awaits says through which functions it came, with the lines of the source.

import { createRequire } from "node:module";
import type * as BabelCore from "@babel/core";
import { describe, expect, it } from "vitest";
import { loadModule } from "./fixtures.js";

const require = createRequire(import.meta.url);
const babel: typeof BabelCore = require("@babel/core");
const plugin = require.resolve("babel-plugin-switchyard");
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

const SOURCE = `
async function inner() {
  await null;
  throw new Error("deep");
}
const middle = async (x) => 1 + (await inner(x));
class Service {
  async outer() {
    try {
      await 1;
      return await middle(2);
    } finally {
      await 2;
    }
  }
}
async function* stream() {
  yield await new Service().outer();
}
export default async function main() {
  for await (const x of stream()) console.log(x);
}
`;

async function stackOf(debug: boolean): Promise<string[]> {
  const { code } = compile(SOURCE, { mode: "all", debug, filename: "service.js" });
  const { default: main } = await loadModule<{ default: () => Promise<unknown> }>(`debug-${debug}`, code!);
  const error = await main().then(
    () => expect.fail("it should have thrown"),
    (thrown: Error) => thrown,
  );
  return error.stack!.split("\n").filter((line) => line.includes("at async"));
}

describe("a logical stack", () => {
  it("has a line for every await that the error arrived at, innermost first", async () => {
    expect(await stackOf(true)).toEqual([
      "    at async middle (service.js:6:34)",
      "    at async outer (service.js:11:14)",
      "    at async stream (service.js:18:9)",
      "    at async main (service.js:21:3)",
    ]);
  });

  it("is not there without the option", async () => {
    expect(await stackOf(false)).toEqual([]);
  });

  it("leaves errors alone that are frozen, or none", async () => {
    const source = `export default async function pass(error) { await Promise.reject(error); }`;
    const { code } = compile(source, { mode: "all", debug: true, filename: "pass.js" });
    const { default: pass } = await loadModule<{ default: (error: unknown) => Promise<void> }>("debug-pass", code!);
    const frozen = Object.freeze(new Error("frozen"));
    for (const error of [frozen, "text", null, { stack: "mine" }]) {
      await expect(pass(error)).rejects.toBe(error);
    }
    expect(frozen.stack).not.toContain("at async pass (pass.js");
    const unwilling = Object.defineProperty(new Error("unwilling"), "stack", {
      get() {
        throw new Error("not this one");
      },
    });
    await expect(pass(unwilling).catch((error: unknown) => error === unwilling)).resolves.toBe(true);
  });
});

it.each([
  ["/project", "/project/src/a.js", "src/a.js"],
  ["/project/", "/project/src/a.js", "src/a.js"],
  ["/project", "/project-other/a.js", "/project-other/a.js"],
  ["/", "/a.js", "a.js"],
])("in %s a file is called by the rest of its path: %s", (cwd, filename, name) => {
  const { code } = babel.transformSync(`function* g() { "use coroutine"; yield 1; }`, { configFile: false, babelrc: false, cwd, filename, plugins: [[plugin, { debug: true }]] })!;
  expect(code).toMatch(new RegExp(`"?file"?: "${name}"`));
});
