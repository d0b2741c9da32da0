// Writes transcript.txt for each example that uses the scheduler: what CPython, 3.11 or later, prints when it runs original.py.
//
// node playground/record-transcripts.mjs [PYTHON]

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [python = "python3"] = process.argv.slice(2);
const folder = fileURLToPath(new URL("examples/", import.meta.url));

for (const name of readdirSync(folder)) {
  const usesScheduler = readFileSync(`${folder}${name}/program.js`, "utf8").includes("babel-plugin-switchyard/scheduler");
  if (!usesScheduler) continue;
  const printed = execFileSync(python, [`${folder}${name}/original.py`], { encoding: "utf8", timeout: 20_000 });
  writeFileSync(`${folder}${name}/transcript.txt`, printed);
  console.log(`${name}: ${printed.trimEnd().split("\n").length} lines`);
}
