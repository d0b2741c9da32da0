// Where do the transcripts of CPython and of the scheduler part?

import type { Program } from "./ast.js";
import { textsOf, type Entry } from "./corpus.js";
import { coverageOf } from "./coverage.js";
import { toJavaScript } from "./javascript.js";
import { program } from "./program.js";
import { toPython } from "./python.js";
import { reduce } from "./reduce.js";
import { transcriptOf } from "./run.js";

type RunPython = (sources: string[]) => { transcript: string[] | null; situations: string[] }[];

export interface Disagreement {
  report: string[];
  /** It is but the reason with which something was cancelled. */
  onlyReasons: boolean;
}

/** @returns null if they agree */
export function compareEntry(entry: Entry): Disagreement | null {
  const { tree, hash } = textsOf(entry.seed);
  if (hash !== entry.hash) return { report: [`seed ${entry.seed} makes another program than the one whose transcript is known`], onlyReasons: false };
  const ours = transcriptOf(toJavaScript(tree));
  if (same(entry.transcript, ours)) return null;
  const onlyReasons = same(entry.transcript.map(withoutReasons), ours.map(withoutReasons));
  return { report: report(`seed ${entry.seed}`, tree, entry.transcript, ours), onlyReasons };
}

export interface Comparison {
  programs: number;
  coverage: Set<string>[];
  difference: string[] | null;
}

const BATCH = 100;

/** New programs, of this seed and those after it, up to the first that differs; of that one, a small one. */
export function compareWith(run: RunPython, seed: number, count: number): Comparison {
  const coverage: Set<string>[] = [];
  for (let first = 0; first < count; first += BATCH) {
    const trees = Array.from({ length: Math.min(BATCH, count - first) }, (_, index) => program(seed + first + index));
    const results = run(trees.map(toPython));
    for (const [index, tree] of trees.entries()) {
      const { transcript, situations } = results[index]!;
      if (!transcript) continue;
      coverage.push(coverageOf(tree, { transcript, situations }));
      if (same(transcript, transcriptOf(toJavaScript(tree)))) continue;
      return { programs: coverage.length, coverage, difference: smallest(run, `seed ${seed + first + index}`, tree) };
    }
  }
  return { programs: coverage.length, coverage, difference: null };
}

function smallest(run: RunPython, title: string, tree: Program): string[] {
  const both = (candidate: Program) => ({ python: run([toPython(candidate)])[0]!.transcript, ours: transcriptOf(toJavaScript(candidate)) });
  const small = reduce(tree, (candidate) => {
    const { python, ours } = both(candidate);
    return python !== null && !same(python, ours);
  });
  const { python, ours } = both(small);
  return report(`${title}, made smaller`, small, python!, ours);
}

function report(title: string, tree: Program, cpython: string[], ours: string[]): string[] {
  const first = Array.from({ length: Math.max(cpython.length, ours.length) }).findIndex((_, index) => cpython[index] !== ours[index]);
  const marked = (lines: string[]) => lines.slice(0, first + 8).map((line, index) => `${index === first ? ">" : " "} ${line}`);
  return [title, "", toPython(tree), toJavaScript(tree), "CPython:", ...marked(cpython), "", "Switchyard:", ...marked(ours)];
}

/** Reasons of cancellations: asyncio gives them to who asks first, and a gathering takes that of its last child. */
const withoutReasons = (line: string) => line.replace(/Cancelled\([^)]*\)/g, "Cancelled");

const same = (one: string[], other: string[]) => one.join("\n") === other.join("\n");
