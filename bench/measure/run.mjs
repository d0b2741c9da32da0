// The processes that measure. Programs are compiled here, and written to files; a process only loads and runs them, so it can
// be one of another version of Node.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { programsOf } from "../programs/program.mjs";
import { workloadOf } from "../programs/workloads.mjs";

const execute = promisify(execFile);

/** What a script of bench/processes prints, as JSON, in a process of its own. */
export async function runProcess(node, flags, script, task) {
  const file = fileURLToPath(new URL(`../processes/${script}`, import.meta.url));
  const running = execute(node, [...flags, file, JSON.stringify(task)], { maxBuffer: 1 << 26 });
  const { stdout } = await running.catch(({ stderr, message }) => {
    throw new Error(`${script} failed: ${stderr ?? message}`);
  });
  return JSON.parse(stdout);
}

/** A row's programs as files, while `use` runs. It gets their URLs by name. `others` are the functions that run hot before. */
export async function withPrograms(row, use, others = { copies: 8, heat: 30 }) {
  const folder = mkdtempSync(join(tmpdir(), "switchyard-bench-"));
  try {
    const urls = {};
    for (const [name, text] of Object.entries(programsOf(await workloadOf(row), row, others))) {
      const file = join(folder, `${name}.mjs`);
      writeFileSync(file, text);
      urls[name] = pathToFileURL(file).href;
    }
    return await use(urls);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
