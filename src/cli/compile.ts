// switchyard compile: one file's output, to look at or to keep.

import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { renderDiagnostic, type CompileOptions } from "../compiler/index.js";
import { readAndCompile } from "./file.js";

export function compileFile(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { output: { type: "string", short: "o" }, runtime: { type: "string" }, mode: { type: "string" } },
  });
  const [file] = positionals;
  if (positionals.length !== 1) {
    console.error("switchyard: compile takes one file");
    return 2;
  }
  const { source, result } = readAndCompile(file, { runtime: values.runtime, mode: values.mode } as CompileOptions);
  for (const diagnostic of result.diagnostics) console.error(renderDiagnostic(diagnostic, source, file));
  if (result.code === null) return 1;
  if (values.output === undefined) console.log(result.code);
  else {
    writeFileSync(values.output, `${result.code}\n//# sourceMappingURL=${basename(values.output)}.map\n`);
    writeFileSync(`${values.output}.map`, JSON.stringify(result.map));
  }
  return 0;
}
