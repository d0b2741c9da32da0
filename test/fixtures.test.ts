// Every fixture, with every check. The native run is the oracle: traces are written by it alone.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { compile as Compile } from "../src/compiler/index.js";
import { awaitScripts, runAwaitScript, runRequests, subjectKind } from "./async-scripts.js";
import { copyFrame, copyGenerator, drive, exchanging, type AnyFrame, type Between } from "./copied-frame.js";
import { newerThanES5, sharedNodes } from "./created-nodes.js";
import {
  babelOptions,
  isLowered,
  loadModule,
  loadRuntime,
  readFixtures,
  resumeScripts,
  runnable,
  runScript,
  syntaxOf,
  traceOf,
  type Babel,
  type Fixture,
  type FixtureModule,
  type Step,
} from "./fixtures.js";
import { withoutTicks } from "./trace.js";

const require = createRequire(import.meta.url);
const babel: Babel = require("@babel/core");
const plugin = require.resolve("babel-plugin-switchyard");
const { compile, renderDiagnostic }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

const SCRIPTS = resumeScripts(4);
const AWAIT_SCRIPTS = awaitScripts(4);
const LONGEST_RUN = 60;
const LONGEST_STREAM = 10;

interface Check {
  name: string;
  /** Of what the output does, which is what a fixture with `todo` fails in; not of its text, or of the oracle. */
  isBehaviour?: true;
  /** Why it says nothing of this fixture. */
  skippedFor?(fixture: Fixture): string | undefined;
  run(fixture: Fixture): Promise<void> | void;
}

const runs: Check[] = [
  { name: "the output is the snapshot, the same every time, with no node at two places", run: checkOutput },
  { name: "the native run gives the trace", run: checkNativeTrace },
  { name: "compiled, it does what it does natively; optimised or not, as functions or methods", isBehaviour: true, run: checkCompiledTrace },
  { name: "created nodes are ES5", run: checkCreatedNodes },
  { name: "every script up to length 4 agrees", isBehaviour: true, skippedFor: withoutSubject, run: checkScripts },
  { name: "frames copied by their slot table go on alike", isBehaviour: true, skippedFor: (fixture) => withoutSubject(fixture) ?? fixture.options.noCopy, run: checkCopies },
];
const refusals: Check[] = [{ name: "the diagnostics are the snapshot", run: checkDiagnostics }];

for (const fixture of readFixtures()) {
  const isRefusal = fixture.name.startsWith("diagnostics/");
  const checks = isRefusal ? refusals : runs;
  describe(fixture.name, () => {
    const { todo } = fixture.options;
    for (const check of checks) {
      const reason = check.skippedFor?.(fixture);
      if (reason) it.skip(`${check.name}: ${reason}`);
      else if (!todo || !check.isBehaviour) it(check.name, () => check.run(fixture));
    }
    if (!todo) return;
    const behaviour = checks.filter(({ isBehaviour, skippedFor }) => isBehaviour && !skippedFor?.(fixture));
    it(`fails still: ${todo}`, async () => {
      const outcomes = await Promise.allSettled(behaviour.map(async (check) => check.run(fixture)));
      expect(outcomes.some((outcome) => outcome.status === "rejected")).toBe(true);
    });
  });
}

/** Compares with a file, which is written where it is missing; never in CI, where a missing file fails. */
function expectFile(file: string, content: string): void {
  if (!existsSync(file) || process.env.UPDATE_FIXTURES) {
    if (process.env.CI) expect.fail(`${file} is missing`);
    writeFileSync(file, content);
  }
  expect(content).toBe(readFileSync(file, "utf8"));
}

function transform(fixture: Fixture, compiled: boolean, extra: object = {}) {
  const plugins = compiled ? [[plugin, fixture.options.plugin ?? {}]] : [];
  return babel.transformSync(fixture.source, babelOptions(fixture, plugins, extra))!;
}

/** What the compiler says about a fixture, run through it without Babel's configuration. */
function analyse(fixture: Fixture, more: { optimize?: boolean; shape?: "method" } = {}): ReturnType<typeof Compile> {
  const { sourceType = "module", plugin: own = {} } = fixture.options;
  const parserPlugins = syntaxOf(fixture.options) as never[];
  return compile(fixture.source, { ...own, sourceType, parserPlugins, filename: fixture.input, ...more });
}

async function loadNative(fixture: Fixture): Promise<FixtureModule> {
  const code = runnable(transform(fixture, false).code, fixture.options);
  return loadModule(`${fixture.name}-native`, code, fixture.options.sourceType);
}

/** The optimizer's work left out, or functions made into methods, is to make no difference. */
const VARIANTS = { compiled: {}, plain: { optimize: false }, methods: { shape: "method" } } as const;

