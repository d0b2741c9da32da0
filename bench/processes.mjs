// The processes that measure: writes a workload's programs to a folder, runs measure.mjs on them in several processes, one
// after the other, and makes ratios of the times.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { programsOf } from "./program.mjs";
import { workloadOf } from "./workloads.mjs";

const execute = promisify(execFile);

/** What a script of this folder prints, as JSON, in a process of its own. */
export async function runProcess(node, flags, script, task) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const running = execute(node, [...flags, file, JSON.stringify(task)], { maxBuffer: 1 << 26 });
  const { stdout } = await running.catch(({ stderr }) => {
    throw new Error(`${script} failed:\n${stderr}`);
  });
  return JSON.parse(stdout);
}

/** Programs as files while `use` runs. It gets the URLs by name. */
export async function withFiles(programs, use) {
  const folder = mkdtempSync(join(tmpdir(), "switchyard-bench-"));
  try {
    const urls = {};
    for (const [name, text] of Object.entries(programs)) {
      const file = join(folder, `${name}.mjs`);
      writeFileSync(file, text);
      urls[name] = pathToFileURL(file).href;
    }
    return await use(urls);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Median over processes of the median of the ratios of their rounds, and how far the processes are apart. */
export async function measureRow(row, { node, rounds, processes }) {
  const programs = programsOf(await workloadOf(row), row.without);
  const measured = await withFiles(programs, async (urls) => {
    const { run, size, warmUp, from } = row;
    const list = [];
    for (let index = 0; index < processes; index++) {
      list.push(await runProcess(node, [], "measure.mjs", { programs: urls, run, size, rounds, warmUp, from }));
    }
    return list;
  });
  const names = Object.keys(programs).filter((name) => name !== "native");
  return {
    nativeMs: median(measured.map(({ native }) => median(native))),
    ratios: Object.fromEntries(names.map((name) => [name, spread(measured.map((times) => ratio(times[name], times.native)))])),
    byHand: "byHand" in programs ? spread(measured.map((times) => ratio(times.switchyard, times.byHand))) : null,
  };
}

/** Of the ratios of the rounds, not of the medians: what slowed one round down slowed both sides. */
const ratio = (times, others) => median(times.map((time, round) => time / others[round]));

const spread = (values) => ({ median: median(values), low: Math.min(...values), high: Math.max(...values) });

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
