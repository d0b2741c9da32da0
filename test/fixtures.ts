// The fixtures on disk, and how one is run: natively, or compiled by the built package.
//
//   fixtures/<group>/<case>/input.js    annotated functions, and
//     export default (probe, wait) => …   drives them; what it probes is the trace; it may be async
//     export const subject = (probe) => … a fresh generator or async generator, for resume scripts and copied frames;
//                      (probe, wait) => … or a call of an async function
//     wait(label)                         something to await: settled as a script says, or fulfilled with the label
//   options.json                        see FixtureOptions

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { format } from "./format.js";
import { createTrace, linesOf, type Probe } from "./trace.js";

export const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

export interface FixtureOptions {
  /** "script" runs as sloppy CommonJS, with module.exports = { default, subject }. */
  sourceType?: "module" | "script";
  /** Syntax of the input beyond JavaScript, lowered by the usual preset before it runs. */
  presets?: ("typescript" | "react")[];
  /** The preset for TypeScript takes `declare` for what it is, as it does by itself from version 8 on; fields without a value are fields then. */
  declareFields?: boolean;
  /**
   * The input has `using` declarations. On engines that do not know them the oracle is Babel's own lowering, which takes
   * other numbers of turns: ticks are those of the trace, which Node 24 writes. `Symbol.dispose` is made by the input.
   */
  using?: boolean;
  /** Why Babel's lowering is no oracle for its `using` declarations: what Node 24 does is known by the trace alone. */
  noLowering?: string;
  /** Syntax of the input that no engine knows, and no preset here: Babel's standalone build lowers it before it runs. */
  lowered?: (keyof typeof LOWERINGS)[];
  /** Syntax of an input that is refused, so that it never runs: plugins of Babel's parser. */
  parserPlugins?: unknown[];
  /** Options of the plugin. */
  plugin?: Record<string, unknown>;
  /** Why there is no `subject`. */
  noSubject?: string;
  /** Why frames of it cannot be copied by their slots. */
  noCopy?: string;
  /** What the compiled output does not do yet: it must fail a check of behaviour. */
  todo?: string;
  /** Created nodes that are newer than ES5, which only a source that is newer itself may have: see `newerThanES5`. */
  newer?: string[];
}

export interface Fixture {
  name: string;
  folder: string;
  input: string;
  source: string;
  options: FixtureOptions;
}

export type { Probe };

export type Wait = (label: unknown) => unknown;

export const fulfilled: Wait = async (label) => label;

export interface FixtureModule {
  default(probe: Probe, wait?: Wait): unknown;
  subject?(probe: Probe, wait?: Wait): Generator | AsyncGenerator | Promise<unknown>;
}

/** What the tests need of @babel/core, 7 or 8. */
export interface Babel {
  version: string;
  transformSync(source: string, options: object): { code: string; ast?: object; map?: object; metadata: Record<string, unknown> } | null;
  traverse(ast: object, visitor: { Program(path: { scope: { bindings: Record<string, { kind: string; constantViolations: unknown[] }> } }): void }): void;
}

export function readFixtures(): Fixture[] {
  const base = join(root, "fixtures");
  return readdirSync(base).sort().flatMap((group) =>
    readdirSync(join(base, group)).sort().map((name): Fixture => {
      const folder = join(base, group, name);
      const input = ["input.js", "input.ts"].find((file) => existsSync(join(folder, file)));
      if (!input) throw new Error(`${group}/${name} has no input`);
      const optionsFile = join(folder, "options.json");
      const options = existsSync(optionsFile) ? JSON.parse(readFileSync(optionsFile, "utf8")) : {};
      return { name: `${group}/${name}`, folder, input, source: readFileSync(join(folder, input), "utf8"), options };
    }),
  );
}

/** Node 20 does not know `using`. */
const knowsUsing = (() => {
  try {
    return Boolean(new Function("return async () => { await using nothing = null; };"));
  } catch {
    return false;
  }
})();

/** The oracle is not the engine alone: its ticks mean nothing. */
export const isLowered = ({ options }: Fixture): boolean => Boolean(options.using) && !knowsUsing;

