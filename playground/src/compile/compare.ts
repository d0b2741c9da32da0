// The same program by Babel's regenerator, which is loaded when it is first asked for.

import type { Compared, CompileOptions } from "./messages.ts";
import { parseOutput } from "./parse-output.ts";
import { withModules } from "./programs.ts";
import { eachNode, type Node } from "./step-functions.ts";

/**
 * Regenerator wants the rest lowered before it: with for-of and patterns left in place it throws on some functions. The benchmark
 * compares with the same ones, in bench/programs/compilers.mjs; but the page takes nothing from there, only published entries.
 */
const PLUGINS = [
  "transform-async-generator-functions",
  "transform-async-to-generator",
  "transform-optional-catch-binding",
  "transform-for-of",
  "transform-destructuring",
  "transform-parameters",
  "transform-block-scoping",
  "transform-regenerator",
];

export async function byRegenerator(source: string, { sourceType }: CompileOptions): Promise<Compared | { error: string }> {
  const { transform } = await import("babel8-standalone");
  try {
    const code = transform(source, { sourceType, compact: false, plugins: PLUGINS })?.code ?? "";
    const program = parseOutput(code);
    return { code: withModules(code, program), states: countCases(program) };
  } catch (error) {
    return { error: String(error) };
  }
}

/** Cases of switches that stand in endless loops: `while (1) switch (context.n)`. */
export function countCases(program: Node): number {
  let count = 0;
  eachNode(program, (node) => {
    const isMachine = /^(While|For)Statement$/.test(node.type) && node.body.type === "SwitchStatement";
    if (isMachine) count += node.body.cases.filter(({ test }: Node) => test?.type === "NumericLiteral").length;
  });
  return count;
}
