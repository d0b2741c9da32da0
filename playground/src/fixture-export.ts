// The program as a fixture folder: input.js, trace.txt of the native run, options.json if there is anything to say.

import type { Program } from "./program.ts";
import type { RunResult } from "./run/client.ts";

export interface FixtureFile {
  path: string;
  text: string;
}

/** `native`: the run of the engine; null where the program has another partner. */
export function toFixture(program: Program, name: string, native: Pick<RunResult, "events"> | null): FixtureFile[] {
  const { sourceType, mode, shape } = program.options;
  const plugin = { ...(mode === "all" ? { mode } : {}), ...(shape === "method" ? { shape } : {}) };
  const options = {
    ...(sourceType === "script" ? { sourceType } : {}),
    ...(Object.keys(plugin).length > 0 ? { plugin } : {}),
    ...(/\bsubject\b/.test(program.source) ? {} : { noSubject: "exported from the playground" }),
  };
  const folder = `fixtures/${name}`;
  return [
    { path: `${folder}/input.js`, text: asDriven(program.source) },
    ...(native ? [{ path: `${folder}/trace.txt`, text: native.events.map((line) => `${line}\n`).join("") }] : []),
    ...(Object.keys(options).length > 0 ? [{ path: `${folder}/options.json`, text: `${JSON.stringify(options, null, 2)}\n` }] : []),
  ];
}

/** A fixture is driven by its default export, and shows what it does by the probe that this is given. */
function asDriven(source: string): string {
  if (/module\.exports/.test(source)) return source;
  const hasDefault = /^export default\b/m.test(source);
  if (hasDefault && !/\bconsole\b/.test(source)) return source;
  const [, directives, imports, rest] = /^((?:\s*"[^"]*";)*)((?:\s*import\b[^;]*;)*)\s*([^]*)$/.exec(source)!;
  const head = [directives, imports].map((text) => text.trim()).filter(Boolean);
  const console = "let shown = null;\nconst console = { log: (...values) => shown(...values) };";
  const body = hasDefault
    ? `${console}\n${rest.replace(/^export default\b/m, "const main =").trimEnd()}\n\nexport default (probe, wait) => {\n  shown = probe;\n  return main(probe, wait);\n};`
    : `export default async (probe) => {\n  const console = { log: probe };\n${rest.replace(/^export /gm, "").trim().replace(/^(?=.)/gm, "  ")}\n};`;
  return `${[...head, body].join("\n")}\n`;
}

/** As a shell script that makes the folder: one thing to copy. */
export function asShellScript(files: FixtureFile[]): string {
  const folder = files[0].path.replace(/\/[^/]*$/, "");
  const writes = files.map(({ path, text }) => `cat > ${path} <<'END_OF_FILE'\n${text}${text.endsWith("\n") ? "" : "\n"}END_OF_FILE\n`);
  return `mkdir -p ${folder}\n${writes.join("")}`;
}
