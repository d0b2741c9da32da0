// Programs of the scheduler's tests: all their functions compiled, and run with the built package.

import { createRequire } from "node:module";
import type { CompileOptions } from "../../src/compiler/index.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");
const runtime = require("babel-plugin-switchyard/runtime");
export const scheduler: typeof import("babel-plugin-switchyard/scheduler") = require("babel-plugin-switchyard/scheduler");

export type Async = Parameters<typeof scheduler.run>[0];

/** The functions that a script returns, with the names of the scheduler in scope. */
export function load(source: string, globals: Record<string, unknown> = {}, options: CompileOptions = {}): Record<string, Async> {
  const { code, diagnostics } = compile(`function make() {${source}}`, { mode: "all", runtime: "global", sourceType: "script", ...options });
  if (!code) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  const names = { ...scheduler, ...globals };
  return new Function("Switchyard", ...Object.keys(names), `${code}\nreturn make();`)({ runtime }, ...Object.values(names));
}
