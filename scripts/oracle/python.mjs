// A Python that runs generated programs: an interpreter on this machine, or Pyodide, CPython compiled to WebAssembly.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const SCRIPTS = ["virtual_clock.py", "situations.py", "programs.py"];
const pathOf = (script) => fileURLToPath(new URL(script, import.meta.url));

/**
 * @param {{ python?: string, pyodide?: string }} where a command, or the folder of the package `pyodide`
 * @returns {Promise<{ version: string, run(sources: string[]): { transcript: string[] | null, situations: string[] }[] }>}
 */
export async function openPython({ python, pyodide }) {
  if (pyodide) return openPyodide(pyodide);
  if (python) return openCommand(python);
  throw new Error("which Python? --python COMMAND, or --pyodide FOLDER of the package pyodide");
}

function openCommand(command) {
  const call = (args, input = "") => {
    const { status, stdout, stderr, error } = spawnSync(command, args, { input, encoding: "utf8", maxBuffer: 2 ** 30 });
    if (error || status !== 0) throw error ?? new Error(stderr);
    return stdout;
  };
  return {
    version: call(["-c", "import sys; print(sys.version.split()[0])"]).trim(),
    run: (sources) => parsed(call([pathOf("programs.py")], sources.map((source) => `${JSON.stringify(source)}\n`).join(""))),
  };
}

async function openPyodide(folder) {
  const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")).href);
  const interpreter = await loadPyodide();
  for (const script of SCRIPTS) interpreter.FS.writeFile(script, readFileSync(pathOf(script), "utf8"));
  // Pyodide runs a loop of its own, that of JavaScript. Nothing is awaited there.
  interpreter.runPython("import asyncio, sys; asyncio._set_running_loop(None); sys.path.insert(0, '.')");
  interpreter.runPython("from programs import run_all");
  return {
    version: interpreter.runPython("sys.version.split()[0]"),
    run(sources) {
      interpreter.globals.set("lines", sources.map((source) => JSON.stringify(source)).join("\n"));
      return parsed(interpreter.runPython("asyncio._set_running_loop(None); '\\n'.join(run_all(lines.splitlines()))"));
    },
  };
}

const parsed = (lines) => lines.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
