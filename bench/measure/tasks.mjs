// Very many tasks: time and memory of each over their number, on the scheduler and with native promises that do the same.

import { fileURLToPath, pathToFileURL } from "node:url";
import { taskRows } from "../table.mjs";
import { runProcess, withPrograms } from "./run.mjs";
import { median } from "./statistics.mjs";

const scheduler = pathToFileURL(fileURLToPath(new URL("../../dist/scheduler.js", import.meta.url))).href;
const STEPS = [1 / 8, 1 / 4, 1 / 2, 1];

export async function measureTasks({ node, processes }) {
  const results = {};
  for (const row of taskRows) {
    results[row.run] = await withPrograms(row, async (programs) => {
      const list = [];
      for (const step of STEPS) list.push(await measureSize(node, processes, programs, row, row.size * step));
      return list;
    });
  }
  return results;
}

/** Both in turns, each time in a process of its own: what one leaves on the heap is nothing to the other. */
async function measureSize(node, processes, programs, { run, times }, size) {
  const hosts = { native: { program: programs.native, scheduler: null }, switchyard: { program: programs.switchyard, scheduler } };
  const measured = { native: [], switchyard: [] };
  for (let index = 0; index < processes; index++) {
    for (const [name, host] of Object.entries(hosts)) measured[name].push(await runProcess(node, ["--expose-gc"], "tasks.mjs", { ...host, run, size, times }));
  }
  const results = new Set([...measured.native, ...measured.switchyard].map(({ result }) => result));
  if (results.size !== 1) throw new Error(`${run}: ${[...results].join(", ")}`);
  const medians = (field) => ({ native: median(measured.native.map((one) => one[field])), switchyard: median(measured.switchyard.map((one) => one[field])) });
  return { size, microseconds: medians("microseconds"), bytes: medians("bytes") };
}
