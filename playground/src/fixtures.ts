// The fixtures of the compiler that are plain JavaScript, as programs. Loaded when somebody asks for them.

import type { CompileOptions } from "./compile/messages.ts";
import { DEFAULT_OPTIONS, emptyProgram, type Program } from "./program.ts";

const sources = import.meta.glob<string>("../../fixtures/*/*/input.js", { query: "?raw", import: "default", eager: true });
const options = import.meta.glob<FixtureOptions>("../../fixtures/*/*/options.json", { import: "default", eager: true });

/** test/fixtures.ts has them all. */
interface FixtureOptions {
  sourceType?: "module" | "script";
  plugin?: Partial<Pick<CompileOptions, "mode" | "shape">>;
  /** What does not work yet. */
  todo?: string;
  /** Syntax that no engine takes as it is. */
  presets?: unknown;
  lowered?: unknown;
  parserPlugins?: unknown;
}

const folderOf = (name: string): string => `../../fixtures/${name}`;

export const fixtureNames: string[] = Object.keys(sources)
  .map((path) => path.slice(folderOf("").length, -"/input.js".length))
  .filter((name) => isPlain(options[`${folderOf(name)}/options.json`] ?? {}));

function isPlain({ todo, presets, lowered, parserPlugins }: FixtureOptions): boolean {
  return ![todo, presets, lowered, parserPlugins].some(Boolean);
}

export function fixtureProgram(name: string): Program | null {
  if (!fixtureNames.includes(name)) return null;
  const source = sources[`${folderOf(name)}/input.js`];
  const { sourceType = DEFAULT_OPTIONS.sourceType, plugin: { mode = DEFAULT_OPTIONS.mode, shape = DEFAULT_OPTIONS.shape } = {} } = options[`${folderOf(name)}/options.json`] ?? {};
  return { ...emptyProgram(source), options: { ...DEFAULT_OPTIONS, sourceType, mode, shape }, origin: `fixtures/${name}` };
}
