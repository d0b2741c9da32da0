// npm run bench: measures what table.mjs lists, and says it, or writes it into the results and the pages made of them.

import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { measurements } from "./measurements.mjs";
import { writeResults } from "./results.mjs";

const { values, rounds, processes, wanted } = readArguments();
const say = values.json ? console.error : console.log;

const versions = JSON.parse(execFileSync(values.node, ["-p", "JSON.stringify(process.versions)"], { encoding: "utf8" }));
const how = { node: values.node, version: versions.node, rounds, processes };
const machine = `${process.platform} ${process.arch}, ${availableParallelism()} processors`;
const results = { node: versions.node, v8: versions.v8, machine, rounds, processes };
say(`Node ${versions.node}, V8 ${versions.v8}; ratios to native, smaller is better`);

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

function readArguments() {
  try {
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
    const [rounds, processes] = ["rounds", "processes"].map((name) => {
      const number = Number(values[name]);
      if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a number, and not ${values[name]}`);
      return number;
    });
    const wanted = measurements.filter(({ section, id, title }) => `${section} ${id} ${title}`.includes(values.filter));
    if (wanted.length === 0) throw new Error(`nothing that is measured has ${JSON.stringify(values.filter)} in its name`);
    return { values, rounds, processes, wanted };
  } catch (error) {
    console.error(error.message);
    console.error("usage: npm run bench -- [--filter TEXT] [--json] [--write] [--node BINARY] [--rounds N] [--processes N]");
    console.error("  --filter     only what has TEXT in its name or title");
    console.error("  --json       the results, on standard output (npm run -s); lines for people go to standard error");
    console.error("  --write      into bench/results, and the pages made of them; with a filter, the rest of the results stays");
    console.error("  --node       another Node to measure in");
    console.error("  --rounds     of each program in a process; 15 unless given");
    console.error("  --processes  how often a process is started for it; 3 unless given");
    process.exit(2);
  }
}
