// Generates programs and scripts from a seed until one behaves differently when compiled, and shrinks that one.

import * as fc from "fast-check";
import type { Step } from "../fixtures.js";
import type { Program } from "./ast.js";
import { compare, type Difference } from "./compare.js";
import { program } from "./program.js";
import { reduce } from "./reduce.js";
import { render } from "./render.js";

export interface Outcome {
  seed: number;
  programs: number;
  /** Programs by the number of places where they can suspend. */
  suspensions: Map<number, number>;
  /** Resumptions that ran natively and suspended again. */
  suspended: number;
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

export function fuzz(seed: number, count: number): Outcome {
  const outcome: Outcome = { seed, programs: 0, suspensions: new Map(), suspended: 0, milliseconds: 0, failure: null };
  const start = performance.now();
  const holds = fc.property(program, scripts, (generated, resumes) => {
    const { source, suspensions } = render(generated);
    const { difference, suspended } = compare(source, [ALWAYS_NEXT, ...resumes]);
    outcome.programs++;
    outcome.suspended += suspended;
    outcome.suspensions.set(suspensions, (outcome.suspensions.get(suspensions) ?? 0) + 1);
    return difference === null;
  });
  // reduce shrinks instead of fast-check, which cannot put a part of a program in the place of the whole.
  const { counterexample } = fc.check(holds, { seed, numRuns: count, endOnFailure: true });
  outcome.milliseconds = performance.now() - start;
  if (counterexample) outcome.failure = shrink(counterexample[0], [ALWAYS_NEXT, ...counterexample[1]]);
  return outcome;
}

/** Only the script that failed is run again, and only as far as it has to be. */
function shrink(generated: Program, resumes: Step[][]): Failure {
  const difference = compare(render(generated).source, resumes).difference!;
  const scripts = difference.kind === "different" ? [upToDifference(difference), difference.script] : [[]];
  const failing = ({ main, script }: { main: Program; script: Step[] }) => compare(render(main).source, [script]).difference;
  const fails = (candidate: { main: Program; script: Step[] }) => failing(candidate)?.kind === difference.kind;
  const candidates = scripts.map((script) => ({ main: generated, script }));
  const smallest = candidates.find(fails);
  // Only what takes all scripts to show is reported as it was generated.
  if (!smallest) return { source: render(generated).source, difference };
  const { main, script } = reduce(smallest, fails);
  return { source: render(main).source, difference: failing({ main, script })! };
}

function upToDifference({ script, native, compiled }: Extract<Difference, { kind: "different" }>): Step[] {
  const lines = native.slice(0, native.findIndex((line, index) => line !== compiled[index]));
  return script.slice(0, lines.filter((line) => RESUMED.test(line)).length + 1);
}
/** A line of the trace that ends a step; a program can log the like, which only makes a script longer. */
const RESUMED = /^(next|send|throw|return)(:| threw)/;
