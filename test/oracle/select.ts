// Which seeds the corpus takes: small programs that do much, and then those that do what is still seldom.

import { textsOf, type Entry } from "./corpus.js";
import { coverageOf, LEAST } from "./coverage.js";

interface Result {
  transcript: string[] | null;
  situations: string[];
}

const BATCH = 500;
/** Characters of JavaScript; compiling takes time in proportion. */
const LONGEST = 2_600;
const FEWEST_LINES = 10;
const MOST_LINES = 60;
/** Seeds in all: the end of the search for rare situations. */
const MOST_SEEDS = 30_000;

/** @param runAll runs Python programs */
export function select(count: number, runAll: (sources: string[]) => Result[], progress: (line: string) => void): Entry[] {
  const entries: Entry[] = [];
  const counts = new Map<string, number>();
  const least = new Map(LEAST.flatMap(([number, names]) => names.map((name) => [name, number] as const)));
  const enough = () => entries.length >= count && [...least].every(([name, number]) => (counts.get(name) ?? 0) >= number * MARGIN);
  for (let first = 1; first < MOST_SEEDS && !enough(); first += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, index) => ({ seed: first + index, ...textsOf(first + index) })).filter(({ javascript }) => javascript.length <= LONGEST);
    const results = runAll(batch.map(({ python }) => python));
    batch.forEach(({ seed, hash, tree }, index) => {
      const { transcript, situations } = results[index]!;
      if (!transcript || transcript.length < FEWEST_LINES || transcript.length > MOST_LINES) return;
      const coverage = coverageOf(tree, { transcript, situations });
      const rare = [...coverage].some((name) => (counts.get(name) ?? 0) < (least.get(name) ?? 0) * MARGIN);
      if (entries.length >= count && !rare) return;
      entries.push({ seed, hash, situations, transcript });
      for (const name of coverage) counts.set(name, (counts.get(name) ?? 0) + 1);
    });
    progress(`${entries.length} of the programs of ${first + BATCH - 1} seeds`);
  }
  return entries;
}

/** More than what is asked for, so that a program can be taken out again. */
const MARGIN = 1.2;
