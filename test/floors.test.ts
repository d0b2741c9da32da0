// The floors of the source tree: which folder may import from which. A phase never imports from a sibling.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import { root } from "./fixtures.js";

const COMMON = ["graph", "ast", "diagnostics", "options", "protocol"];
const PHASES = ["select", "resolve", "lower", "spill", "build", "analyze", "optimize", "emit", "attach"];

/** A phase reads the results of those before it, so it imports their types; never anything that runs. */
const FACTS: Record<string, string[]> = {
  resolve: ["select"],
  lower: ["resolve"],
  emit: ["select", "resolve", "lower", "analyze"],
};

/** Folder or file below src → what it may import from, besides itself. */
const FLOORS: Record<string, string[]> = {
  index: ["plugin"],
  plugin: ["pipeline", "targets", ...COMMON],
  compiler: ["pipeline", "compile-function", ...COMMON],
  cli: ["compiler", ...COMMON],
  pipeline: ["compile-function", ...PHASES, ...COMMON],
  "compile-function": [...PHASES, ...COMMON],
  ...Object.fromEntries(PHASES.map((phase) => [phase, COMMON])),
  graph: ["protocol"],
  ast: ["protocol"],
  diagnostics: ["ast", "protocol"],
  options: ["diagnostics", "protocol"],
  protocol: [],
  targets: [],
  runtime: ["protocol"],
  inspect: ["runtime", "protocol"],
  scheduler: ["runtime", "protocol"],
};

function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

const source = join(root, "src");
const floorOf = (path: string) => relative(source, path).split("/")[0].replace(/\.ts$/, "");

it("the playground imports published entries, and nothing of src", () => {
  const files = sourceFiles(join(root, "playground/src"));
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    for (const [, target] of readFileSync(file, "utf8").matchAll(/(?:from |import\(|^import )"(\.[^"]*)"/gm)) {
      const imported = relative(root, resolve(dirname(file), target));
      expect(imported, `${target} from ${relative(root, file)}`).toMatch(/^(playground\/src\/|test\/(trace|format)\.ts$)/);
    }
  }
});

/** What a file imports of our own: is it only types, and of which floor? */
function importsOf(file: string): { isType: boolean; target: string; floor: string }[] {
  const found = readFileSync(file, "utf8").matchAll(/^(?:import|export) (type )?[^;]*?from "(\.[^"]*)"/gm);
  // The one thing that is not source: the runtime's code, for `runtime: "inline"`.
  const ours = [...found].filter(([, , target]) => target !== "../../../dist/runtime-pieces.json");
  return ours.map(([, type, target]) => ({ isType: type !== undefined, target, floor: floorOf(resolve(dirname(file), target).replace(/\.js$/, ".ts")) }));
}

for (const file of sourceFiles(source)) {
  it(`${relative(source, file)} imports from its floor or below`, () => {
    const floor = floorOf(file);
    expect(FLOORS, `the floor of ${floor} is not described`).toHaveProperty(floor);
    for (const { isType, target, floor: imported } of importsOf(file)) {
      const allowed = imported === floor || FLOORS[floor].includes(imported) || (isType && FACTS[floor]?.includes(imported));
      expect(allowed, `${target} from ${floor}`).toBe(true);
    }
  });
}

it.for(Object.entries(FACTS))("%s uses the results that it may use", ([phase, others]) => {
  const used = new Set(sourceFiles(join(source, phase)).flatMap(importsOf).map(({ floor }) => floor));
  for (const other of others) expect(used, `${phase} of ${other}`).toContain(other);
});
