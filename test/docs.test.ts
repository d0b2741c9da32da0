// Do the documents say what is so? Links, commands, codes, and the examples that are followed through the compiler.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../src/diagnostics/catalogue.js";
import type { CompileStep } from "../src/compiler/index.js";
import { readFixtures, root } from "./fixtures.js";
import { normalized, shows } from "./headers.js";
import { inNotation } from "./notation.js";

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
      const [, language, example] = /^```(js|ts)\n([^]*?)^```$/m.exec(section!)!;
      const parserPlugins = language === "ts" ? (["typescript"] as const) : [];
      const options = Object.fromEntries([...example.matchAll(/^\/\/ (\w+): "(\w+)"$/gm)].map(([, name, value]) => [name, value]));
      expect(compile(example, { ...options, sourceType: "unambiguous", parserPlugins: [...parserPlugins] }).diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
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
  const flat = (text: string) => text.replace(/\s+/g, " ").trim();
  const isAnnotated = (text: string) => text.includes('"use coroutine"');
  const [example] = codeBlocks("docs/architecture.md", "js").filter(isAnnotated);

  for (const document of ["README.md", "CONTRIBUTING.md", "docs/architecture.md"]) {
    it(`${document}: what is annotated compiles`, () => {
      const annotated = codeBlocks(document, "js").filter(isAnnotated);
      expect(annotated.length).toBeGreaterThan(0);
      for (const source of annotated) {
        const { code, diagnostics, functions } = compile(source);
        expect(diagnostics).toEqual([]);
        expect(code).not.toBe(null);
        expect(functions.length).toBeGreaterThan(0);
      }
    });
  }

  for (const document of ["README.md", "docs/architecture.md"]) {
    it(`${document}: emitted code is what the example before it compiles to`, () => {
      let output: string | null = null;
      let shown = 0;
      for (const text of codeBlocks(document, "js")) {
        if (isAnnotated(text)) {
          if (output !== null) expect(shown, output).toBeGreaterThan(0);
          output = flat(compile(text).code!);
          shown = 0;
        } else if (/\bframe\b|^function/.test(text)) {
          expect(output).toContain(flat(text));
          shown++;
        }
      }
      expect(shown).toBeGreaterThan(0);
    });
  }

  it("docs/architecture.md: code and graphs between the phases are those of its example", () => {
    const steps: CompileStep[] = [];
    compile(example, { observe: (step) => void steps.push(step) });
    const code = steps.flatMap((step) => ("code" in step ? [step.code] : []));
    const statements = codeBlocks("docs/architecture.md", "js").filter((text) => text.startsWith("total ="));
    expect(statements.length).toBe(code.length);
    // The factory of the arrow stands in a block of its own.
    statements.forEach((text, index) => expect(shows(`${text} …`, code[index]), text).toBe(true));

    const graphs = steps.flatMap((step) => ("graph" in step ? [inNotation(step.graph, step.leaves)] : []));
    const drawn = codeBlocks("docs/architecture.md", "text").filter((text) => text.startsWith("b0:"));
    expect(drawn.map(normalized)).toEqual([graphs[0], graphs.at(-1)!].map(normalized));
  });

  it("the graph in docs/state-graph.md is that of the example", () => {
    expect(codeBlocks("docs/state-graph.md", "js")).toContain(example);
    const [graph] = codeBlocks("docs/state-graph.md", "json");
    expect(JSON.parse(graph)).toEqual(compile(example).functions[0].graph);
  });
});

describe("docs/scheduler.md", () => {
  const { transformSync } = require("@babel/core");
  const scheduler = require("babel-plugin-switchyard/scheduler");
  const page = read("docs/scheduler.md");
  const programs = [...page.matchAll(/^```js\n([^]*?)^```\n\n```text\n([^]*?)^```$/gm)];

  it("every program in it is followed by what it prints", () => {
    expect(programs.length).toBeGreaterThan(2);
    expect(programs.length).toBe(codeBlocks("docs/scheduler.md", "js").length);
  });

  for (const [, source, expected] of programs) {
    it(`prints ${expected!.split("\n")[0]}`, { timeout: 10_000 }, async () => {
      const { code } = compile(source!, { sourceType: "module" });
      const plugins = [require.resolve("@babel/plugin-transform-modules-commonjs")];
      const script = transformSync(code!, { configFile: false, babelrc: false, plugins }).code;
      const printed: string[] = [];
      new Function("require", "exports", "console", script)(require, {}, { log: (line: unknown) => void printed.push(String(line)) });
      const lines = expected!.trimEnd().split("\n");
      await expect.poll(() => printed, { timeout: 5_000 }).toEqual(lines);
    });
  }

  it("has a row for each name of the entry, and calls none that is not there", () => {
    const [, section] = /^## asyncio, row by row$([^]*?)^## /m.exec(page)!;
    const ours = section!.split("\n").map((line) => line.split(" | ")[1] ?? "").join("\n");
    for (const name of Object.keys(scheduler)) expect(ours, name).toMatch(new RegExp(`\\b${name}\\b`));
    for (const [, name] of ours.matchAll(/`(?:await |new )?([A-Za-z]+)\(/g)) expect(Object.keys(scheduler), name).toContain(name);
  });
});
