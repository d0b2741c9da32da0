// The fixtures on disk, and how one is run: natively, or compiled by the built package.
//
//   fixtures/<group>/<case>/input.js    annotated functions, and
//     export default (probe) => { … }     drives them; what it probes is the trace
//     export const subject = (probe) => … a fresh generator, for resume scripts and copied frames
//   options.json                        see FixtureOptions

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { format } from "./format.js";

export const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

export interface FixtureOptions {
  /** "script" runs as sloppy CommonJS, with module.exports = { default, subject }. */
  sourceType?: "module" | "script";
  /** Syntax of the input beyond JavaScript, lowered by the usual preset before it runs. */
  presets?: ("typescript" | "react")[];
  /**
   * The input has `using` declarations. The oracle is Babel's own lowering of them around the engine's generators, on
   * engines that do not know them; `Symbol.dispose` is made by the input.
   */
  using?: boolean;
  /** Options of the plugin. */
  plugin?: Record<string, unknown>;
  /** Why there is no `subject`. */
  noSubject?: string;
  /** Why frames of it cannot be copied by their slots. */
  noCopy?: string;
  /** What does not work yet: the fixture must fail. */
  todo?: string;
}

export interface Fixture {
  name: string;
  folder: string;
  input: string;
  source: string;
  options: FixtureOptions;
}

export type Probe = (...values: unknown[]) => void;

export interface FixtureModule {
  default(probe: Probe): unknown;
  subject?(probe: Probe): Generator;
}

/** What the tests need of @babel/core, 7 or 8. */
export interface Babel {
  version: string;
  transformSync(source: string, options: object): { code: string; ast?: object; map?: object; metadata: Record<string, unknown> } | null;
}

export function readFixtures(): Fixture[] {
  const base = join(root, "fixtures");
  return readdirSync(base).sort().flatMap((group) =>
    readdirSync(join(base, group)).sort().map((name): Fixture => {
      const folder = join(base, group, name);
      const input = ["input.js", "input.ts", "input.jsx"].find((file) => existsSync(join(folder, file)));
      if (!input) throw new Error(`${group}/${name} has no input`);
      const optionsFile = join(folder, "options.json");
      const options = existsSync(optionsFile) ? JSON.parse(readFileSync(optionsFile, "utf8")) : {};
      return { name: `${group}/${name}`, folder, input, source: readFileSync(join(folder, input), "utf8"), options };
    }),
  );
}

/** Babel's options for a fixture: with the plugin (compiled), or without (what the oracle runs). */
export function babelOptions(fixture: Fixture, plugins: unknown[], extra: object = {}): object {
  const { sourceType = "module", presets = [], using = false } = fixture.options;
  return {
    configFile: false,
    babelrc: false,
    browserslistConfigFile: false,
    filename: join(fixture.folder, fixture.input),
    sourceType,
    plugins: [...plugins, ...(using ? [require.resolve("@babel/plugin-transform-explicit-resource-management")] : [])],
    presets: presets.map((preset) => [
      require.resolve(`@babel/preset-${preset}`),
      preset === "react" ? { runtime: "classic", pragma: "h" } : { onlyRemoveTypeImports: true },
    ]),
    ...extra,
  };
}

/** Runs module text as a file of this package, so that it finds the runtime as a user's file does. */
export async function loadModule<T>(name: string, code: string, sourceType: "module" | "script" = "module"): Promise<T> {
  const folder = join(root, ".fixtures");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name.replace(/\//g, "-")}.${sourceType === "module" ? "mjs" : "cjs"}`);
  writeFileSync(file, code);
  const loaded = await import(/* @vite-ignore */ `${pathToFileURL(file)}?${++loads}`);
  return (sourceType === "module" ? loaded : loaded.default) as T;
}
let loads = 0;

export async function loadRuntime(sourceType: "module" | "script" = "module"): Promise<typeof import("../src/runtime/index.js")> {
  if (sourceType === "script") return require("babel-plugin-switchyard/runtime");
  return import(/* @vite-ignore */ pathToFileURL(join(root, "dist/runtime.js")).href);
}

/** Lines of a run: everything probed, and how the run ended. */
export async function traceOf(module: FixtureModule): Promise<string[]> {
  const lines: string[] = [];
  const probe = (...values: unknown[]) => void lines.push(values.map((value) => (typeof value === "string" ? value : format(value))).join(" "));
  try {
    await module.default(probe);
  } catch (error) {
    lines.push(`threw ${format(error)}`);
  }
  return lines;
}

export type Step = "next" | "send" | "throw" | "return";

/** Every sequence of steps up to a length. */
export function resumeScripts(length: number): Step[][] {
  const steps: Step[] = ["next", "send", "throw", "return"];
  let scripts: Step[][] = [[]];
  const all: Step[][] = [];
  for (let i = 0; i < length; i++) {
    scripts = scripts.flatMap((script) => steps.map((step) => [...script, step]));
    all.push(...scripts);
  }
  return all;
}

/** Resumes a fresh subject by a script; `between` sees and may replace the generator before each step. */
export function runScript(
  module: FixtureModule,
  script: Step[],
  between: (generator: Generator, index: number) => Generator = (generator) => generator,
): string[] {
  const lines: string[] = [];
  const probe = (...values: unknown[]) => void lines.push(values.map((value) => format(value)).join(" "));
  let generator: Generator;
  try {
    generator = module.subject!(probe);
  } catch (error) {
    return [...lines, `call threw ${format(error)}`];
  }
  script.forEach((step, index) => {
    generator = between(generator, index);
    try {
      lines.push(`${step}: ${format(resume(generator, step, index))}`);
    } catch (error) {
      lines.push(`${step} threw ${format(error)}`);
    }
  });
  return lines;
}

function resume(generator: Generator, step: Step, index: number): unknown {
  switch (step) {
    case "next":
      return generator.next();
    case "send":
      return generator.next(`sent ${index}`);
    case "throw":
      return generator.throw(`thrown ${index}`);
    case "return":
      return generator.return(`returned ${index}`);
  }
}
