// A source text → what becomes of each of its functions, phase by phase.

import { compile, graphToJson, type CompileStep } from "babel-plugin-switchyard/compiler";
import { FILENAME } from "./compile.ts";
import { draw } from "./drawing.ts";
import { layOut, type Layouts } from "./layout.ts";
import type { CompileOptions, Pass } from "./messages.ts";

const TITLES = { lower: "lower: in simpler JavaScript", spill: "spill: every suspension a statement of its own", build: "build: the state graph" };

export function passesOf(source: string, options: CompileOptions, layouts: Layouts): Pass[] {
  const passes: Pass[] = [];
  const show = (step: CompileStep) => {
    const title = step.phase === "optimize" ? `optimize: after ${step.pass}` : TITLES[step.phase];
    const shown = "code" in step ? { code: step.code } : { drawing: layOut(draw(graphToJson(step.graph, source), source), layouts) };
    passes.push({ function: step.function, title, shown });
  };
  try {
    compile(source, { ...options, filename: FILENAME, observe: show });
  } catch {
    // What does not parse has no passes; the editor says why.
  }
  return passes;
}
