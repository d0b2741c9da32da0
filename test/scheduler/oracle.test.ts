// CPython is the oracle of the scheduler: generated programs log here, compiled and under a virtual clock, what their
// Python logged there. See docs/oracle.md.

import { expect, it } from "vitest";
import { compareEntry } from "../oracle/compare.js";
import { readCorpus, textsOf } from "../oracle/corpus.js";
import { coverageOf, countsOf, missing } from "../oracle/coverage.js";

const { python, entries } = readCorpus();

it("the corpus is large, and of a release that counts", () => {
  expect(entries.length).toBeGreaterThanOrEqual(2_000);
  expect(new Set(entries.map(({ seed }) => seed)).size).toBe(entries.length);
  expect(python).toMatch(/^3\.(1[3-9]|[2-9]\d)\./);
});

it("its seeds still make the programs whose transcripts are known", () => {
  expect(entries.filter(({ seed, hash }) => textsOf(seed).hash !== hash).map(({ seed }) => seed)).toEqual([]);
});

it("nothing of what it shall cover is covered too seldom", () => {
  expect(missing(countsOf(entries.map((entry) => coverageOf(textsOf(entry.seed).tree, entry))))).toEqual([]);
});

const BATCH = 100;
for (let first = 0; first < entries.length; first += BATCH) {
  const batch = entries.slice(first, first + BATCH);
  it(`programs ${first + 1} to ${first + batch.length} do what they do under asyncio`, () => {
    const different = batch.flatMap((entry) => compareEntry(entry) ?? []);
    expect(different.map(({ report }) => report.join("\n")).join("\n\n")).toBe("");
  });
}
