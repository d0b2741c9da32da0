// The files of results: one for each major version of Node that was measured in. The pages of figures are made from them.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("results/", import.meta.url);
const fileOf = (major) => new URL(`node-${major}.json`, folder);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const majorOf = ({ node }) => Number(node.split(".")[0]);

/** Figures to four digits: more would be noise that shows up in every diff. */
const rounded = (_key, value) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value);

/** What was not measured this time stays, section by section. */
export function writeResults(results) {
  const file = fileOf(majorOf(results));
  const merged = existsSync(file) ? read(file) : {};
  for (const [name, value] of Object.entries(results)) {
    merged[name] = typeof value === "object" ? { ...merged[name], ...value } : value;
  }
  writeFileSync(file, `${JSON.stringify(merged, rounded, 2)}\n`);
}

/** All that were written, the oldest version first. */
export function readResults() {
  const files = readdirSync(folder).filter((name) => /^node-\d+\.json$/.test(name));
  const all = files.map((name) => read(new URL(name, folder)));
  for (const results of all) {
    const missing = ["times", "heap", "growth", "compile", "size"].filter((section) => !results[section]);
    if (missing.length > 0) throw new Error(`Node ${results.node} was not measured in full (${missing.join(", ")}): run npm run bench -- --write without --filter`);
  }
  return all.sort((a, b) => majorOf(a) - majorOf(b));
}
