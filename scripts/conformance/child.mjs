// A process that runs tests, one at a time: natively, and if that passes, compiled.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "@babel/core";
import switchyard from "babel-plugin-switchyard";
import { describe, run } from "./realm.mjs";
import { kindOf, modesOf, nodesOf, parseProgram, readFrontMatter } from "./select.mjs";

const RUNTIME = fileURLToPath(new URL("../../dist/runtime.global.js", import.meta.url));
const OPTIONS = {
  configFile: false,
  babelrc: false,
  compact: false,
  plugins: [[switchyard, { mode: "all", runtime: "global", shape: process.argv[2] }]],
};

// A test's own stray promise; what counts is what the test reports.
process.on("unhandledRejection", () => {});

process.on("message", async ({ checkout, name }) => {
  process.send({ verdict: await verdictOf(checkout, name) });
});
process.send({ ready: true });

async function verdictOf(checkout, name) {
  const source = readFileSync(join(checkout, "test", name), "utf8");
  const meta = readFrontMatter(source);
  const modes = modesOf(meta);
  const native = {};
  for (const mode of modes) {
    native[mode] = await attempt(() => run(inMode(source, mode), { checkout, prelude: null, meta, mode }));
    if (native[mode].failure !== null) return { outcome: "dropped", mode, message: native[mode].failure };
  }
  process.send({ compiling: true });
  for (const mode of modes) {
    const message = await compiledFailure(inMode(source, mode), native[mode].assertions, { checkout, prelude: RUNTIME, meta, mode });
    if (message !== null) return { outcome: "failed", mode, message };
  }
  return { outcome: "passed" };
}

function inMode(source, mode) {
  return mode === "strict" ? `"use strict";\n${source}` : source;
}

async function compiledFailure(source, assertions, options) {
  const sourceType = options.mode === "module" ? "module" : "script";
  let code;
  try {
    const result = transformSync(source, { ...OPTIONS, sourceType });
    if (result.metadata.switchyard.functions.length === 0) return "untransformed: no function was compiled";
    code = result.code;
  } catch (error) {
    return `compile error: ${describe(error).replace("unknown file: ", "").replace(/ \d+ \| .*/, "")}`;
  }
  const left = nativeFunction(code, sourceType);
  if (left !== null) return left;
  const outcome = await attempt(() => run(code, options));
  if (outcome.failure === null && outcome.assertions !== assertions) return `${outcome.assertions} assertions ran, natively ${assertions}`;
  return outcome.failure;
}

/** Nothing of a test may stay native, however much of it is compiled; but for what stands outside of functions in a module. */
function nativeFunction(code, sourceType) {
  try {
    for (const node of nodesOf(parseProgram(code, sourceType))) {
      const isForAwait = node.type === "ForOfStatement" && node.await && sourceType === "script";
      if (kindOf(node) || isForAwait) return `untransformed: ${code.slice(node.start, node.start + 60).replace(/\s+/g, " ")}`;
    }
  } catch (error) {
    return `does not parse: ${describe(error)}`;
  }
  return null;
}

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    return { failure: `the harness: ${describe(error)}`, assertions: 0 };
  }
}
