// compile() with @babel/generator: does it print what Babel's core prints?

import { createRequire } from "node:module";
import { join } from "node:path";
import { generate } from "@babel/generator";
import { describe, expect, it } from "vitest";
import { readFixtures, root } from "./fixtures.js";

const { compile }: typeof import("../src/compiler/index.js") = createRequire(import.meta.url)("babel-plugin-switchyard/compiler");

const GROUPS = ["async", "delegation", "patterns"];

describe("with `generate` of @babel/generator", () => {
  for (const group of GROUPS) {
    it(`text and source map of ${group} are the same`, { timeout: 30_000 }, () => {
      const fixtures = readFixtures().filter((fixture) => fixture.name.startsWith(`${group}/`));
      expect(fixtures.length).toBeGreaterThan(5);
      for (const { name, source, options } of fixtures) {
        const printed = (more: { generate?: typeof generate }) => {
          const { code, map } = compile(source, { filename: join(root, "input.js"), sourceType: options.sourceType ?? "module", mode: "all", ...more });
          return { code, map: JSON.stringify(map) };
        };
        expect(printed({ generate }), name).toEqual(printed({}));
      }
    });
  }
});
