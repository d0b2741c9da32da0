// switchyard compile: one file's output, to look at or to keep.

import { writeFileSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { renderDiagnostic } from "../compiler/index.js";
import { readAndCompile } from "./file.js";
import { givenOptions } from "./given-options.js";

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
  const { output, ...given } = values;
  if (output !== undefined && resolve(output) === resolve(file)) {
    console.error("switchyard: -o names the source itself");
    return 2;
  }
  const options = givenOptions(given);
  if (options === null) return 2;
  const { source, result } = readAndCompile(file, options);
  for (const diagnostic of result.diagnostics) console.error(renderDiagnostic(diagnostic, source, file));
  if (result.code === null) return 1;
  if (output === undefined) console.log(result.code);
  else {
    const map = { ...result.map, file: basename(output), sources: [sourceSeenFrom(output, file)] };
    writeFileSync(output, `${result.code}\n//# sourceMappingURL=${basename(output)}.map\n`);
    writeFileSync(`${output}.map`, JSON.stringify(map));
  }
  return 0;
}

/** A source map names its sources relative to where it is, with slashes. */
function sourceSeenFrom(output: string, file: string): string {
  return relative(dirname(resolve(output)), resolve(file)).split(sep).join("/");
}
