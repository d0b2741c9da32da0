// npm run bench [-- --filter NAME] [--json] [--node BINARY] [--rounds N] [--processes N]

import { parseArgs } from "node:util";
import { measureRow } from "./processes.mjs";
import { timeRows } from "./table.mjs";
import { timesLine } from "./print.mjs";

const { values } = parseArgs({
  options: {
    filter: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    node: { type: "string", default: process.execPath },
    rounds: { type: "string", default: "21" },
    processes: { type: "string", default: "3" },
  },
});
const how = { node: values.node, rounds: Number(values.rounds), processes: Number(values.processes) };
/** With --json what is for people goes where it does not disturb. */
const print = values.json ? console.error : console.log;
const rows = timeRows.filter(({ id, title }) => `${id} ${title}`.includes(values.filter));
const results = {};
for (const row of rows) {
  results[row.id] = await measureRow(row, how);
  print(timesLine(row, results[row.id]));
}
if (values.json) console.log(JSON.stringify(results, null, 2));
