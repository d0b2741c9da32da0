// The StateGraph of every fixture is sound, and its faces keep what they promise.

import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { graphToJson } from "../src/graph/json.js";
import type { FinallyRegion, StateGraph } from "../src/graph/graph.js";
import { graphToMermaid } from "../src/graph/mermaid.js";
import { verifyGraph } from "../src/graph/verify.js";
import { readFixtures } from "./fixtures.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

const fixtures = readFixtures().filter(({ name }) => !name.startsWith("diagnostics/"));

function graphsOf(source: string, optimize = true, options: object = {}): StateGraph[] {
  return compile(source, { optimize, ...options }).functions.map(({ graph }) => graph);
}

it.each(fixtures)("the graphs of $name are sound, optimised or not", (fixture) => {
  const { sourceType = "module", presets = [], plugin = {} } = fixture.options;
  const parserPlugins = presets.map((preset) => (preset === "react" ? "jsx" : preset));
  for (const optimize of [true, false]) {
    const graphs = graphsOf(fixture.source, optimize, { ...plugin, sourceType, parserPlugins });
    expect(graphs.length).toBeGreaterThan(0);
    for (const graph of graphs) expect(verifyGraph(graph, { pruned: optimize })).toEqual([]);
  }
});

describe("the verifier finds", () => {
  const source = `function* g(n) { "use coroutine"; for (;;) { try { if (yield n) break; } finally { n++; } } return n; }`;
  const broken: Record<string, { harm(graph: StateGraph): void; finding: RegExp }> = {
    "an entry that is gone": { harm: (graph) => void (graph.entry = 999), finding: /the entry b999/ },
    "an edge to nothing": {
      harm(graph) {
        for (const block of graph.blocks) if (block?.terminator.kind === "suspend") block.terminator.resume = 999;
      },
      finding: /\(resume\) to b999/,
    },
    "an unknown variable": { harm: (graph) => void (graph.variables = graph.variables.filter(({ name }) => name !== "n")), finding: /n, which is no variable/ },
    "a received value without a variable": {
      harm: (graph) => void (graph.blocks.find((block) => block?.receives)!.receives = "nothing"),
      finding: /receives nothing/,
    },
    "a region that does not exist": { harm: (graph) => void (graph.blocks.find(Boolean)!.region = 7), finding: /region 7, which does not exist/ },
    "a region in itself": { harm: (graph) => void (graph.regions[0].parent = 0), finding: /lies in itself/ },
    "a completion nobody knows": { harm: (graph) => void ((graph.regions[0] as FinallyRegion).jumps = []), finding: /which region 0 does not know/ },
    "what cannot be reached": {
      harm: (graph) => void graph.blocks.push({ id: graph.blocks.length, region: null, receives: null, leaves: [], terminator: { kind: "unreachable", source: null } }),
      finding: /cannot be reached/,
    },
  };
  it.each(Object.entries(broken))("%s", (_, { harm, finding }) => {
    const [graph] = graphsOf(source);
    expect(verifyGraph(graph, { pruned: true })).toEqual([]);
    harm(graph);
    expect(verifyGraph(graph, { pruned: true }).join("\n")).toMatch(finding);
  });
});

it("JSON is plain data, and labels stay when the code around a function changes", () => {
  const source = `function* g(n) { "use coroutine"; try { yield n; } finally { n(); } }`;
  const [alone] = graphsOf(source).map((graph) => graphToJson(graph));
  expect(JSON.parse(JSON.stringify(alone))).toEqual(alone);
  expect(alone.suspensions).toMatchObject([{ op: "yield", line: 1, column: 40 }]);
  const among = graphsOf(`function* other() { "use coroutine"; yield 1; }\n\n${source}`).map((graph) => graphToJson(graph)).find(({ name }) => name === "g")!;
  expect(among.blocks.map(({ label }) => label)).toEqual(alone.blocks.map(({ label }) => label));
  expect(new Set(alone.blocks.map(({ label }) => label)).size).toBe(alone.blocks.length);
  const [changed] = graphsOf(source.replace("n();", "n(1);")).map((graph) => graphToJson(graph));
  expect(changed.blocks.map(({ label }) => label)).not.toEqual(alone.blocks.map(({ label }) => label));
});

it("a drawing names every block and edge once", () => {
  const source = `function* g(n) { "use coroutine"; while (n < "<b>") yield n; }`;
  const [graph] = graphsOf(source);
  const lines = graphToMermaid(graph, source).split("\n");
  expect(lines[0]).toBe("flowchart TD");
  expect(lines.filter((line) => /^ {2}b\d+[^ ]/.test(line)).length).toBe(graph.blocks.filter(Boolean).length);
  expect(lines.join("\n")).toContain("n #60; #34;#60;b#62;#34;");
  expect(new Set(lines).size).toBe(lines.length);
});
