// switchyard check: every annotated function below some paths, compiled or refused.

import { readdirSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { isRefusal } from "../diagnostics/diagnostics.js";
import { renderDiagnostic, type CompileOptions, type Diagnostic } from "../compiler/index.js";
import { readAndCompile } from "./file.js";
import { givenOptions } from "./given-options.js";

interface Report {
  file: string;
  /** What kept the file from being read or parsed. */
  error: string | null;
  /** Those that compile. */
  functions: { name: string; kind: string; line: number | null }[];
  diagnostics: DiagnosticReport[];
}

interface DiagnosticReport {
  code: string;
  severity: Diagnostic["severity"];
  message: string;
  hint: string;
  function: string | null;
  line: number | null;
  /** All of that, with the lines around the place. */
  rendered: string;
}

export function check(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, mode: { type: "string" } },
  });
  const options = givenOptions({ mode: values.mode });
  if (options === null) return 2;
  const files = new Set((positionals.length > 0 ? positionals : ["."]).flatMap(sourceFiles));
  const reports = [...files].map((file) => reportOn(file, options));
  const failed = reports.filter(({ error, diagnostics }) => error !== null || diagnostics.some(isRefusal)).length;
  if (values.json) console.log(JSON.stringify(reports, null, 2));
  else print(reports, failed);
  return failed === 0 ? 0 : 1;
}

/** A file that is named is read whatever its name; links to folders are not followed. */
function sourceFiles(path: string): string[] {
  // One that is missing is reported with the rest.
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [normalize(path)];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && !name.startsWith("."))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) return sourceFiles(inner);
      return /\.([cm]?[jt]s|[jt]sx)$/.test(entry.name) && !/\.d\.[cm]?ts$/.test(entry.name) ? [inner] : [];
    });
}

function reportOn(file: string, options: CompileOptions): Report {
  try {
    // warn: what is refused does not hide what is not
    const { source, result } = readAndCompile(file, { ...options, onUnsupported: "warn" });
    return {
      file,
      error: null,
      functions: result.functions.map(({ name, kind, loc }) => ({ name, kind, line: loc?.line ?? null })),
      diagnostics: result.diagnostics.map((diagnostic) => ({
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: diagnostic.message,
        hint: diagnostic.hint,
        function: diagnostic.functionName,
        line: diagnostic.loc?.start.line ?? null,
        rendered: renderDiagnostic(diagnostic, source, file),
      })),
    };
  } catch (error) {
    // Files that cannot be read or parsed say so by a code, those that are nested too deep for the stack by their error; anything
    // else is a bug of ours.
    if ((error as { code?: string }).code === undefined && !(error instanceof RangeError)) throw error;
    return { file, error: (error as Error).message, functions: [], diagnostics: [] };
  }
}

function print(reports: Report[], failed: number): void {
  for (const { file, error, functions, diagnostics } of reports) {
    for (const { name, line } of functions) console.log(`compiled  ${file}:${line} ${name}`);
    if (error !== null) console.log(`unread    ${file}\n\n${error}\n`);
    for (const diagnostic of diagnostics) {
      // A near miss of an annotation stands in no annotated function.
      const subject = diagnostic.function === null ? "" : ` ${diagnostic.function}`;
      if (isRefusal(diagnostic)) console.log(`refused   ${file}:${diagnostic.line}${subject}`);
      console.log(`\n${diagnostic.rendered}\n`);
    }
  }
  const compiled = reports.reduce((sum, { functions }) => sum + functions.length, 0);
  console.log(`${compiled} compiled in ${count(reports.length)}${failed > 0 ? `; ${count(failed)} with errors` : ""}`);
}

const count = (files: number) => (files === 1 ? "1 file" : `${files} files`);
