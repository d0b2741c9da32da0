// The plugin's options: what there is, what it defaults to, and what is refused.

import { nearest } from "./diagnostics/distance.js";

export interface Options {
  /** Which functions are compiled: those that are annotated, which is the default, or all generators and async functions. */
  mode: "annotated" | "all";
  /** Where emitted code finds the runtime: imported, which is the default, in the file itself, or on the global `Switchyard`. */
  runtime: "import" | "inline" | "global";
  /** The module that the runtime is imported from; "babel-plugin-switchyard/runtime" if not given. */
  importSource: string;
  /** "error", the default: a refused function fails the file. "warn": it stays native, is told of, and the rest is compiled. */
  onUnsupported: "error" | "warn";
  /** Adds names, places and state graphs of functions to the code: for logical stacks and inspect(). false if not given. */
  debug: boolean;
  /** What functions become: ES5 functions, which is the default, or ES2015's methods, which are no constructors, as little as what was written. */
  shape: "function" | "method";
  /** What a program promises, or asks for against the specification: docs/assumptions.md. None if not given. */
  assumptions: Assumptions;
}

export interface Assumptions {
  /** Promise or its `then` is replaced at run time (zone.js), and await has to go through what is there then. */
  patchedPromise?: boolean;
  /** Nobody looks at functions that are evaluated again and again as objects, but calls them. */
  ordinaryFunctions?: boolean;
}

const ASSUMPTIONS = ["patchedPromise", "ordinaryFunctions"];

const CHOICES: { [K in Exclude<keyof Options, "assumptions">]: readonly Options[K][] | "string" } = {
  mode: ["annotated", "all"],
  runtime: ["import", "inline", "global"],
  importSource: "string",
  onUnsupported: ["error", "warn"],
  debug: [true, false],
  shape: ["function", "method"],
};

export const DEFAULT_IMPORT_SOURCE = "babel-plugin-switchyard/runtime";

const DEFAULTS: Options = {
  mode: "annotated",
  runtime: "import",
  importSource: DEFAULT_IMPORT_SOURCE,
  onUnsupported: "error",
  debug: false,
  shape: "function",
  assumptions: {},
};

/** @throws Error naming the option, what it may be, and for an unknown one the nearest that exists. */
export function readOptions(given: Record<string, unknown>): Options {
  const options: Record<string, unknown> = { ...DEFAULTS };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (name === "assumptions") {
      options.assumptions = readAssumptions(value);
      continue;
    }
    const choices = Object.hasOwn(CHOICES, name) ? CHOICES[name as keyof typeof CHOICES] : undefined;
    if (choices === undefined) throw new Error(`switchyard: unknown option "${name}"${suggestion(name, [...Object.keys(CHOICES), "assumptions"])}`);
    const valid = choices === "string" ? typeof value === "string" && value !== "" : (choices as readonly unknown[]).includes(value);
    if (!valid) {
      const wanted = choices === "string" ? "the name of a module" : choices.map((choice) => JSON.stringify(choice)).join(" or ");
      throw new Error(`switchyard: option "${name}" must be ${wanted}, and is ${inWords(value)}`);
    }
    options[name] = value;
  }
  return options as unknown as Options;
}

function readAssumptions(given: unknown): Assumptions {
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new Error('switchyard: option "assumptions" must be an object');
  for (const [name, value] of Object.entries(given)) {
    if (!ASSUMPTIONS.includes(name)) throw new Error(`switchyard: unknown assumption "${name}"${suggestion(name, ASSUMPTIONS)}`);
    if (typeof value !== "boolean") throw new Error(`switchyard: assumption "${name}" must be true or false, and is ${inWords(value)}`);
  }
  return given;
}

/** Objects may be circular, and JSON has no big integers. */
function inWords(value: unknown): string {
  return value === null || /^(string|number|boolean)$/.test(typeof value) ? JSON.stringify(value) : `of type ${typeof value}`;
}

function suggestion(name: string, known: string[]): string {
  const near = nearest(name, known);
  return near === null ? `; there are ${known.join(", ")}` : `; did you mean "${near}"?`;
}
