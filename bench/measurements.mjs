// All that can be measured, in the order in which it is: where its result stands in the file of results, how it is measured,
// and what is said about it on the terminal.

import { measureCompileCost, measureCompileGrowth } from "./measure/compile-cost.mjs";
import { measureDelegation } from "./measure/delegation.mjs";
import { measureHeap } from "./measure/heap.mjs";
import { compileLine, growthLines, heapLine, sizeLines, timesLine } from "./page/terminal.mjs";
import { functionSizes, runtimeSizes } from "./measure/sizes.mjs";
import { delegationRow, heapRows, timeRows } from "./table.mjs";
import { measureTimes } from "./measure/times.mjs";

export const measurements = [
  ...timeRows.map((row) => ({
    section: "times",
    id: row.id,
    title: row.title,
    measure: (how) => measureTimes(row, how),
    say: (result) => timesLine(row, result),
  })),
  ...heapRows.map((row) => ({
    section: "heap",
    id: row.id,
    title: row.title,
    measure: (how) => measureHeap(row, how),
    say: (result) => heapLine(row, result),
  })),
  { section: "growth", id: "delegation", title: delegationRow.title, measure: measureDelegation, say: growthLines },
  { section: "growth", id: "compile", title: "compile time over the size of a function", measure: measureCompileGrowth, say: growthLines },
  { section: "compile", id: "cost", title: "compile time and memory", measure: measureCompileCost, say: compileLine },
  { section: "size", id: "runtime", title: "size of the runtime", measure: runtimeSizes, say: sizeLines },
  { section: "size", id: "function", title: "size of one more function", measure: functionSizes, say: sizeLines },
];
