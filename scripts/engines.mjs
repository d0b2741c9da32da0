// npm run engines: runs compiled examples on engines that have no generators, and compares what they print with Node's
// own run of the source.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { transformSync } from "@babel/core";
import switchyard from "babel-plugin-switchyard";

const values = readArguments();
const folder = mkdtempSync(join(tmpdir(), "switchyard-"));

/** `expected`: what a run prints; absent, the source itself is run by Node. */
const examples = [
  { name: "ping-pong" },
  { name: "sampler" },
  { name: "trampoline", expected: ["the sum of 1 to 1000 is 500500"] },
  ...namesOf("examples/scheduler").map((name) => ({ name: `scheduler/${name}`, expected: linesOf(`examples/scheduler/${name}.txt`) })),
];
const engines = [
  { name: "Node", command: process.execPath, prelude: "var print = console.log;\n" },
  { name: "Duktape", command: "duk", prelude: "" },
  { name: "MuJS", command: "mujs", prelude: "" },
];

const runtime = readFileSync("dist/runtime.global.js", "utf8");
let failures = 0;

for (const engine of engines) {
  if (spawnSync("which", [engine.command]).status !== 0) {
    console.log(`${engine.name}: absent`);
    if (values["require-all"]) failures++;
    continue;
  }
  for (const example of examples) {
    const source = readFileSync(`examples/${example.name}.js`, "utf8");
    const expected = example.expected ?? run(process.execPath, `var print = console.log;\n${source}`);
    const printed = run(engine.command, engine.prelude + runtime + compileToES5(source));
    const differs = printed.length !== expected.length ? 0 : printed.findIndex((line, index) => line !== expected[index]);
    const same = printed.join("\n") === expected.join("\n");
    if (!same) failures++;
    console.log(`${engine.name}: ${example.name}, ${printed.length} lines, ${same ? "as expected" : `differs at line ${differs + 1}: ${printed[differs]}`}`);
  }
}

rmSync(folder, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;

/** The programs in a folder, each of which has a transcript. */
function namesOf(folder) {
  return readdirSync(folder).flatMap((file) => (file.endsWith(".js") ? file.slice(0, -".js".length) : []));
}

function linesOf(file) {
  return readFileSync(file, "utf8").trimEnd().split("\n");
}

/** This plugin for the generators, preset-env for what their leaves are written in. */
function compileToES5(source) {
  return transformSync(source, {
    configFile: false,
    babelrc: false,
    sourceType: "script",
    plugins: [[switchyard, { runtime: "global" }]],
    presets: [["@babel/preset-env", { targets: "ie 9" }]],
  }).code;
}

function run(command, code) {
  const file = join(folder, "program.js");
  writeFileSync(file, code);
  try {
    return execFileSync(command, [file], { encoding: "utf8", timeout: 60_000 }).trimEnd().split("\n");
  } catch (error) {
    return [...String(error.stdout).trimEnd().split("\n"), String(error.stderr).trimEnd()];
  }
}

function readArguments() {
  try {
    return parseArgs({ options: { "require-all": { type: "boolean", default: false } } }).values;
  } catch (error) {
    console.error(error.message);
    console.error("usage: npm run engines -- [--require-all]");
    console.error("  --require-all  fails if an engine is not installed");
    process.exit(2);
  }
}
