// A source text → what becomes of each of its functions, phase by phase.

import { compile, type CompileStep } from "babel-plugin-switchyard/compiler";
import { inNotation } from "../../../test/notation.ts";
import { FILENAME } from "./compile.ts";
import type { CompileOptions, Pass } from "./messages.ts";

const TITLES = { lower: "lower: in simpler JavaScript", spill: "spill: every suspension a statement of its own", build: "build: the state graph" };

export function passesOf(source: string, options: CompileOptions): Pass[] {
  const passes: Pass[] = [];
  const show = (step: CompileStep) => {
    const title = step.phase === "optimize" ? `optimize: after ${step.pass}` : TITLES[step.phase];
    passes.push({ function: step.function, title, text: "code" in step ? step.code : inNotation(step.graph, step.leaves) });
  };
  try {
    compile(source, { ...options, filename: FILENAME, observe: show });
  } catch {
    // What does not parse has no passes; the editor says why.
  }
  return passes;
}