async function loadCompiled(fixture: Fixture, variant: keyof typeof VARIANTS = "compiled"): Promise<FixtureModule> {
  const machine = analyse(fixture, VARIANTS[variant]).code!;
  const code = runnable(babel.transformSync(machine, babelOptions(fixture, []))!.code, fixture.options);
  return loadModule(`${fixture.name}-${variant}`, code, fixture.options.sourceType);
}

/** The plugin alone, with the syntax of the fixture and nothing that lowers it. */
function transformBare(fixture: Fixture) {
  const { presets: _, using: __, ...options } = fixture.options;
  const plugins = syntaxOf(fixture.options);
  return transform({ ...fixture, options }, true, { ast: true, parserOpts: { plugins } });
}

function checkOutput(fixture: Fixture): void {
  const first = transformBare(fixture);
  expect(first.metadata.switchyard).toMatchObject({ functions: expect.arrayContaining([expect.anything()]) });
  expect(transformBare(fixture).code).toBe(first.code);
  expect(sharedNodes(first.ast as never)).toEqual([]);
  expect(assignedImports(first.ast!)).toEqual([]);
  expectFile(join(fixture.folder, "output.js"), `${first.code}\n`);
}

/** Bundlers refuse these, also where they are never run. */
function assignedImports(ast: object): string[] {
  const names: string[] = [];
  babel.traverse(ast, {
    Program({ scope: { bindings } }) {
      for (const [name, { kind, constantViolations }] of Object.entries(bindings)) if (kind === "module" && constantViolations.length > 0) names.push(name);
    },
  });
  return names;
}

/** What the native run of a fixture shows; or has shown, where this engine cannot tell. */
async function nativeTrace(fixture: Fixture): Promise<string[]> {
  const run = async () => traceOf(await loadNative(fixture));
  if (!isLowered(fixture)) return run();
  const file = join(fixture.folder, "trace.txt");
  if (!existsSync(file)) expect.fail(`${file} is missing: Node 24 writes it, since this engine does not know \`using\``);
  const written = readFileSync(file, "utf8").trimEnd().split("\n");
  if (!fixture.options.noLowering) expect(withoutTicks(await run())).toEqual(withoutTicks(written));
  return written;
}

async function checkNativeTrace(fixture: Fixture): Promise<void> {
  const trace = await nativeTrace(fixture);
  expect(trace.length).toBeGreaterThan(0);
  if (fixture.options.noSubject) expect((await loadNative(fixture)).subject, "a fixture that says why it has no `subject` has none").toBeUndefined();
  expectFile(join(fixture.folder, "trace.txt"), `${trace.join("\n")}\n`);
}

async function checkCompiledTrace(fixture: Fixture): Promise<void> {
  const native = await nativeTrace(fixture);
  for (const variant of ["compiled", "plain", "methods"] as const) {
    expect(await traceOf(await loadCompiled(fixture, variant)), variant).toEqual(native);
  }
}

/**
 * Around classes, computed keys and methods with `super`, the source is newer than ES5 itself; for a direct eval, the step
 * function is an arrow, which shares the arguments and `this` that eval can see. Async arrows stay arrows, and what stands
 * in for their parameters is as new as they are. Methods are ES2015, and those of blocks are held by `let`, as is what a
 * switch declares. A class under a computed key is named by one. An arrow in a default may share `arguments`.
 */
function checkCreatedNodes(fixture: Fixture): void {
  const { ast } = transformBare(fixture);
  const found = [...new Set(newerThanES5(ast as never))].sort();
  expect(found).toEqual(fixture.options.newer ?? []);
}

/** Why there is no subject that can be run here, natively and compiled. */
function withoutSubject(fixture: Fixture): string | undefined {
  return isLowered(fixture) && fixture.options.noLowering ? fixture.options.noLowering : fixture.options.noSubject;
}

/** How the subject of a fixture runs by each of its scripts: pairs of what was done and what it showed. */
async function scriptRuns(fixture: Fixture, module: FixtureModule): Promise<[done: string, lines: string[]][]> {
  const runs: [string, string[]][] = [];
  switch (await subjectKind(await loadNative(fixture))) {
    case "generator":
      for (const script of SCRIPTS) runs.push([script.join(", "), runScript(module, script)]);
      break;
    case "async function":
      for (const script of AWAIT_SCRIPTS) runs.push([script.join(", "), await runAwaitScript(module, script)]);
      break;
    case "async generator":
      for (const order of ["in turn", "at once"] as const) {
        for (const script of SCRIPTS) runs.push([`${script.join(", ")} ${order}`, await runRequests(module, script, order)]);
      }
  }
  return isLowered(fixture) ? runs.map(([done, lines]) => [done, withoutTicks(lines)]) : runs;
}

