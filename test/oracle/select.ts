// Which seeds the corpus takes: some that were looked for, small programs that do much, and those that do what is seldom.

import type { Program } from "./ast.js";
import { textsOf, type Entry } from "./corpus.js";
import { coverageOf, LEAST } from "./coverage.js";

interface Result {
  transcript: string[] | null;
  situations: string[];
}

const BATCH = 500;
/** Characters of JavaScript: compiling takes time in proportion. What is rare may be longer. */
const LONG = 1_150;
const LONGEST = 1_800;
const FEWEST_LINES = 8;
const MOST_LINES = 60;
/** Seeds in all: the end of the search for rare situations. */
const MOST_SEEDS = 20_000;

/**
 * Programs of which each tells a scheduler from a right one that is wrong in a single rule, where few others do: a
 * semaphore that keeps the permit of a waiter that was cancelled as it got it, a group that cancels its body before its
 * children, a deadline of 0 that is a timer, a gathering that claims to be cancelled when no child could be.
 */
const TELLING = [
  30089, 30096, 30170, 30226, 30256, 30384, 30551, 30618, 30730, 30934, 31030, 31053, 31077, 31199, 31250, 31265, 31272, 31447, 31486, 31513, 31568,
  31636, 31844, 32023, 32070, 32158, 32305, 32519, 32581, 32614, 32689, 32704, 32855, 32975, 33002, 33492, 33613, 33674, 33679, 33728, 33913, 33993,
  34000, 34061, 34626, 34730, 35085, 35171, 35267, 35477, 35523, 35881, 36013, 36066, 36587, 36694, 37226, 37851, 37854, 37866, 38440, 38632, 38823,
  39105, 39492, 39735, 41236, 41506, 41821, 42756, 43243, 43312, 43313, 43369, 43910, 44895, 45838, 45989, 46004, 46360, 47234, 47505, 48365, 53868,
  55235, 56313, 57813, 57945, 59437, 60088, 73188, 73439, 83984, 87558, 90022, 92842, 98540, 106555,
];

/** @param runAll runs Python programs */
export function select(count: number, runAll: (sources: string[]) => Result[], progress: (line: string) => void): Entry[] {
  const entries: Entry[] = [];
  const counts = new Map<string, number>();
  const least = new Map(LEAST.flatMap(([number, names]) => names.map((name) => [name, number] as const)));
  const enough = () => entries.length >= count && [...least].every(([name, number]) => (counts.get(name) ?? 0) >= number * MARGIN);
  const take = (entry: Entry, tree: Program) => {
    entries.push(entry);
    for (const name of coverageOf(tree, entry)) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  const telling = TELLING.map((seed) => ({ seed, ...textsOf(seed) }));
  runAll(telling.map(({ python }) => python)).forEach((result, index) => {
    const { seed, hash, tree } = telling[index]!;
    if (!result.transcript) throw new Error(`the program of seed ${seed} is too long`);
    take({ seed, hash, situations: result.situations, transcript: result.transcript }, tree);
  });
  for (let first = 1; first < MOST_SEEDS && !enough(); first += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, index) => ({ seed: first + index, ...textsOf(first + index) })).filter(({ javascript }) => javascript.length <= LONGEST);
    const results = runAll(batch.map(({ python }) => python));
    batch.forEach(({ seed, hash, tree, javascript }, index) => {
      const { transcript, situations } = results[index]!;
      if (!transcript || transcript.length < FEWEST_LINES || transcript.length > MOST_LINES) return;
      const coverage = coverageOf(tree, { transcript, situations });
      const rare = [...coverage].some((name) => (counts.get(name) ?? 0) < (least.get(name) ?? 0) * MARGIN);
      if ((entries.length >= count || javascript.length > LONG) && !rare) return;
      take({ seed, hash, situations, transcript }, tree);
    });
    progress(`${entries.length} of the programs of ${first + BATCH - 1} seeds`);
  }
  return entries;
}

/** More than what is asked for, so that a program can be taken out again. */
const MARGIN = 1.1;
