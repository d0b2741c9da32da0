// Spreads tests over processes, and ends those that hang.

import { fork } from "node:child_process";
import { clearTimeout, setTimeout } from "node:timers";
import { fileURLToPath } from "node:url";

const CHILD = fileURLToPath(new URL("./child.mjs", import.meta.url));
/** Realms are given back late; a process that has made many is replaced. */
const TESTS_PER_CHILD = 800;

/**
 * @param shape  the plugin's option
 * @param limit  milliseconds for a test's native runs, and as many again for its compiled ones
 * @returns {Promise<Map<string, {outcome: "passed" | "failed" | "dropped", mode?: string, message?: string}>>} in the order of the names
 */
export async function runTests(checkout, names, { shape, limit = 10_000, workers = 2 }) {
  const verdicts = new Map(names.map((name) => [name, null]));
  const queue = [...names];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (queue.length > 0) await serve(checkout, queue, verdicts, { shape, limit });
    }),
  );
  return verdicts;
}

/** One process, until the queue is empty, the process has gone, or it is old. */
function serve(checkout, queue, verdicts, { shape, limit }) {
  return new Promise((resolve, reject) => {
    const child = fork(CHILD, [shape], { execArgv: ["--experimental-vm-modules", "--no-warnings"], stdio: ["ignore", "ignore", "pipe", "ipc"] });
    let name = null;
    let compiling = false;
    let served = 0;
    let isReady = false;
    let timer;
    let complaint = "";
    child.stderr.on("data", (data) => (complaint = (complaint + data).slice(-2000)));

    const allow = () => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill("SIGKILL"), limit);
    };
    const next = () => {
      clearTimeout(timer);
      name = served++ < TESTS_PER_CHILD ? (queue.shift() ?? null) : null;
      compiling = false;
      if (name === null) return child.kill();
      child.send({ checkout, name });
      allow();
    };
    child.on("message", (message) => {
      isReady = true;
      if (message.compiling) {
        compiling = true;
        return allow();
      }
      if (message.verdict) verdicts.set(name, message.verdict);
      next();
    });
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      if (!isReady) return reject(new Error(`no test could be run; is the project built?\n${complaint}`));
      const message = signal === "SIGKILL" ? `no end within ${limit} ms` : `the process ended: ${complaint || (signal ?? code)}`;
      if (name !== null) verdicts.set(name, { outcome: compiling ? "failed" : "dropped", message });
      resolve();
    });
  });
}
