// npm run bench:range: the range generator, and delegation, natively and compiled by several compilers, in one process. Twelve other
// generators have run hot first, since that is what a program looks like. Ratios to native, median of interleaved rounds.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { transformSync } from "@babel/core";
import ts from "typescript";
import { compile } from "babel-plugin-switchyard/compiler";

const require = createRequire(import.meta.url);
const presetEnv = createRequire(require.resolve("@babel/preset-env"));
const names = Array.from({ length: 13 }, (_, index) => `g${index}`);
const source = `${names.map((name) => `function* ${name}(n) { for (let i = 0; i < n; i++) yield i; }`).join("\n")}
function* tree(depth) { if (depth > 0) { yield* tree(depth - 1); yield depth; yield* tree(depth - 1); } }
function* chain(depth, n) { if (depth > 0) yield* chain(depth - 1, n); else yield* g0(n); }`;

const workloads = `
  ${names.slice(1).map((name) => `function hot_${name}() { var s = 0; for (var q = 0; q < 300; q++) for (const x of ${name}(50)) s += x; return s; }`).join("\n")}
  for (var r = 0; r < 6; r++) { ${names.slice(1).map((name) => `hot_${name}();`).join(" ")} }
  return {
    "one consumer": function (n) { var s = 0; for (const x of g0(n)) s = (s + x) | 0; return s; },
    "short-lived": function (n) { var s = 0; for (var k = 0; k < n; k++) for (const x of g0(3)) s = (s + x) | 0; return s; },
    "twelve functions, one consumer": function (n) {
      var all = [${names.slice(0, 12).join(", ")}], s = 0;
      for (var k = 0; k < 12; k++) { var it = all[k](n); for (const x of it) s = (s + x) | 0; }
      return s;
    },
    "yield* down a tree": function (n) { var s = 0; for (const x of tree(n)) s = (s + x) | 0; return s; },
    "yield* through 50 levels": function (n) { var s = 0; for (const x of chain(50, n)) s = (s + x) | 0; return s; },
  };`;
const sizes = { "one consumer": 200_000, "short-lived": 40_000, "twelve functions, one consumer": 15_000, "yield* down a tree": 13, "yield* through 50 levels": 10_000 };

const bare = { configFile: false, babelrc: false, sourceType: "script" };
const programs = {
  native: source,
  switchyard: `${readFileSync("dist/runtime.global.js", "utf8")}\n${compile(source, { mode: "all", runtime: "global", sourceType: "script" }).code}`,
  "Babel regenerator": transformSync(source, { ...bare, plugins: [presetEnv.resolve("@babel/plugin-transform-regenerator")] }).code,
  "TypeScript ES5": ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES5, downlevelIteration: true, ignoreDeprecations: "5.0" } }).outputText,
};
const runs = Object.fromEntries(Object.entries(programs).map(([name, code]) => [name, new Function(`"use strict";\n${code}\n${workloads}`)()]));
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

console.log(`Node ${process.version}; time relative to native, smaller is faster`);
for (const [workload, size] of Object.entries(sizes)) {
  const ratios = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  const order = Object.keys(runs);
  for (let round = 0; round < 31; round++) {
    const times = {};
    let expected = null;
    for (let index = 0; index < order.length; index++) {
      const name = order[(index + round) % order.length];
      const start = performance.now();
      const result = runs[name][workload](size);
      times[name] = performance.now() - start;
      if (expected !== null && result !== expected) throw new Error(`${name} computes something else`);
      expected = result;
    }
    if (round >= 8) for (const name of order) ratios[name].push(times[name] / times.native);
  }
  console.log(`  ${workload.padEnd(32)} ${order.map((name) => `${name} ${median(ratios[name]).toFixed(2)}`).join("   ")}`);
}
