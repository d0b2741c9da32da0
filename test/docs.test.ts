// Do the documents say what is so? Links, commands, codes, and the examples that are followed through the compiler.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../src/diagnostics/catalogue.js";
import { edgesFrom } from "../src/graph/edges.js";
import { liveBlocks } from "../src/graph/graph.js";
import type { Effects, Operand, RegionId, StateGraph, Terminator } from "../src/graph/graph.js";
import { readFixtures, root } from "./fixtures.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("../dist/compiler.cjs");

const read = (path: string) => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json"));

/** Files below a folder, by paths from the root. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const documents = [...readdirSync(root), ...filesBelow("docs")].filter((name) => name.endsWith(".md"));

function codeBlocks(path: string, language: string): string[] {
  const blocks = [...read(path).matchAll(/^```(\w+)\n([^]*?)^```$/gm)];
  return blocks.filter(([, given]) => given === language).map(([, , text]) => text);
}

/** The text with nothing in it that only looks like a link. */
function withoutCode(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, "").replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, " "));
}

/** The anchor that a heading gets: letters, digits and hyphens. */
function anchorOf(heading: string): string {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replace(/ /g, "-");
}

const anchorsIn = (path: string) => [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading));

describe("documents", () => {
  it("there are some", () => {
    expect(documents).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", join("docs", "architecture.md")]));
  });

  for (const document of documents) {
    it(`${document}: links lead somewhere`, () => {
      for (const [link, target] of withoutCode(read(document)).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(target)) continue;
        const [path, anchor] = target.split("#");
        const file = path === "" ? document : relative(root, join(root, dirname(document), path));
        expect(existsSync(join(root, file)), link).toBe(true);
        if (anchor !== undefined) expect(anchorsIn(file), link).toContain(anchor);
      }
    });

    it(`${document}: commands exist`, () => {
      for (const [command, name] of read(document).matchAll(/npm run ([\w:.-]*\w)/g)) {
        expect(Object.keys(manifest.scripts), command).toContain(name);
      }
    });
  }
});

