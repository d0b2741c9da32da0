// A file from the command line, through the compiler.

import { readFileSync } from "node:fs";
import { compile, type CompileOptions, type CompileResult } from "../compiler/index.js";

export interface CompiledFile {
  source: string;
  result: CompileResult;
}

/** Syntax by the file's ending; modules unless it says otherwise. Throws what cannot be read or parsed. */
export function readAndCompile(filename: string, options: CompileOptions): CompiledFile {
  const source = readFileSync(filename, "utf8");
  const languages = /\.[cm]?ts$/.test(filename) ? ["typescript"] : filename.endsWith(".tsx") ? ["typescript", "jsx"] : ["jsx"];
  // Old decorators may stand where new ones may, and before parameters.
  const parserPlugins: string[] = [...languages, "decorators-legacy", "decoratorAutoAccessors"];
  // What .cts says in the syntax of modules is CommonJS when TypeScript has had it.
  const sourceType = filename.endsWith(".cjs") ? "commonjs" : "unambiguous";
  return { source, result: compile(source, { filename, sourceType, parserPlugins, ...options }) };
}
