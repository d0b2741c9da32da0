// The program as a fixture folder: input.js, trace.txt of the native run, options.json if there is anything to say.

import type { Program } from "./program.ts";
import type { RunResult } from "./run/client.ts";

export interface FixtureFile {
  path: string;
  text: string;
}

/** `native`: the run of the engine; null where the program has another partner. */
export function toFixture(program: Program, name: string, native: RunResult | null): FixtureFile[] {
  const { sourceType, mode } = program.options;
  const options = {
    ...(sourceType === "script" ? { sourceType } : {}),
    ...(mode === "all" ? { plugin: { mode } } : {}),
    ...(/\bsubject\b/.test(program.source) ? {} : { noSubject: "exported from the playground" }),
  };
  const folder = `fixtures/${name}`;
  return [
    { path: `${folder}/input.js`, text: asDriven(program.source) },
    ...(native ? [{ path: `${folder}/trace.txt`, text: native.events.map((line) => `${line}\n`).join("") }] : []),
    ...(Object.keys(options).length > 0 ? [{ path: `${folder}/options.json`, text: `${JSON.stringify(options, null, 2)}\n` }] : []),
  ];
}

/** A fixture shows what it does by a probe, and from its default export. */
function asDriven(source: string): string {
  if (/^export default\b|module\.exports/m.test(source)) return source;
  const imports = source.match(/^import\b[^;]*;\n?/gm) ?? [];
  const rest = imports.reduce((text, statement) => text.replace(statement, ""), source).replace(/^export /gm, "");
  const body = rest.trim().replace(/^(?=.)/gm, "  ");
  return `${imports.join("")}export default async (probe) => {\n  const console = { log: probe };\n${body}\n};\n`;
}

/** As a shell script that makes the folder: one thing to copy. */
export function asShellScript(files: FixtureFile[]): string {
  const folder = files[0].path.replace(/\/[^/]*$/, "");
  const writes = files.map(({ path, text }) => `cat > ${path} <<'END_OF_FILE'\n${text}${text.endsWith("\n") ? "" : "\n"}END_OF_FILE\n`);
  return `mkdir -p ${folder}\n${writes.join("")}`;
}
