// docs/performance.md, made of the files of results: no figure on it is typed.

import { limits, sizeLimit } from "../limits.mjs";
import { ALLOWANCE } from "../table.mjs";
import { missed, verdictIn } from "./goals.mjs";
import { figure } from "./markdown.mjs";
import * as tables from "./tables.mjs";

/** Results of all versions, the oldest first; sizes and growth do not depend on the version, and are shown for the first. */
export function performancePage(all) {
  const [first] = all;
  return `# Performance

Figures of \`npm run bench\`, from \`bench/results\`. This page is made by \`node bench/render.mjs\`; do not edit it.

${all.map((results) => `- Node ${results.node}, V8 ${results.v8}; ${results.machine}; ${results.processes} processes of ${results.rounds} rounds`).join("\n")}

## What is compared

A workload is a file of \`bench/workloads\`, in plain JavaScript. Its annotated functions are compiled by this project; by Babel
8, with the regenerator and what that wants lowered before it; by TypeScript and by swc for ES5. The loops that consume them
are the same native text in all programs. For some there is an iterator class that somebody wrote by hand.

All programs of a workload run in one process, in turns, and what counts is the ratio of two times in the same round: the
median over the rounds, and of that the median over the processes. Every result is compared with the native one. Each
program has run eight other functions of every kind hot before, through the same runtime or helpers: with one function alone
much looks fast that is not.

A ratio says how long something takes beside the engine's own generators and async functions: smaller is faster, and below 1
is faster than native. Absolute times are not shown, since they are those of a shared machine.

## Goals

Each row has a ratio that it must not exceed in Node 20, and one that is aimed at. They stand in \`bench/table.mjs\`. Newer engines
are faster themselves: there a row may take ${ALLOWANCE} times what it must not exceed.

${tables.goalsTable(all)}

## Where a goal is missed

Of each row of time a profile shows whose code takes it, of a run of the native program, of the compiled one, and of what
somebody wrote by hand: the garbage collector's; that of the engine's own functions, with what the profiler cannot attribute; the
runtime's; and the program's, which is the compiled functions and what consumes them. Behind it stands how often the garbage
collector is called in a run, and which functions take the most; \`measure\` is what calls the program, and V8 makes some of it its own.

${misses(all)}

${all.map(versionSection).join("\n\n")}

## Size

Minified and gzipped, in bytes: the runtime that a program pulls in when it uses a part of it, and what one more function in a
file adds. Everything is lowered to ES5, by Babel where a plugin compiles the function.

${tables.runtimeTable(first)}

${tables.functionTable(first)}

${sizeLimit}

${tables.partsTable(first)}

## Compiling

${compiling(all)}

## Growth

Nanoseconds per item over the levels of \`yield*\` that it comes through (${tables.nodeOf(first)}):

${tables.delegationTable(first)}

Very many tasks of the scheduler, on the host's time, and native async functions that do the same with promises and timers
(${tables.nodeOf(first)}). Time is that of the processor, in a process for each; the bytes are those on the heap while all are waiting.

${tables.tasksTable(first)}

Microseconds of compiling over the size of one function (${tables.nodeOf(first)}):

${tables.compileGrowthTable(first)}
`;
}

function versionSection(results) {
  return `## Node ${results.node}

${tables.timesTable(results)}

The median of the processes' medians; the column beside it has the lowest and the highest of them.

Memory of one suspended activation, with two parameters and three variables, without what it awaits:

${tables.heapTable(results)}`;
}

/** A section for each goal that is missed somewhere; what there is to say about it is in bench/limits.mjs. */
function misses(all) {
  const list = missed(all);
  if (list.length === 0) return "Nowhere.";
  const said = (goal) =>
    all
      .filter((results) => verdictIn(goal, results) === "miss")
      .map((results) => `${figure(goal.valueIn(results))} in ${tables.nodeOf(results)}`)
      .join(", ");
  return list
    .map((goal) => [`### ${goal.title}`, `${said(goal)}; must be ${goal.must}, or ${figure(ALLOWANCE * goal.must)} in newer versions.`, limits[goal.id], profileOf(goal, all)].filter(Boolean).join("\n\n"))
    .join("\n\n");
}

/** Of the first version in which it is missed. */
function profileOf(goal, all) {
  const results = all.find((results) => verdictIn(goal, results) === "miss");
  const profile = results.times?.[goal.row]?.profile;
  return profile && tables.profileTable(profile, results);
}

function compiling(all) {
  const measured = all.find(({ compile }) => compile);
  if (!measured) return "Not measured.";
  const { files, lines, refused } = measured.compile.cost.sources;
  return `The ${files} files with generators or async functions of some packages, ${lines.toLocaleString("en-US")} lines, with every such function compiled${refused > 0 ? `; ${refused} files are left out since one of the compilers refuses them` : ""}.
Time is that of the whole run of Babel; memory is the most that a process held which compiled all of them once.

${tables.compileTable(all)}`;
}
