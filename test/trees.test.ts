// Trees of other tools, and what other plugins have put into a tree: nodes without positions, by which the analysis tells before from
// after, or without the fields that hold nothing, at two places, or with a way back to their parents. What comes out of such a
// tree has to be what comes out of the parser's.

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

/** Positions of lines stay: by these source maps tell jumps apart, which are one state else. */
const changes: Record<string, (tree: Tree) => void> = {
  "without positions": (tree) =>
    eachNode(tree.program, (node) => {
      delete node.start;
      delete node.end;
    }),
  "without fields that hold nothing": (tree) =>
    eachNode(tree.program, (node) => {
      for (const [field, value] of Object.entries(node)) {
        // Babel's own traversal wants all lists but this one.
        const isNothing = value === null || value === false || (field === "directives" && (value as unknown[]).length === 0);
        if (isNothing && node.type !== "BooleanLiteral") delete node[field];
      }
    }),
  "with the same node wherever a name stands": (tree) => {
    const nodes = new Map<unknown, unknown>();
    eachNode(tree.program, (node) => {
      for (const [field, value] of Object.entries(node)) {
        const { type, name, typeAnnotation } = (value ?? {}) as Record<string, unknown>;
        if (type !== "Identifier" || typeAnnotation) continue;
        if (!nodes.has(name)) nodes.set(name, value);
        node[field] = nodes.get(name);
      }
    });
  },
  "with parents": (tree) => {
    const parents: [Record<string, unknown>, unknown][] = [];
    eachNode(tree.program, (node) => {
      for (const child of Object.values(node).flat()) if (isNode(child)) parents.push([child, node]);
    });
    for (const [node, parent] of parents) node.parent = parent;
  },
};

const isNode = (value: unknown): value is Record<string, unknown> => typeof (value as { type?: unknown } | null)?.type === "string";

const fixtures = readFixtures().filter(({ name }) => !name.startsWith("diagnostics/"));

for (const [difference, change] of Object.entries(changes)) {
  describe(`${difference}, the output is the same`, () => {
    it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
      const changed = parsed(fixture);
      change(changed);
      expect(compiled(changed, fixture)).toBe(compiled(parsed(fixture), fixture));
    });
  });
}

it("a function that stands at two places is compiled at both", () => {
  const options = { configFile: false, babelrc: false, sourceType: "script" } as const;
  const tree = babel.parseSync(`const one = function* (n) { "use coroutine"; yield n; }, two = null; [...one(1), ...two(2)];`, options)!;
  const [{ declarations }] = tree.program.body as unknown as [{ declarations: { init: unknown }[] }];
  declarations[1]!.init = declarations[0]!.init;
  const { code, metadata } = babel.transformFromAstSync(tree, undefined, { ...options, plugins: [[plugin, { runtime: "inline" }]] })!;
  expect((metadata as unknown as { switchyard: { functions: object[] } }).switchyard.functions).toHaveLength(2);
  expect((0, eval)(code!)).toEqual([1, 2]);
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
