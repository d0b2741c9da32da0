// A Python that runs programs: an interpreter on this machine, or Pyodide, CPython compiled to WebAssembly.
//
// run() gives what generated programs log, print() what whole programs print.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const SCRIPTS = ["virtual_clock.py", "situations.py", "programs.py", "cases.py", "transcripts.py"];
const pathOf = (script) => fileURLToPath(new URL(script, import.meta.url));

/**
 * @param {{ python?: string, pyodide?: string }} where a command, or the folder of the package `pyodide`
 * @returns {Promise<{
 *   version: string,
 *   run(sources: string[]): { transcript: string[] | null, situations: string[] }[],
 *   print(sources: string[]): string[],
 * }>}
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
    run: (sources) => parsed(call([pathOf("programs.py")], linesOf(sources))),
    print: (sources) => parsed(call([pathOf("transcripts.py")], linesOf(sources))),
  };
}

async function openPyodide(folder) {
  const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")).href);
  const interpreter = await loadPyodide();
  for (const script of SCRIPTS) interpreter.FS.writeFile(script, readFileSync(pathOf(script), "utf8"));
  // Pyodide runs a loop of its own, that of JavaScript. Nothing is awaited there.
  interpreter.runPython("import asyncio, sys; asyncio._set_running_loop(None); sys.path.insert(0, '.')");
  interpreter.runPython("from programs import run_all; from transcripts import print_all");
  const call = (all, sources) => {
    interpreter.globals.set("lines", linesOf(sources));
    return parsed(interpreter.runPython(`asyncio._set_running_loop(None); '\\n'.join(${all}(lines.splitlines()))`));
  };
  return {
    version: interpreter.runPython("sys.version.split()[0]"),
    run: (sources) => call("run_all", sources),
    print: (sources) => call("print_all", sources),
  };
}

const linesOf = (sources) => sources.map((source) => `${JSON.stringify(source)}\n`).join("");

const parsed = (lines) => lines.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
