// npm run demo: compiles examples/ping-pong.js, shows source and machine, runs both, and compares what they print with
// the transcript of the CPython program that it was translated from.

import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { compile } from "babel-plugin-switchyard/compiler";

const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
const source = read("examples/ping-pong.js");
const { code } = compile(source, { runtime: "global", sourceType: "script", filename: "ping-pong.js" });

const title = (text) => console.log(`\n── ${text} ${"─".repeat(Math.max(0, 70 - text.length))}\n`);
title("examples/ping-pong.js");
console.log(source.trimEnd());
title("compiled");
console.log(code);

const native = run(source);
const compiled = run(read("dist/runtime.global.js") + code);
title("what both print");
console.log(compiled.join("\n"));

const expected = read("examples/ping-pong.txt").trimEnd().split("\n");
const same = (lines) => lines.length === expected.length && lines.every((line, index) => line === expected[index]);
title("compared");
console.log(`native run equals the transcript of the Python original: ${same(native)}`);
console.log(`compiled run equals it: ${same(compiled)}`);
if (!same(native) || !same(compiled)) process.exitCode = 1;

function run(text) {
  const lines = [];
  runInNewContext(text, { print: (line) => lines.push(line) });
  return lines;
}
