// One program, run natively and compiled: where do the traces part?

import * as vm from "node:vm";
import { compile } from "babel-plugin-switchyard/compiler";
import * as runtime from "babel-plugin-switchyard/runtime";
import { runRequests } from "../async-scripts.js";
import { runScript, type FixtureModule, type Step } from "../fixtures.js";
import { format } from "../format.js";
import { createTrace, linesOf } from "../trace.js";
import type { Kind } from "./ast.js";

/** How a program is run: a generator is resumed, an async function called, an async generator asked in turn or at once. */
export type Run = { kind: "resume" | "in turn" | "at once"; script: Step[] } | { kind: "call" };

export type Difference =
  /** A fault of the generator: the program is no JavaScript, or does not end. */
  | { kind: "invalid program"; message: string }
  /** The compiler threw, refused, or wrote what does not parse. */
  | { kind: "not compiled"; variant: Variant; message: string; code?: string }
  | { kind: "different"; variant: Variant; run: Run; native: string[]; compiled: string[] };

export interface Comparison {
  difference: Difference | null;
  /** Natively: resumptions that suspended again, or turns in which something happened. */
  suspended: number;
  /** Runs in which the engine did not do natively again what it had done, and the second time was what the compiled run had shown. */
  unsteady: number;
}

export function runsOf(kind: Kind, scripts: Step[][]): Run[] {
  if (kind === "async") return [{ kind: "call" }];
  if (kind === "generator") return scripts.map((script) => ({ kind: "resume", script }));
  return scripts.map((script, index) => ({ kind: index % 2 === 0 ? "in turn" : "at once", script }));
}

/** For all runs of a program; what ends at all, ends in a small part of it. */
const TIME_LIMIT = 2_000;

/** What comes late in the compiler is left out, or done otherwise: two things at once take no more time. */
const VARIANTS = { optimized: {}, "plain methods": { optimize: false, shape: "method" } } as const;
type Variant = keyof typeof VARIANTS;

export async function compare(source: string, runs: Run[]): Promise<Comparison> {
  const natively: string[][] = [];
  try {
    const module = evaluate(source);
    for (const run of runs) natively.push(await traceOf(module, run));
  } catch (error) {
    return { difference: { kind: "invalid program", message: String(error) }, suspended: 0, unsteady: 0 };
  }
  const suspended = natively.flat().filter((line) => /^(next|send|throw|return): .*done: false \}$|^tick \d/.test(line)).length;
  let unsteady = 0;
  for (const variant of ["optimized", "plain methods"] as const) {
    const compared = await compareCompiled(source, runs, natively, variant);
    unsteady += compared.unsteady;
    if (compared.difference) return { difference: compared.difference, suspended, unsteady };
  }
  return { difference: null, suspended, unsteady };
}

async function compareCompiled(source: string, runs: Run[], natively: string[][], variant: Variant): Promise<Pick<Comparison, "difference" | "unsteady">> {
  let code: string | undefined;
  let module: FixtureModule;
  try {
    // What a module declares only it can assign, so more is known of its functions. Strict code means the same in both.
    const sourceType = source.startsWith('"use strict"') ? "module" : "script";
    const result = compile(source, { runtime: "global", sourceType, ...VARIANTS[variant] });
    if (result.code === null) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
    code = result.code;
    module = evaluate(code);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    return { difference: { kind: "not compiled", variant, message, code }, unsteady: 0 };
  }
  let unsteady = 0;
  // Run by run: the first that differs is often the only one that does not end.
  for (const [index, run] of runs.entries()) {
    const native = natively[index]!;
    let compiled: string[];
    try {
      compiled = await traceOf(module, run);
    } catch (error) {
      compiled = [`(${String(error)})`];
    }
    if (same(native, compiled)) continue;
    // An engine that does not agree with itself: V8 calls a getter twice where a literal's rest is taken for the first time.
    if (!same(await traceOf(evaluate(source), run), compiled)) return { difference: { kind: "different", variant, run, native, compiled }, unsteady };
    unsteady++;
  }
  return { difference: null, unsteady };
}

const same = (lines: string[], others: string[]) => lines.join("\n") === others.join("\n");

function evaluate(code: string): FixtureModule {
  const main: NonNullable<FixtureModule["subject"]> = new Function("Switchyard", `${code}\nreturn main;`)({ runtime });
  // Nothing else is passed: programs change what they get, and the next one would see it.
  const subject: FixtureModule["subject"] = (probe) => main(probe);
  return { subject, default: subject };
}

/** @throws an Error for a program that does not end. */
async function traceOf(module: FixtureModule, run: Run): Promise<string[]> {
  // Generated programs make strings of whatever they hold. The text of a function is what compiling changes, and engines
  // word an error by the code that failed.
  const functionText = Function.prototype.toString;
  const errorText = Error.prototype.toString;
  Function.prototype.toString = () => "function";
  Error.prototype.toString = function () {
    return this.name;
  };
  try {
    if (run.kind === "resume") return limited(() => runScript(module, run.script));
    return await (run.kind === "call" ? callTwice(module) : runRequests(module, run.script, run.kind));
  } finally {
    Function.prototype.toString = functionText;
    Error.prototype.toString = errorText;
  }
}

/** Two activations at once, turn by turn. */
function callTwice({ subject }: FixtureModule): Promise<string[]> {
  const trace = createTrace(format);
  const call = () => subject!(trace.probe) as unknown as Promise<unknown>;
  return linesOf(trace, () => trace.probe.ticks({ first: call(), second: call() }));
}

function limited<T>(run: () => T): T {
  const slot = globalThis as { switchyardFuzz?: () => T };
  slot.switchyardFuzz = run;
  try {
    return CALL.runInThisContext({ timeout: TIME_LIMIT }) as T;
  } finally {
    delete slot.switchyardFuzz;
  }
}
const CALL = new vm.Script("switchyardFuzz()");