/** By what the parser is to know, Babel's names and options. */
const LOWERINGS = {
  decorators: { syntax: "decorators", plugin: ["proposal-decorators", { version: "2023-11" }] },
  legacyDecorators: { syntax: "decorators-legacy", plugin: ["proposal-decorators", { version: "legacy" }] },
  flow: { syntax: "flow", plugin: "transform-flow-strip-types" },
  chainAssignments: { syntax: ["optionalChainingAssign", { version: "2023-07" }], plugin: ["proposal-optional-chaining-assign", { version: "2023-07" }] },
  throwExpressions: { syntax: "throwExpressions", plugin: "proposal-throw-expressions" },
  functionBind: { syntax: "functionBind", plugin: "proposal-function-bind" },
  destructuringPrivate: { syntax: "destructuringPrivate", plugin: "proposal-destructuring-private" },
  pipelines: { syntax: ["pipelineOperator", { proposal: "hack", topicToken: "^^" }], plugin: ["proposal-pipeline-operator", { proposal: "hack", topicToken: "^^" }] },
};

/** What the parser has to know for a fixture beyond JavaScript. */
export function syntaxOf({ presets = [], lowered = [], parserPlugins = [] }: FixtureOptions): unknown[] {
  return [...presets.map((preset) => (preset === "react" ? "jsx" : preset)), ...lowered.map((name) => LOWERINGS[name].syntax), ...parserPlugins];
}

/** Babel's options for a fixture: with the plugin (compiled), or without (what the oracle runs). */
export function babelOptions(fixture: Fixture, plugins: unknown[], extra: object = {}): object {
  const { sourceType = "module", presets = [], declareFields = false, using = false, lowered = [], parserPlugins = [] } = fixture.options;
  const lowering = isLowered(fixture) ? [require.resolve("@babel/plugin-transform-explicit-resource-management")] : [];
  return {
    configFile: false,
    babelrc: false,
    browserslistConfigFile: false,
    filename: join(fixture.folder, fixture.input),
    sourceType,
    plugins: [...plugins, ...lowering],
    parserOpts: { plugins: [...(using ? ["explicitResourceManagement"] : []), ...syntaxOf({ lowered, parserPlugins })] },
    presets: presets.map((preset) => [
      require.resolve(`@babel/preset-${preset}`),
      preset === "react" ? { runtime: "classic", pragma: "h" } : { onlyRemoveTypeImports: true, allowDeclareFields: declareFields },
    ]),
    ...extra,
  };
}

/** The text as an engine takes it. */
export function runnable(code: string, { lowered = [] }: FixtureOptions): string {
  if (lowered.length === 0) return code;
  const { transform }: typeof import("babel8-standalone") = require("babel8-standalone");
  return transform(code, { plugins: lowered.map((name) => LOWERINGS[name].plugin) as string[], targets: { node: "20" } })!.code!;
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
export function traceOf(module: FixtureModule): Promise<string[]> {
  const trace = createTrace((value) => (typeof value === "string" ? value : format(value)));
  // Where nothing is waited for, the parameters of the default export may be what the fixture is about.
  const args: [Probe, Wait?] = module.default.length > 1 ? [trace.probe, fulfilled] : [trace.probe];
  return linesOf(trace, async () => {
    try {
      await module.default(...args);
    } catch (error) {
      trace.log(`threw ${format(error)}`);
    }
  });
}

export type Step = "next" | "send" | "throw" | "return";

/** Every sequence of items up to a length, the shorter ones first. */
export function sequences<T>(items: T[], length: number): T[][] {
  let longest: T[][] = [[]];
  const all: T[][] = [];
  for (let i = 0; i < length; i++) {
    longest = longest.flatMap((sequence) => items.map((item) => [...sequence, item]));
    all.push(...longest);
  }
  return all;
}

export const resumeScripts = (length: number): Step[][] => sequences<Step>(["next", "send", "throw", "return"], length);

/** Resumes a fresh subject by a script; `between` sees and may replace the generator before each step. */
export function runScript(
  module: FixtureModule,
  script: Step[],
  between: (generator: Generator, index: number) => Generator = (generator) => generator,
): string[] {
  const { lines, probe } = createTrace(format);
  let generator: Generator;
  try {
    generator = module.subject!(probe) as Generator;
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

export function resume(generator: Generator | AsyncGenerator, step: Step, index: number): unknown {
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
