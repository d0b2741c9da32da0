// Generates programs and scripts from a seed until one behaves differently when compiled, and shrinks that one.

import * as fc from "fast-check";
import type { Step } from "../fixtures.js";
import type { Kind, Program } from "./ast.js";
import { chains } from "./chains.js";
import { compare, runsOf, type Difference, type Run } from "./compare.js";
import { anyProgram } from "./program.js";
import { reduce } from "./reduce.js";
import { render } from "./render.js";

export interface Outcome {
  seed: number;
  programs: number;
  /** Programs by the number of places where they can suspend. */
  suspensions: Map<number, number>;
  /** Resumptions that ran natively and suspended again, and turns of the promise queue in which something happened. */
  suspended: number;
  /** Runs in which the engine did not agree with itself: see Comparison. */
  unsteady: number;
  milliseconds: number;
  failure: Failure | null;
}

export interface Failure {
  source: string;
  difference: Difference;
}

/** Programs end after fewer steps, or the trace says that they have not. */
const ALWAYS_NEXT: Step[] = Array.from({ length: 40 }, () => "next");

const step = fc.constantFrom<Step[]>("next", "next", "next", "send", "send", "throw", "return");
const scripts = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 5, maxLength: 5 });

/** Of programs that can have chains, one in three has little else. */
function programs(kinds: Kind[]): fc.Arbitrary<Program> {
  const delegating = kinds.filter((kind) => kind !== "async");
  if (delegating.length === 0) return anyProgram(kinds);
  return fc.oneof({ arbitrary: anyProgram(kinds), weight: 2 }, { arbitrary: chains(delegating), weight: 1 });
}

export async function fuzz(seed: number, count: number, kinds: Kind[]): Promise<Outcome> {
  const outcome: Outcome = { seed, programs: 0, suspensions: new Map(), suspended: 0, unsteady: 0, milliseconds: 0, failure: null };
  const start = performance.now();
  let found: Difference | null = null;
  const holds = fc.asyncProperty(programs(kinds), scripts, async (generated, resumes) => {
    const { source, suspensions } = render(generated);
    const { difference, suspended, unsteady } = await compare(source, runsOf(generated.kind, [ALWAYS_NEXT, ...resumes]));
    outcome.programs++;
    outcome.suspended += suspended;
    outcome.unsteady += unsteady;
    outcome.suspensions.set(suspensions, (outcome.suspensions.get(suspensions) ?? 0) + 1);
    found = difference;
    return difference === null;
  });
  // reduce shrinks instead of fast-check, which cannot put a part of a program in the place of the whole.
  const { counterexample, errorInstance } = await fc.check(holds, { seed, numRuns: count, endOnFailure: true });
  outcome.milliseconds = performance.now() - start;
  if (counterexample) {
    // Neither run may throw; a fault of the fuzzer's own is no finding.
    if (found === null) throw errorInstance;
    outcome.failure = await shrink(counterexample[0], runsOf(counterexample[0].kind, [ALWAYS_NEXT, ...counterexample[1]]), found);
  }
  return outcome;
}

/** Only the run that failed is run again, and only as far as it has to be. */
async function shrink(generated: Program, all: Run[], difference: Difference): Promise<Failure> {
  const runs: Run[] = difference.kind === "different" ? [...upToDifference(difference), difference.run] : all.slice(0, 1);
  const failing = async ({ main, run }: { main: Program; run: Run }) => (await compare(render(main).source, [run])).difference;
  const fails = async (candidate: { main: Program; run: Run }) => (await failing(candidate))?.kind === difference.kind;
  for (const run of runs) {
    if (!(await fails({ main: generated, run }))) continue;
    const { main, run: shortest } = await reduce({ main: generated, run }, fails);
    return { source: render(main).source, difference: (await failing({ main, run: shortest }))! };
  }
  // What takes all runs to show, or did not show again, is reported as it was generated.
  return { source: render(generated).source, difference };
}

/** A generator's script may end with the resumption that differs. */
function upToDifference({ run, native, compiled }: Extract<Difference, { kind: "different" }>): Run[] {
  if (run.kind !== "resume") return [];
  const lines = native.slice(0, native.findIndex((line, index) => line !== compiled[index]));
  return [{ ...run, script: run.script.slice(0, lines.filter((line) => RESUMED.test(line)).length + 1) }];
}
/** A line of the trace that ends a step; a program can log the like, which only makes a script longer. */
const RESUMED = /^(next|send|throw|return)(:| threw)/;