describe("diagnostics", () => {
  const sections = read("docs/diagnostics.md").split(/^## /m).slice(1);
  const errors = readFixtures()
    .map(({ folder }) => join(folder, "error.txt"))
    .filter(existsSync)
    .map((file) => readFileSync(file, "utf8"));
  const sources = filesBelow("src").filter((path) => !path.endsWith("catalogue.ts")).map(read).join("\n");

  for (const code of Object.keys(CATALOGUE)) {
    it(`${code} is described`, () => {
      const section = sections.find((text) => text.startsWith(`${code}\n`));
      expect(section, "a section").toBeDefined();
      for (const part of ["**When.**", "**Why.**", "**Way out.**", "```"]) expect(section).toContain(part);
    });

    // What no phase produces cannot have a case.
    if (sources.includes(`"${code}"`)) {
      it(`${code} has a case`, () => {
        expect(errors.filter((text) => text.includes(` ${code}: `)).length).toBeGreaterThan(0);
      });
    }
  }

  it("none is described that does not exist", () => {
    expect(sections.map((text) => text.split("\n")[0]).sort()).toEqual(Object.keys(CATALOGUE).sort());
  });
});

describe("examples", () => {
  const architecture = codeBlocks("docs/architecture.md", "js");
  const annotated = architecture.filter((text) => text.includes('"use coroutine"'));
  const [example] = annotated;
  const flat = (text: string) => text.replace(/\s+/g, " ").trim();

  it("what is annotated in docs/architecture.md compiles", () => {
    expect(annotated.length).toBeGreaterThan(0);
    for (const source of annotated) {
      const { code, diagnostics, functions } = compile(source);
      expect(diagnostics).toEqual([]);
      expect(code).not.toBe(null);
      expect(functions.length).toBeGreaterThan(0);
    }
  });

  it("the emitted functions shown there are what it compiles to", () => {
    const { code, functions } = compile(example);
    const shown = architecture.filter((text) => text !== example && text.startsWith(`function ${functions[0].name}`));
    expect(shown.length).toBeGreaterThan(0);
    for (const text of shown) expect(flat(code!)).toContain(flat(text));
  });

  it("the graph in docs/state-graph.md is that of the example", () => {
    expect(codeBlocks("docs/state-graph.md", "js")).toContain(example);
    const [graph] = codeBlocks("docs/state-graph.md", "json");
    expect(JSON.parse(graph)).toEqual(compile(example).functions[0].graph);
  });
});

describe("docs/state-graph.md, what always holds", () => {
  for (const optimize of [true, false]) {
    it(`holds for every fixture, ${optimize ? "optimized" : "as built"}`, () => {
      let graphs = 0;
      for (const { name, source, input, options } of readFixtures()) {
        const { sourceType = "module", presets = [], plugin = {} } = options;
        const parserPlugins = presets.map((preset) => (preset === "react" ? "jsx" : preset)) as never[];
        const { functions } = compile(source, { ...plugin, sourceType, parserPlugins, optimize, filename: input });
        for (const { graph } of functions) {
          expect(faultsOf(graph, optimize), `${name}, ${graph.name}`).toEqual([]);
          graphs++;
        }
      }
      expect(graphs).toBeGreaterThan(0);
    });
  }

  it("a graph that is changed is found out", () => {
    const fresh = () => compile(codeBlocks("docs/architecture.md", "js")[0]).functions[0].graph;
    const changes: ((graph: StateGraph) => void)[] = [
      (graph) => (graph.entry = 4),
      (graph) => (graph.blocks[1] = null),
      (graph) => (graph.blocks[1]!.receives = "sent"),
      (graph) => graph.variables.pop(),
      (graph) => graph.variables.push(graph.variables[0]),
      (graph) => (graph.blocks[5]!.leaves[0].id = graph.blocks[0]!.leaves[0].id),
      (graph) => (graph.blocks[3]!.terminator = { kind: "goto", target: 5, source: null }),
      (graph) => (graph.blocks[3]!.terminator = { kind: "unreachable", source: null }),
    ];
    for (const change of changes) {
      const graph = fresh();
      expect(faultsOf(graph, true)).toEqual([]);
      change(graph);
      expect(faultsOf(graph, true), String(change)).not.toEqual([]);
    }
  });
});

/** What a graph breaks of what docs/state-graph.md says of all graphs. */
function faultsOf(graph: StateGraph, optimized: boolean): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  const names = new Set(graph.variables.map((variable) => variable.name));
  const ids = new Set<number>();
  const resumed = new Map<number, number>();

  const isKnown = (name: string, where: string) => check(names.has(name), `${where}: ${name} is no variable`);
  const checkEffects = ({ reads, writes, defines }: Effects, where: string) => {
    for (const name of [...reads, ...writes, ...defines]) isKnown(name, where);
    for (const name of defines) check(writes.includes(name), `${where}: ${name} is defined and not written`);
  };
  const checkOnce = (id: number) => {
    check(!ids.has(id), `leaf ${id} occurs twice`);
    ids.add(id);
  };
  const finallyAround = (region: RegionId | null): RegionId[] => {
    if (region === null) return [];
    const outer = finallyAround(graph.regions[region].parent);
    return graph.regions[region].kind === "finally" ? [region, ...outer] : outer;
  };

  check(names.size === graph.variables.length, "a variable occurs twice");
  check(!!graph.blocks[graph.entry], "there is no entry");
  graph.regions.forEach((region, index) => {
    const where = `region ${index}`;
    check(region.id === index, `${where} has another id`);
    check(region.parent === null || region.parent < index, `${where} comes before its parent`);
    const around = region.kind === "finally" ? [region.handler, region.returned, region.body] : [region.handler];
    for (const id of around) {
      const block = graph.blocks[id];
      check(block === null || block.region === region.parent, `${where}: block ${id} is elsewhere`);
    }
    if (region.kind === "finally") for (const name of [region.completion, region.value]) isKnown(name, where);
  });

  graph.blocks.forEach((block, index) => check(block === null || block.id === index, `block ${index} has another id`));
  for (const block of liveBlocks(graph)) {
    const where = `block ${block.id}`;
    const { terminator } = block;
    if (block.receives !== null) isKnown(block.receives, where);
    for (const { id, effects } of [...block.leaves, ...operandsOf(terminator)]) {
      checkOnce(id);
      checkEffects(effects, where);
    }
    if (optimized) check(terminator.kind !== "unreachable", `${where} is unreachable`);
    const passed = finallyAround(block.region);
    if (terminator.kind === "return") check(passed.length === 0, `${where} returns past a finally`);
    if (terminator.kind === "suspend") {
      check(graph.blocks[terminator.resume]?.region === block.region, `${where} is resumed in another region`);
    }
    for (const { to, kind } of edgesFrom(graph, block)) {
      resumed.set(to, (resumed.get(to) ?? 0) + 1);
      const target = graph.blocks[to];
      check(!!target, `${where}: there is no block ${to}`);
      if (!target) continue;
      const brings = ["resume", "throw", "return"].includes(kind);
      check(target.receives === null || brings, `${where}: a ${kind} brings block ${to} nothing`);
      if (["goto", "then", "else", "case", "jump"].includes(kind)) {
        const kept = finallyAround(target.region);
        check(passed.every((region) => kept.includes(region)), `${where}: a ${kind} leaves a finally`);
      }
    }
  }
  for (const { id, terminator } of liveBlocks(graph)) {
    if (terminator.kind !== "suspend") continue;
    check(resumed.get(terminator.resume) === 1, `block ${id} is not alone in leading to block ${terminator.resume}`);
  }
  return faults;
}

function operandsOf(terminator: Terminator): Operand[] {
  switch (terminator.kind) {
    case "branch":
      return [terminator.test];
    case "switch":
      return [terminator.discriminant, ...terminator.cases.map(({ test }) => test)];
    case "suspend":
      return terminator.operand ? [terminator.operand] : [];
    case "return":
    case "throw":
    case "leave":
      return terminator.value ? [terminator.value] : [];
    default:
      return [];
  }
}
