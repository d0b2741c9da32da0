// compile(source, options): the compiler for tools, tests and browsers; no Babel configuration is read.

import { parseSync, transformFromAstSync, type ParserOptions } from "@babel/core";
import { renderDiagnostic, type Diagnostic } from "../diagnostics/diagnostics.js";
import type { FunctionKind, SourceRange, StateGraph } from "../graph/graph.js";
import { graphToJson, type GraphJson, type SlotTable } from "../graph/json.js";
import { readOptions, type Options } from "../options.js";
import type { CompiledFunction } from "../compile-function.js";
import { compileProgram } from "../pipeline.js";
import { toStep, type CompileStep } from "./steps.js";

export type { CompiledFunction, CompileStep, Diagnostic, FunctionKind, GraphJson, SourceRange, StateGraph, SlotTable };
export { graphToJson, renderDiagnostic };

/** What compile() takes: how to read and print the text, and the plugin's own options. An unknown name is an error. */
export interface CompileOptions extends Partial<Options> {
  /** Shown in diagnostics, source maps and stack traces. */
  filename?: string;
  /** How Babel's parser reads the text; "module" if not given. A file of CommonJS is a script that may return. */
  sourceType?: "module" | "script" | "commonjs" | "unambiguous";
  /** Syntax plugins of Babel's parser, for instance ["typescript", "jsx"]. */
  parserPlugins?: (string | [name: string, options: object])[];
  /** false emits every graph as it was built. */
  optimize?: boolean;
  /**
   * Is called between the phases with what has become of each function, in the order of `functions`. What it shows is no
   * part of the package's promises: it changes with the compiler.
   */
  observe?(step: CompileStep): void;
  /**
   * `generate` of `@babel/generator`, in the major version of `@babel/core`. Given it, the output is printed at once. Babel's core,
   * which prints otherwise, walks the tree twice before, for plugins that there are none of: half of the time that compiling
   * takes. It also follows a source map that the text itself names, which this does not.
   */
  generate?(file: object, options: { filename?: string; sourceFileName: string; sourceMaps: true }, source: string): Printed;
}

interface Printed {
  code: string;
  map: object | null;
}

/** What compile() gives: the code, and what was compiled or refused. */
export interface CompileResult {
  /** null when a function was refused and `onUnsupported` is "error". */
  code: string | null;
  /** Its source map, of version 3; null where there is no code. */
  map: object | null;
  /** Those that were compiled. */
  functions: CompiledFunction[];
  /** In the order of their places. */
  diagnostics: Diagnostic[];
}

const BARE = { configFile: false, babelrc: false, browserslistConfigFile: false } as const;

/**
 * Compiles the annotated functions of a source text.
 * @throws SyntaxError of Babel's parser, for text that does not parse; Error for an unknown option.
 */
export function compile(source: string, options: CompileOptions = {}): CompileResult {
  const { filename, sourceType = "module", parserPlugins = [], optimize = true, observe, generate, ...own } = options;
  const plugins = [...parserPlugins, "explicitResourceManagement"] as ParserOptions["plugins"];
  const isCommonJS = sourceType === "commonjs";
  // Babel knows "commonjs" from 7.28 on, and these for longer.
  const asFunction = isCommonJS ? { allowReturnOutsideFunction: true, allowNewTargetOutsideFunction: true } : {};
  const file = parseSync(source, { ...BARE, filename, sourceType: isCommonJS ? "script" : sourceType, parserOpts: { plugins, ...asFunction } });
  if (!file) throw new Error("switchyard: nothing was parsed");
  const readings = readOptions(own);
  const parse = (code: string) => parseSync(code, { ...BARE, filename, sourceType: "script" })!.program;
  const { functions, diagnostics, isLeftAlone } = compileProgram({
    program: file.program,
    comments: file.comments ?? undefined,
    source,
    filename: filename ?? "unknown",
    options: readings,
    isCommonJS,
    parse,
    optimize,
    isOnlyPrinted: generate !== undefined,
    observe: observe && ((seen) => observe(toStep(seen))),
  });
  if (isLeftAlone) return { code: null, map: null, functions, diagnostics };
  const { code, map } = (generate ?? printByCore)(file, { filename, sourceFileName: filename?.replace(/^.*[\\/]/, "") ?? "unknown", sourceMaps: true }, source);
  return { code, map, functions, diagnostics };
}

/** The tree is nobody else's, so it need not be cloned: that would take as long as all of the compiler. */
const printByCore = (file: NonNullable<ReturnType<typeof parseSync>>, { filename }: { filename?: string }, source: string): Printed => {
  const { code, map } = transformFromAstSync(file, source, { ...BARE, filename, sourceMaps: true, compact: false, cloneInputAst: false })!;
  return { code: code!, map: map ?? null };
};
