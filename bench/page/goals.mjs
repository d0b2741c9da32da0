// What was wanted and what came out, for every figure that has a goal: ratios to native in time and memory, and ratios to the
// iterators that were written by hand. The page lists them, and the misses among them.

import { heapRows, timeRows, verdict } from "../table.mjs";

/** Each with the value that a file of results has for it, if any. */
export const goals = [
  ...timeRows.map((row) => goal(row.id, row.id, row.title, row, (results) => results.times?.[row.id]?.ratios.switchyard.median)),
  ...heapRows.map((row) => goal(row.id, row.id, `memory: ${row.title}`, row, (results) => results.heap?.[row.id]?.ratios.switchyard)),
  ...timeRows
    .filter((row) => row.byHand !== null)
    .map((row) => goal(`${row.id}/by-hand`, row.id, `beside one written by hand: ${row.title}`, row.byHand, (results) => results.times?.[row.id]?.byHand.median)),
].filter(({ must }) => must !== null);

/** `row` is what it is measured by. */
function goal(id, row, title, { must, aim }, valueIn) {
  return { id, row, title, must, aim, valueIn };
}

export function verdictIn(goal, results) {
  const value = goal.valueIn(results);
  return value === undefined ? null : verdict(value, goal, results.node);
}

/** Goals whose must is missed in some version. */
export const missed = (all) => goals.filter((goal) => all.some((results) => verdictIn(goal, results) === "miss"));
