// Option `shape`: what it asks of Babel's targets. What methods do is in fixtures/shape, and every fixture runs as methods too.

import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { FIRST_WITH_METHODS, targetWithoutMethods } from "../src/targets.js";
import type { Babel } from "./fixtures.js";

const require = createRequire(import.meta.url);
const plugin = require.resolve("babel-plugin-switchyard");
const source = `function f() { return async function g() { "use coroutine"; await 1; }; }`;

describe.each(["@babel/core", "babel8"])("shape: method, with %s", (name) => {
  const babel: Babel = require(name);
  const compile = (targets: unknown) =>
    babel.transformSync(source, { configFile: false, babelrc: false, browserslistConfigFile: false, targets, plugins: [[plugin, { shape: "method" }]] })!.code;

  it.each([{}, "node 4", "chrome 60, ios 9", { esmodules: true }])("makes methods for the targets %j", (targets) => {
    expect(compile(targets)).toMatch(/\{\s+g\(\) \{/);
  });

  it.each([["ie 11", "ie 11.0.0"], ["chrome 60, firefox 32", "firefox 32.0.0"], [{ node: "0.12" }, "node 0.12.0"]])("refuses the targets %j", (targets, lacking) => {
    expect(() => compile(targets)).toThrow(`option "shape" is "method", and ${lacking}, one of Babel's targets, has no methods (ES2015); leave the option out`);
  });
});

describe("the targets", () => {
  it("are known as Babel knows them", () => {
    expect(FIRST_WITH_METHODS).toEqual(require("@babel/compat-data/plugins")["transform-shorthand-properties"]);
  });

  it("are compared by their numbers", () => {
    const lacking = (targets: Record<string, string>) => targetWithoutMethods(targets);
    expect([lacking({}), lacking({ rhino: "1.7.14" }), lacking({ rhino: "1.8" }), lacking({ ios: "10.3.0" }), lacking({ android: "61.0.0" })]).toEqual(Array(5).fill(null));
    expect([lacking({ rhino: "1.7.9" }), lacking({ ios: "8.4" }), lacking({ android: "4.4" }), lacking({ some_new_engine: "1" })]).toEqual([
      "rhino 1.7.9",
      "ios 8.4",
      "android 4.4",
      "some_new_engine 1",
    ]);
  });
});
