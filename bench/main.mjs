// npm run bench, with after a --
//   --filter TEXT       what has it in its name or title
//   --json              the results, on standard output (npm run -s); lines for people go to standard error
//   --write             into bench/results, and the pages made of them; with a filter, the rest of the results stays
//   --node BINARY       another Node to measure in
//   --rounds N, --processes N

import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { measurements } from "./measurements.mjs";
import { writeResults } from "./results.mjs";

const { values } = parseArgs({
  options: {
    filter: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    node: { type: "string", default: process.execPath },
    rounds: { type: "string", default: "15" },
    processes: { type: "string", default: "3" },
  },
});
const say = values.json ? console.error : console.log;

const versions = JSON.parse(execFileSync(values.node, ["-p", "JSON.stringify(process.versions)"], { encoding: "utf8" }));
const how = { node: values.node, version: versions.node, rounds: Number(values.rounds), processes: Number(values.processes) };
const machine = `${process.platform} ${process.arch}, ${availableParallelism()} processors`;
const results = { node: versions.node, v8: versions.v8, machine, rounds: how.rounds, processes: how.processes };
say(`Node ${versions.node}, V8 ${versions.v8}; ratios to native, smaller is better`);

const wanted = measurements.filter(({ section, id, title }) => `${section} ${id} ${title}`.includes(values.filter));
if (wanted.length === 0) throw new Error(`nothing that is measured has ${JSON.stringify(values.filter)} in its name`);
for (const measurement of wanted) {
  const { section, id } = measurement;
  const result = await measurement.measure(how);
  results[section] = { ...results[section], [id]: result };
  say(measurement.say(result, versions.node));
}
if (values.json) console.log(JSON.stringify(results, null, 2));
if (values.write) {
  writeResults(results);
  await import("./render.mjs");
}
