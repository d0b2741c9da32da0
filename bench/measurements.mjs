// All that can be measured, in the order in which it is: where its result stands in the file of results, how it is measured,
// and what is said about it on the terminal.

import { measureCompileCost, measureCompileGrowth } from "./measure/compile-cost.mjs";
import { measureDelegation } from "./measure/delegation.mjs";
import { measureHeap } from "./measure/heap.mjs";
import { measureProfile } from "./measure/profile.mjs";
import { functionSizes, partSizes, runtimeSizes } from "./measure/sizes.mjs";
import { measureTasks } from "./measure/tasks.mjs";
import { measureTimes } from "./measure/times.mjs";
import { goals, verdictIn } from "./page/goals.mjs";
import { compileGrowthLines, compileLine, delegationLines, functionLines, heapLine, partLines, runtimeLines, taskLines, timesLine } from "./page/terminal.mjs";
import { delegationRow, heapRows, timeRows } from "./table.mjs";

export const measurements = [
  ...timeRows.map((row) => ({
    section: "times",
    id: row.id,
    title: row.title,
    measure: (how) => measureRow(row, how),
    say: (result, node) => timesLine(row, result, node),
  })),
  ...heapRows.map((row) => ({
    section: "heap",
    id: row.id,
    title: row.title,
    measure: (how) => measureHeap(row, how),
    say: (result, node) => heapLine(row, result, node),
  })),
  listed("growth", "delegation", delegationRow.title, measureDelegation, delegationLines),
  listed("growth", "tasks", "very many tasks", measureTasks, taskLines),
  listed("growth", "compile", "compile time over the size of a function", measureCompileGrowth, compileGrowthLines),
  { section: "compile", id: "cost", title: "compile time and memory", measure: measureCompileCost, say: compileLine },
  listed("size", "runtime", "size of the runtime", runtimeSizes, runtimeLines),
  listed("size", "function", "size of one more function", functionSizes, functionLines),
  listed("size", "parts", "size of its parts", partSizes, partLines),
];

/** Where it misses a goal, with a profile. */
async function measureRow(row, how) {
  const times = await measureTimes(row, how);
  const results = { node: how.version, times: { [row.id]: times } };
  const misses = goals.some((goal) => goal.row === row.id && verdictIn(goal, results) === "miss");
  return misses ? { ...times, profile: await measureProfile(row, how) } : times;
}

function listed(section, id, title, measure, lines) {
  return { section, id, title, measure, say: (result) => lines(title, result) };
}
