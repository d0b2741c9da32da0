// switchyard graph: the state graphs of a file's functions, as data or as a drawing.

import { parseArgs } from "node:util";
import { renderDiagnostic } from "../compiler/index.js";
import { isRefusal } from "../diagnostics/diagnostics.js";
import { graphToJson } from "../graph/json.js";
import { graphToMermaid } from "../graph/mermaid.js";
import { readAndCompile } from "./file.js";
import { givenOptions } from "./given-options.js";

export function graph(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { function: { type: "string" }, format: { type: "string", default: "mermaid" }, mode: { type: "string" } },
  });
  const [file] = positionals;
  if (positionals.length !== 1 || !/^(mermaid|json)$/.test(values.format)) {
    console.error("switchyard: graph takes one file, and --format mermaid or json");
    return 2;
  }
  const options = givenOptions({ mode: values.mode });
  if (options === null) return 2;
  // warn: what is refused does not hide what is not
  const { source, result } = readAndCompile(file, { ...options, onUnsupported: "warn" });
  for (const diagnostic of result.diagnostics) console.error(renderDiagnostic(diagnostic, source, file));
  const functions = result.functions.filter(({ name }) => values.function === undefined || name === values.function);
  if (functions.length === 0) {
    const names = result.functions.map(({ name }) => name).join(", ") || "none";
    console.error(values.function === undefined ? "switchyard: no function was compiled" : `switchyard: no such function was compiled; there are: ${names}`);
    return 1;
  }
  if (values.format === "json") {
    const graphs = functions.map((compiled) => graphToJson(compiled.graph, source, compiled));
    console.log(JSON.stringify(graphs, null, 2));
  } else {
    const drawings = functions.map((compiled) => `%% ${compiled.name}\n${graphToMermaid(compiled.graph, source)}`);
    console.log(drawings.join("\n\n"));
  }
  return result.diagnostics.some(isRefusal) ? 1 : 0;
}
