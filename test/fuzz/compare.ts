// One program, run natively and compiled: where do the traces part?

import * as vm from "node:vm";
import { compile } from "babel-plugin-switchyard/compiler";
import * as runtime from "babel-plugin-switchyard/runtime";
import { runScript, type FixtureModule, type Step } from "../fixtures.js";

export type Difference =
  /** A fault of the generator: the program is no JavaScript, or does not end. */
  | { kind: "invalid program"; message: string }
  /** The compiler threw, refused, or wrote what does not parse. */
  | { kind: "not compiled"; optimize: boolean; message: string; code?: string }
  | { kind: "different"; optimize: boolean; script: Step[]; native: string[]; compiled: string[] };

export interface Comparison {
  difference: Difference | null;
  /** How many resumptions suspended again, natively. */
  suspended: number;
}

/** For all scripts of a program; what ends at all, ends in a small part of it. */
const TIME_LIMIT = 2_000;

export function compare(source: string, scripts: Step[][]): Comparison {
  let natively: string[][];
  try {
    natively = traces(evaluate(source), scripts);
  } catch (error) {
    return { difference: { kind: "invalid program", message: String(error) }, suspended: 0 };
  }
  const suspended = natively.flat().filter((line) => /^(next|send|throw|return): .*done: false \}$/.test(line)).length;
  for (const optimize of [true, false]) {
    const difference = compareCompiled(source, scripts, natively, optimize);
    if (difference) return { difference, suspended };
  }
  return { difference: null, suspended };
}

function compareCompiled(source: string, scripts: Step[][], natively: string[][], optimize: boolean): Difference | null {
  let code: string | undefined;
  let module: FixtureModule;
  try {
    const result = compile(source, { runtime: "global", sourceType: "script", optimize });
    if (result.code === null) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
    code = result.code;
    module = evaluate(code);
  } catch (error) {
    return { kind: "not compiled", optimize, message: error instanceof Error ? (error.stack ?? String(error)) : String(error), code };
  }
  // Script by script: the first that differs is often the only one that does not end.
  for (const [index, script] of scripts.entries()) {
    const native = natively[index]!;
    let compiled: string[];
    try {
      [compiled] = traces(module, [script]) as [string[]];
    } catch (error) {
      compiled = [`(${String(error)})`];
    }
    if (native.join("\n") !== compiled.join("\n")) return { kind: "different", optimize, script, native, compiled };
  }
  return null;
}

function evaluate(code: string): FixtureModule {
  const main = new Function("Switchyard", `${code}\nreturn main;`)({ runtime });
  return { subject: main, default: main };
}

/** @throws an Error for a program that does not end. */
function traces(module: FixtureModule, scripts: Step[][]): string[][] {
  // Generated programs make strings of whatever they hold. The text of a function is what compiling changes, and engines
  // word an error by the code that failed.
  const functionText = Function.prototype.toString;
  const errorText = Error.prototype.toString;
  Function.prototype.toString = () => "function";
  Error.prototype.toString = function () {
    return this.name;
  };
  try {
    return limited(() => scripts.map((script) => runScript(module, script)));
  } finally {
    Function.prototype.toString = functionText;
    Error.prototype.toString = errorText;
  }
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
