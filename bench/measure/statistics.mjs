// The little that is needed of statistics. Ratios are taken round by round, and not of medians: what slowed a round down
// slowed both sides. Processes differ by more than rounds do, so what they differ by is kept.

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Times of the same rounds, of two programs in one process. */
export const ratioOf = (times, others) => median(times.map((time, round) => time / others[round]));

export const spreadOf = (values) => ({ median: median(values), low: Math.min(...values), high: Math.max(...values) });

export const mapValues = (record, change) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
