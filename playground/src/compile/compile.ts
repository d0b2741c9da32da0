// A source text → everything that the three columns show of it.
//
// The package's own compiler does the work; what is added here are the links: which block of which graph a piece of either
// text belongs to.

import { compile, graphToJson, renderDiagnostic, type Diagnostic, type GraphJson } from "babel-plugin-switchyard/compiler";
import { layOut, type Layouts } from "./layout.ts";
import { linkFunctions } from "./links.ts";
import type { Compiled, CompileOptions, Drawing, LinkedFunction, Problem } from "./messages.ts";
import { draw } from "./drawing.ts";
import { print } from "./printing.ts";

/** One compilation, and what has to be kept for later questions about it. */
export interface Compilation {
  compiled: Compiled;
  drawingOf(index: number): Drawing | null;
}

export const FILENAME = "program.js";

export function compileForView(source: string, options: CompileOptions, focus: number, layouts: Layouts): Compilation {
  const started = performance.now();
  const failed = (problems: Problem[]): Compilation => {
    const milliseconds = performance.now() - started;
    const compiled: Compiled = { kind: "compiled", source, code: null, problems, functions: [], origins: [], drawn: null, milliseconds };
    return { compiled, drawingOf: () => null };
  };
  let result: ReturnType<typeof compile>;
  try {
    result = compile(source, { ...options, filename: FILENAME, generate: print });
  } catch (error) {
    return failed([syntaxProblem(error as SyntaxProblem, source)]);
  }
  const problems = result.diagnostics.map((diagnostic) => toProblem(diagnostic, source));
  if (result.code === null) return failed(problems);

  const graphs = result.functions.map(({ graph, slots, states }): GraphJson => graphToJson(graph, source, { slots, states }));
  const { functions, origins } = linkFunctions(source, result.code, result.map, result.functions, graphs);
  const drawingOf = (index: number) => (index in graphs ? layOut(draw(graphs[index], source), layouts) : null);
  const index = functionAt(functions, focus);
  const drawn = index < 0 ? null : { function: index, drawing: drawingOf(index)! };
  const milliseconds = performance.now() - started;
  return { compiled: { kind: "compiled", source, code: result.code, problems, functions, origins, drawn, milliseconds }, drawingOf };
}

/** The innermost function around an offset, or the first one; -1 if there is none. */
export function functionAt(functions: LinkedFunction[], offset: number): number {
  const around = functions
    .map(({ range }, index) => ({ range, index }))
    .filter(({ range }) => range.from <= offset && offset <= range.to)
    .sort((a, b) => a.range.to - a.range.from - (b.range.to - b.range.from));
  if (around.length > 0) return around[0].index;
  return functions.reduce((first, { range }, index) => (first < 0 || range.from < functions[first].range.from ? index : first), -1);
}

function toProblem(diagnostic: Diagnostic, source: string): Problem {
  const at = (place: { line: number; column: number }) => offsetOf(source, place.line, place.column);
  const from = diagnostic.loc ? at(diagnostic.loc.start) : 0;
  const to = diagnostic.loc ? at(diagnostic.loc.end) : 0;
  const { severity, code, message, hint } = diagnostic;
  return { severity, code, message, hint, from, to: Math.max(to, from), excerpt: excerptIn(renderDiagnostic(diagnostic, source, FILENAME)) };
}

interface SyntaxProblem extends Error {
  loc?: { line: number; column: number };
}

/** What the parser says, without the name of the file, the place and the excerpt that it puts around it. */
function syntaxProblem(error: SyntaxProblem, source: string): Problem {
  const from = error.loc ? offsetOf(source, error.loc.line, error.loc.column) : 0;
  const message = error.message.split("\n")[0].replace(/^[^:]*\.js: /, "").replace(/ \(\d+:\d+\)$/, "");
  return { severity: "error", code: error.loc ? "syntax" : "error", message, hint: "", from, to: from, excerpt: excerptIn(error.message) };
}

const excerptIn = (rendered: string): string => rendered.split("\n").filter((line) => /^[> ]\s*\d*\s*\|/.test(line)).join("\n");

/** Lines count from 1, columns from 0. */
function offsetOf(source: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const end = source.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  return Math.min(start + column, source.length);
}
