// Where the scheduler differs from CPython on purpose. Each has a paragraph in docs/scheduler.md.

export interface Difference {
  name: string;
  /** A line of a transcript with what differs left out. */
  without(line: string): string;
  /** The programs of the corpus that show it: they agree without it, and not with it. */
  seeds: number[];
}

export const DIFFERENCES: Difference[] = [];

/** Do two transcripts agree, as far as the program of this seed is expected to? One that is not in the corpus may show any difference. */
export function agree(cpython: string[], ours: string[], seed: number | null): boolean {
  const shown = DIFFERENCES.filter(({ seeds }) => seed === null || seeds.includes(seed));
  if (seed !== null && shown.length > 0 && same(cpython, ours)) return false;
  const without = (lines: string[]) => lines.map((line) => shown.reduce((text, difference) => difference.without(text), line));
  return same(without(cpython), without(ours));
}

/** Reasons of cancellations: asyncio gives them to who asks first, and a gathering takes that of its last child. */
export const withoutReasons = (line: string) => line.replace(/Cancelled\([^)]*\)/g, "Cancelled");

export const same = (one: string[], other: string[]) => one.join("\n") === other.join("\n");
