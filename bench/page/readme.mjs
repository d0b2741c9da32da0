// The figures that the README quotes, as lines of its table, from the results of the oldest version that was measured.

import { heapRows, timeRows } from "../table.mjs";
import { count, figure, table } from "./markdown.mjs";

const quoted = [
  "range/oneConsumer",
  "range-twelve/twelveFunctions",
  "short-lived/createAndFinish",
  "tree/inOrder",
  "chain/fiftyLevels",
  "try/oneInEightThrows",
  "captured/captureConstant",
  "numeric/heavy",
  "await-loop/resolvedPromise",
  "call-chain/tenCalls",
  "two-awaits/atOnce",
  "stages/threeStages",
];
const quotedHeap = ["heap/generatorAtYield", "heap/asyncTwice"];
const names = ["switchyard", "babel", "typescript", "swc"];

const START = "<!-- figures: written by bench/render.mjs -->";
const END = "<!-- end of figures -->";

export function readmeFigures([results]) {
  const times = timeRows
    .filter(({ id }) => quoted.includes(id))
    .map(({ id, title }) => [title, ...names.map((name) => figure(results.times[id].ratios[name].median))]);
  const heap = heapRows
    .filter(({ id }) => quotedHeap.includes(id))
    .map(({ id, title }) => [`memory: ${title}`, ...names.map((name) => figure(results.heap[id].ratios[name]))]);
  const { time } = results.compile.cost;
  const sizes = Object.entries(results.size.function).map(([kind, bytes]) => [`one more ${kind}, minified and gzipped`, ...names.map((name) => `${count(bytes[name])} B`)]);
  return `Node ${results.node}; the engine's own functions are 1, smaller is better. Babel is Babel 8 with its regenerator, and Babel 7
where something is compiled by a plugin or weighed:

${table(
    ["", "switchyard", "Babel", "TypeScript ES5", "swc ES5"],
    [...times, ...heap, ["time of compiling; Babel without plugins is 1", figure(time.switchyard), figure(time.regenerator), "", ""], ...sizes],
  )}`;
}

/** The README with these figures between the two comments that hold their place. */
export function withFigures(readme, all) {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error("the README has no place for figures");
  return `${readme.slice(0, start + START.length)}\n\n${readmeFigures(all)}\n\n${readme.slice(end)}`;
}
