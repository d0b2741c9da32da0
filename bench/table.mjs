// What is measured, and what is wanted of it. A row is a function of a workload, with the ratio to native that it must not
// exceed, and the one that is aimed at; null where nothing is wanted. `size` is what the function is called with, so that a
// native run takes some milliseconds. `byHand` is the same against the iterator class that one writes by hand.

/** Rows of time; `from` says what the run is begun from, an event or a job of a promise. */
export const timeRows = [
  row("range", "oneConsumer", "range, one consumer", 100_000, 0.35, 0.25, { byHand: { must: 1.5, aim: 1.1 } }),
];

function row(workload, run, title, size, must, aim, more = {}) {
  const id = more.count ? `${workload}-${more.count}/${run}` : `${workload}/${run}`;
  return { id, workload, run, title, size, must, aim, from: "event", warmUp: 8, byHand: null, count: null, ...more };
}

/** "aim", "must" or "miss"; null if there is nothing to meet. */
export function verdict(value, { must, aim }) {
  if (must === null) return null;
  if (value <= aim) return "aim";
  return value <= must ? "must" : "miss";
}
