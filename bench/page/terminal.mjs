// What a run says on the terminal, as soon as something is measured.

import { figure } from "./markdown.mjs";
import { titles } from "./titles.mjs";
import { mustIn, taskRows, verdict } from "../table.mjs";

const SAID = { aim: "meets aim", must: "meets must", miss: "MISSES" };

const ratio = (value) => figure(value).padStart(7);

const wanted = (value, { must, aim }, node) => {
  const said = verdict(value, { must, aim }, node);
  return said === null ? "" : `${SAID[said]} (must ${figure(mustIn(node, must))}, aim ${aim})`;
};

export function timesLine(row, { nativeMs, ratios, byHand }, node) {
  const cells = Object.entries(ratios).map(([name, { median }]) => `${titles[name]} ${ratio(median)}`);
  const hand = row.byHand === null ? "" : `; beside by hand ${byHand.median.toFixed(2)}, ${wanted(byHand.median, row.byHand, node)}`;
  return `${row.title.padEnd(48)} ${cells.join("  ")}  native ${nativeMs.toFixed(1)} ms  ${wanted(ratios.switchyard.median, row, node)}${hand}`;
}

export function heapLine(row, { bytes, ratios }, node) {
  const cells = Object.entries(bytes).map(([name, own]) => `${titles[name]} ${String(own).padStart(5)} B`);
  return `${row.title.padEnd(48)} ${cells.join("  ")}  ${ratio(ratios.switchyard)} ${wanted(ratios.switchyard, row, node)}`;
}

export function compileLine({ sources, time, added, peak }) {
  const size = `${sources.files} files, ${sources.lines} lines (${sources.refused} files left out)`;
  const times = `switchyard ${time.switchyard.toFixed(2)}, regenerator ${time.regenerator.toFixed(2)}`;
  const memory = `switchyard ${(peak.switchyard / peak.plain).toFixed(2)}, regenerator ${(peak.regenerator / peak.plain).toFixed(2)}`;
  return `compiling ${size}; to a run without plugins: time ${times}, added ${added.toFixed(2)} of the regenerator's; memory ${memory}`;
}

const listed = (title, lines) => [title, ...lines.map(([name, text]) => `  ${name.padEnd(46)} ${text}`)].join("\n");
const named = (values, unit, called = titles) => Object.entries(values).map(([name, value]) => `${called[name]} ${ratio(value)} ${unit}`).join("  ");

export const delegationLines = (title, list) => listed(title, list.map(({ depth, nanoseconds }) => [`${depth} levels`, named(nanoseconds, "ns")]));

export function taskLines(title, runs) {
  const each = ({ size, microseconds, bytes }) => [`  ${size.toLocaleString("en-US")}`, `${named(microseconds, "µs")}  ${named(bytes, "B")}`];
  return listed(title, taskRows.flatMap(({ run, title }) => [[title, ""], ...runs[run].map(each)]));
}

export function compileGrowthLines(title, kinds) {
  const sizes = (list) => list.map(({ size, microseconds }) => `${size}: ${microseconds.toFixed(0)} µs each`).join("  ");
  return listed(title, Object.entries(kinds).map(([kind, list]) => [kind, sizes(list)]));
}

export const runtimeLines = (title, list) => listed(title, list.map(({ name, bytes, budget }) => [name, `${bytes} B of ${budget} B`]));

export const partLines = (title, kinds) => listed(title, Object.entries(kinds).map(([kind, parts]) => [kind, parts.map(({ part, bytes }) => `${part} ${bytes} B`).join("  ")]));

export const functionLines = (title, kinds) => listed(title, Object.entries(kinds).map(([kind, bytes]) => [kind, named(bytes, "B", { ...titles, babel: "Babel 7" })]));
