// Trees of other tools, and what other plugins have put into a tree, have no positions, by which the analysis tells before from
// after. What comes out of such a tree has to be what comes out of the parser's.

import { createRequire } from "node:module";
import type * as BabelCore from "@babel/core";
import { describe, expect, it } from "vitest";
import { babelOptions, readFixtures, type Fixture } from "./fixtures.js";

const require = createRequire(import.meta.url);
const babel: typeof BabelCore = require("@babel/core");
const plugin = require.resolve("babel-plugin-switchyard");

type Tree = NonNullable<ReturnType<typeof babel.parseSync>>;

function eachNode(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) visit(node as Record<string, unknown>);
  for (const [field, child] of Object.entries(node)) if (!/Comments$|^(comments|tokens|errors|loc|extra)$/.test(field)) eachNode(child, visit);
}

function compiled(tree: Tree, fixture: Fixture): string {
  const options = babelOptions(fixture, [[plugin, fixture.options.plugin ?? {}]], { comments: false });
  return babel.transformFromAstSync(tree, fixture.source, options)!.code!;
}

const parsed = (fixture: Fixture): Tree => babel.parseSync(fixture.source, babelOptions(fixture, []))!;

describe("without positions, the output is the same", () => {
  for (const fixture of readFixtures().filter(({ name }) => !name.startsWith("diagnostics/"))) {
    it(fixture.name, () => {
      // `loc` stays: by lines and columns source maps tell jumps apart, which are one state else.
      const bare = parsed(fixture);
      eachNode(bare.program, (node) => {
        delete node.start;
        delete node.end;
      });
      expect(compiled(bare, fixture)).toBe(compiled(parsed(fixture), fixture));
    });
  }
});

it("a tree keeps the positions that it had", () => {
  const [fixture] = readFixtures();
  const tree = parsed(fixture!);
  const before = new Map<object, unknown>();
  eachNode(tree.program, (node) => before.set(node, node.start));
  delete (tree.program.body[0] as { start?: unknown }).start;
  compiled(tree, fixture!);
  before.delete(tree.program.body[0]!);
  for (const [node, start] of before) expect((node as { start: unknown }).start).toBe(start);
  expect(before.size).toBeGreaterThan(50);
});
