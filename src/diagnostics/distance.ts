// How many letters two words differ in: for "did you mean".

/** Levenshtein distance: insertions, deletions and substitutions. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

/** The word that was meant, if one is near enough. */
export function nearest(word: string, known: readonly string[]): string | null {
  const [found] = known.toSorted((a, b) => distance(word, a) - distance(word, b));
  return distance(word, found) <= 3 ? found : null;
}