async function checkScripts(fixture: Fixture): Promise<void> {
  const native = await loadNative(fixture);
  expect(native.subject, "a fixture without `subject` says why in options.json").toBeTypeOf("function");
  const expected = await scriptRuns(fixture, native);
  for (const variant of ["compiled", "plain"] as const) {
    const compiled = await scriptRuns(fixture, await loadCompiled(fixture, variant));
    compiled.forEach((run, index) => expect(run, `${run[0]}; ${variant}`).toEqual(expected[index]));
  }
}

async function checkCopies(fixture: Fixture): Promise<void> {
  const native = await loadNative(fixture);
  switch (await subjectKind(await loadNative(fixture))) {
    case "generator":
      return checkCopiedGenerator(fixture, native);
    case "async function":
      return checkCopiedCall(fixture, native);
    case "async generator":
      return checkCopiedAsyncGenerator(fixture, native);
  }
}

async function checkCopiedGenerator(fixture: Fixture, native: FixtureModule): Promise<void> {
  const runtime = await loadRuntime(fixture.options.sourceType);
  const { functions } = analyse(fixture);
  const compiled = await loadCompiled(fixture);
  let length = 1;
  const script = (): Step[] => Array<Step>(length).fill("send");
  while (length < LONGEST_RUN && !runScript(native, script()).at(-1)!.includes("done: true")) length++;
  const expected = runScript(native, script());
  for (let at = 0; at < length; at++) {
    const copied = runScript(compiled, script(), (generator, index) =>
      index === at ? copyGenerator(generator, functions, runtime) : generator,
    );
    expect(copied, `copied before resumption ${at}`).toEqual(expected);
  }
}

/** `call` may lead to the compiled function through ordinary ones: the first kickoff function answers. */
function unstartedCall({ request }: typeof import("../src/runtime/index.js"), call: () => unknown): AnyFrame {
  request.unstarted = true;
  try {
    return call() as AnyFrame;
  } finally {
    request.unstarted = false;
  }
}

/** The call is driven by hand, as a frame that a test can put another in the place of. */
async function checkCopiedCall(fixture: Fixture, native: FixtureModule): Promise<void> {
  const runtime = await loadRuntime(fixture.options.sourceType);
  const compiled = await loadCompiled(fixture);
  const call = compiled.subject!;
  for (const first of ["fulfil", "reject"] as const) {
    await compareCopies(fixture, first, await runAwaitScript(native, [first]), (between) => {
      const subject: FixtureModule["subject"] = (...args) =>
        drive(() => unstartedCall(runtime, () => call(...args)), between, runtime);
      return runAwaitScript({ ...compiled, subject }, [first]);
    });
  }
}

async function checkCopiedAsyncGenerator(fixture: Fixture, native: FixtureModule): Promise<void> {
  const runtime = await loadRuntime(fixture.options.sourceType);
  const compiled = await loadCompiled(fixture);
  for (const second of ["send", "throw", "return"] as const) {
    const script = Array<Step>(LONGEST_STREAM).fill("send").with(1, second);
    await compareCopies(fixture, second, await runRequests(native, script, "in turn"), (between) => {
      const subject: FixtureModule["subject"] = (...args) =>
        exchanging(compiled.subject!(...args) as AsyncGenerator, between, runtime);
      return runRequests({ ...compiled, subject }, script, "in turn");
    });
  }
}

/** For each of its resumptions a run in which a copy of the frame is resumed. */
async function compareCopies(
  fixture: Fixture,
  script: string,
  expected: string[],
  run: (between: Between) => Promise<string[]>,
): Promise<void> {
  const { functions } = analyse(fixture);
  const shown = isLowered(fixture) ? withoutTicks : (lines: string[]) => lines;
  let resumptions = 0;
  await run((frame) => (resumptions++, frame));
  for (let at = 0; at < resumptions; at++) {
    const copied = await run((frame, index) => (index === at ? copyFrame(frame, functions) : frame));
    expect(shown(copied), `${script}; copied before resumption ${at}`).toEqual(shown(expected));
  }
}

function checkDiagnostics(fixture: Fixture): void {
  const { diagnostics, code } = analyse(fixture);
  expect(diagnostics.length).toBeGreaterThan(0);
  const rendered = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, fixture.source, fixture.input));
  expectFile(join(fixture.folder, "error.txt"), `${rendered.join("\n\n")}\n`);
  if (diagnostics.some(({ severity }) => severity === "error") && fixture.options.plugin?.onUnsupported !== "warn") {
    expect(code).toBe(null);
    expect(() => transform(fixture, true)).toThrow(diagnostics[0].code);
  }
}
