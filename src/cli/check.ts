// switchyard check: every annotated function below some paths, compiled or refused.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { renderDiagnostic, type CompileOptions } from "../compiler/index.js";
import { readAndCompile } from "./file.js";

interface Report {
  file: string;
  /** What kept the file from being parsed. */
  error: string | null;
  functions: { name: string; kind: string; line: number | null }[];
  diagnostics: { code: string; severity: string; message: string; hint: string; function: string | null; line: number | null }[];
  rendered: string[];
}

export function check(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, mode: { type: "string" } },
  });
  const files = (positionals.length > 0 ? positionals : ["."]).flatMap(sourceFiles);
  const reports = files.map((file) => report(file, values.mode as CompileOptions["mode"]));
  const failed = reports.filter(({ error, diagnostics }) => error !== null || diagnostics.some(({ severity }) => severity === "error"));
  if (values.json) console.log(JSON.stringify(reports.map(({ rendered: _, ...rest }) => rest), null, 2));
  else print(reports, failed.length);
  return failed.length === 0 ? 0 : 1;
}

function sourceFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && !name.startsWith("."))
    .flatMap((entry) => {
      if (entry.isDirectory()) return sourceFiles(join(path, entry.name));
      return /\.([cm]?[jt]s|[jt]sx)$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name) ? [join(path, entry.name)] : [];
    });
}

function report(file: string, mode: CompileOptions["mode"]): Report {
  try {
    // warn: what is refused does not hide what is not
    const { source, result } = readAndCompile(file, { mode, onUnsupported: "warn" });
    return {
      file,
      error: null,
      functions: result.functions.map(({ name, kind, loc }) => ({ name, kind, line: loc?.line ?? null })),
      diagnostics: result.diagnostics.map(({ code, severity, message, hint, functionName, loc }) => ({
        ...{ code, severity, message, hint },
        function: functionName,
        line: loc?.start.line ?? null,
      })),
      rendered: result.diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, source, file)),
    };
  } catch (error) {
    return { file, error: (error as Error).message, functions: [], diagnostics: [], rendered: [] };
  }
}

function print(reports: Report[], failed: number): void {
  for (const { file, error, functions, rendered } of reports) {
    for (const { name, line } of functions) console.log(`compiled  ${file}:${line} ${name}`);
    if (error !== null) console.log(`unread    ${error}`);
    for (const text of rendered) console.log(`\n${text}\n`);
  }
  const compiled = reports.reduce((sum, { functions }) => sum + functions.length, 0);
  console.log(`${compiled} compiled in ${reports.length} files${failed > 0 ? `; ${failed} files with errors` : ""}`);
}
