// The tables of the page, from the files of results.

import { compileGoal, functionSizeGoal, heapRows, REFERENCE, taskRows, timeRows, verdict } from "../table.mjs";
import { goals, verdictIn } from "./goals.mjs";
import { cell, count, figure, mark, table } from "./markdown.mjs";
import { titles } from "./titles.mjs";

const peers = ["babel", "typescript", "swc"];
export const nodeOf = ({ node }) => `Node ${node.split(".")[0]}`;

/** Every goal, and what it came to in each version. */
export function goalsTable(all) {
  const said = (goal, results) => {
    const value = goal.valueIn(results);
    return value === undefined ? "" : `${figure(value)} ${mark(verdictIn(goal, results))}`;
  };
  const rows = goals.map((goal) => [goal.title, goal.must, goal.aim, ...all.map((results) => said(goal, results))]);
  return table(["", "must", "aim", ...all.map(nodeOf)], rows);
}

/** All times in one version, beside the other compilers. */
export function timesTable(results) {
  const rows = timeRows
    .filter(({ id }) => results.times?.[id])
    .map((row) => {
      const { ratios } = results.times[row.id];
      const { median, low, high } = ratios.switchyard;
      const others = [...peers, "byHand"].map((name) => cell(ratios[name]?.median));
      return [row.title, figure(median), `${figure(low)} – ${figure(high)}`, ...others, mark(verdict(median, row, results.node))];
    });
  return table(["time, native = 1", "switchyard", "its processes", ...peers.map((name) => titles[name]), "by hand", "goal"], rows);
}

/** Where the time of a row goes, and how often the garbage collector is called. */
export function profileTable(profile, results) {
  const percent = (share = 0) => `${(100 * share).toFixed(0)} %`;
  const rows = Object.entries(profile).map(([name, { shares, functions, collections }]) => [
    titles[name],
    ...["collector", "engine", "runtime", "program"].map((owner) => percent(shares[owner])),
    figure(collections),
    functions.map((one) => `\`${one.name}\` ${percent(one.share)}`).join(", "),
  ]);
  return table([nodeOf(results), "collector", "engine", "runtime", "program", "collections", "of which the most"], rows);
}

export function heapTable(results) {
  const names = ["native", "switchyard", ...peers];
  const rows = heapRows
    .filter(({ id }) => results.heap?.[id])
    .map((row) => {
      const { bytes, ratios } = results.heap[row.id];
      return [row.title, ...names.map((name) => cell(bytes[name], count)), figure(ratios.switchyard), mark(verdict(ratios.switchyard, row, results.node))];
    });
  return table(["bytes", ...names.map((name) => titles[name]), "switchyard, native = 1", "goal"], rows);
}

export function delegationTable({ growth }) {
  const names = ["native", "switchyard", ...peers];
  const rows = growth.delegation.map(({ depth, nanoseconds }) => [depth, ...names.map((name) => cell(nanoseconds[name]))]);
  return table(["levels", ...names.map((name) => titles[name])], rows);
}

/** By what is done: for so many tasks or turns, what each takes. */
export function tasksTable({ growth }) {
  const rows = taskRows.flatMap(({ run, title }) =>
    growth.tasks[run].map(({ size, microseconds, bytes }) => [
      `${count(size)} ${title}`,
      figure(microseconds.native),
      figure(microseconds.switchyard),
      figure(microseconds.switchyard / microseconds.native),
      count(bytes.native),
      count(bytes.switchyard),
    ]),
  );
  return table(["each", "µs, native", "µs, switchyard", "to native", "bytes, native", "bytes, switchyard"], rows);
}

export function compileGrowthTable({ growth }) {
  const rows = Object.entries(growth.compile).map(([kind, list]) => [
    kind,
    list.map(({ size, microseconds }) => `${count(size)}: ${figure(microseconds)}`).join(", "),
    figure(list.at(-1).microseconds / list[0].microseconds),
  ]);
  return table(["", "size: µs for each", "last to first"], rows);
}

export function compileTable(all) {
  const rows = all
    .filter(({ compile }) => compile)
    .map((results) => {
      const { time, added, peak } = results.compile.cost;
      const memory = (name) => figure(peak[name] / peak.plain);
      return [nodeOf(results), figure(time.switchyard), figure(time.regenerator), `${figure(added)} ${markOf(added, compileGoal)}`, memory("switchyard"), memory("regenerator")];
    });
  return table(["Babel without plugins = 1", "time, switchyard", "time, regenerator", `time added, to the regenerator's; must be ${compileGoal.must}`, "memory, switchyard", "memory, regenerator"], rows);
}

export function runtimeTable({ size }) {
  return table(["a program with", "bytes of runtime", "budget"], size.runtime.map(({ name, bytes, budget }) => [name, count(bytes), count(budget)]));
}

export function functionTable({ size }) {
  const names = ["switchyard", ...peers];
  const rows = Object.entries(size.function).map(([kind, bytes]) => {
    const ratio = bytes.switchyard / bytes.babel;
    return [`one more ${kind}`, ...names.map((name) => count(bytes[name])), `${figure(ratio)} ${markOf(ratio, functionSizeGoal)}`];
  });
  return table(["bytes", ...names.map((name) => (name === "babel" ? "Babel 7" : titles[name])), `to Babel, must be ${functionSizeGoal.must}`], rows);
}

/** What is emitted for a function, and what each part adds to those before it. */
export function partsTable({ size }) {
  const kinds = Object.keys(size.parts);
  const [parts] = Object.values(size.parts);
  const rows = parts.map(({ part }, index) => [part, ...kinds.map((kind) => count(size.parts[kind][index].bytes))]);
  return table(["bytes of one more", ...kinds], rows);
}

/** Of a figure for which newer engines have no allowance. */
const markOf = (value, goal) => mark(verdict(value, goal, REFERENCE));
