// A source text → the three programs that are run of it: as it stands, compiled, and compiled with a recorder watching.

import { parseSync } from "@babel/core";
import { compile } from "babel-plugin-switchyard/compiler";
import { FILENAME } from "./compile.ts";
import { instrument } from "./instrument.ts";
import type { CompileOptions, LinkedFunction, LinkedPrograms, Request } from "./messages.ts";
import { moduleName } from "./module-names.ts";
import { parseOutput } from "./parse-output.ts";
import { print } from "./printing.ts";
import { eachNode, type Node } from "./step-functions.ts";

export function linkPrograms({ source, options, code, functions }: Extract<Request, { kind: "link" }>): LinkedPrograms {
  const native = withModules(source, parseSource(source, options));
  const machine = withModules(code, parseOutput(code));
  return { native, machine, recorded: recordedProgram(source, options, functions) };
}

/** With the tables of option `debug`, by which frames can be read. */
function recordedProgram(source: string, options: CompileOptions, functions: LinkedFunction[]): string | null {
  const { code } = compile(source, { ...options, debug: true, runtime: "import", filename: FILENAME, generate: print });
  if (code === null) return null;
  // Names and numbers are those of the machine without the tables.
  const instrumented = instrument(code, parseOutput(code), functions);
  return withModules(instrumented, parseOutput(instrumented));
}

function parseSource(source: string, { sourceType }: CompileOptions): Node {
  return parseSync(source, { configFile: false, babelrc: false, browserslistConfigFile: false, sourceType, parserOpts: { plugins: ["explicitResourceManagement"] } })!.program;
}

/** import … from "babel-plugin-switchyard/runtime" → import … from "switchyard:runtime" */
export function withModules(code: string, program: Node): string {
  const places: Node[] = [];
  eachNode(program, (node) => {
    if (/^(Import|Export)/.test(node.type) && node.source?.type === "StringLiteral") places.push(node.source);
  });
  return places
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, value }) => {
      const entry = /^babel-plugin-switchyard\/(\w+)$/.exec(value)?.[1];
      return entry ? text.slice(0, start) + JSON.stringify(moduleName(entry)) + text.slice(end) : text;
    }, code);
}
