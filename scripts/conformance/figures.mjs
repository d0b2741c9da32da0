// The figures of docs/conformance.md: what the runs with --record have counted, and the table that is made of them.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { KINDS } from "./select.mjs";

const FILE = new URL("figures.json", import.meta.url);
const PAGE = new URL("../../docs/conformance.md", import.meta.url);
const START = "<!-- figures: written by npm run conformance -- CHECKOUT --record -->";
const END = "<!-- end of figures -->";

/** All recorded runs: by version of Node, and of each first the run of all tests. */
export const readFigures = () => JSON.parse(readFileSync(FILE, "utf8"));

/** Takes the place of the last run of its kind; `run` is { heldOut, shape, counts, kinds }. */
export function record(checkout, run) {
  const entry = { node: process.versions.node, date: new Date().toISOString().slice(0, 10), test262: stateOf(checkout), ...run };
  const others = readFigures().filter((other) => placeOf(other) !== placeOf(entry));
  const runs = [...others, entry].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(runs, null, 1)}\n`);
  writeFileSync(PAGE, withFigures(readFileSync(PAGE, "utf8"), runs));
}

const placeOf = ({ node, heldOut, shape }) => `${parseInt(node, 10)} ${heldOut ? 1 : 0} ${shape}`;

/** The commit of a checkout, and its day. */
function stateOf(checkout) {
  return execFileSync("git", ["-C", checkout, "log", "-1", "--format=%h (%cs)", "--abbrev=7"], { encoding: "utf8" }).trim();
}

/** The page with its table made anew. */
export function withFigures(page, runs) {
  const [before, rest] = page.split(START);
  return `${before}${START}\n\n${figuresTable(runs)}\n\n${END}${rest.split(END)[1]}`;
}

export function figuresTable(runs) {
  const rows = [
    ["", ...runs.map(titleOf)],
    ["---", ...runs.map(() => "---")],
    ["measured", ...runs.map(({ date }) => date)],
    ["test262 at", ...runs.map(({ test262 }) => test262)],
    ["selected", ...runs.map(({ counts }) => counts.selected)],
    ["dropped", ...runs.map(({ counts }) => counts.dropped)],
    ["**passed**", ...runs.map(({ counts }) => `**${share(counts.passed, counts.selected - counts.dropped)}**`)],
    ["failed, at the ceiling", ...runs.map(({ counts }) => counts.ceiling)],
    ["failed, known misses", ...runs.map(({ counts }) => counts.known)],
    ["failed, new", ...runs.map(({ counts }) => counts.failed - counts.ceiling - counts.known)],
    ...KINDS.map((kind) => [`passed with ${kind}s`, ...runs.map(({ kinds }) => share(kinds[kind].passed, kinds[kind].run))]),
  ];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function titleOf({ node, heldOut, shape }) {
  const options = [heldOut ? "`--held-out`" : "", shape === "method" ? "`--shape method`" : ""].filter(Boolean);
  return [`Node ${node}`, ...options].join(", ");
}

const share = (part, whole) => `${part} of ${whole} (${percent(part, whole)})`;

export function percent(part, whole) {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;
}
