// npm run bench:compile: what compiling costs, beside a plain Babel run and beside Babel's regenerator on the same files,
// and how it grows. Files: those of @babel/core, which are full of generators. Ratios, interleaved, median of rounds.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { transformSync } from "@babel/core";
import switchyard from "babel-plugin-switchyard";

const require = createRequire(import.meta.url);
const library = dirname(require.resolve("@babel/core"));
const files = readdirSync(library, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".js"))
  .map((name) => readFileSync(join(library, name), "utf8"))
  .filter((source) => source.includes("function*") && !/\basync\b|\bawait\b/.test(source));

const presetEnv = createRequire(require.resolve("@babel/preset-env"));
const lowering = (name) => presetEnv.resolve(`@babel/plugin-transform-${name}`);
// The regenerator asks for this to be lowered before it; without it, it throws on most of the files.
const regeneratorSet = ["for-of", "spread", "parameters", "destructuring", "block-scoping", "regenerator"].map(lowering);
const ways = {
  plain: [],
  switchyard: [[switchyard, { mode: "all" }]],
  regenerator: regeneratorSet,
};

const run = (plugins) => {
  const start = performance.now();
  for (const source of files) transformSync(source, { configFile: false, babelrc: false, sourceType: "script", plugins });
  return performance.now() - start;
};
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

const rounds = 11;
const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (const plugins of Object.values(ways)) run(plugins);
for (let round = 0; round < rounds; round++) {
  for (const [name, plugins] of Object.entries(ways)) times[name].push(run(plugins));
}
const added = (name) => median(times[name].map((time, round) => time / times.plain[round])) - 1;
const generators = files.reduce((sum, source) => sum + source.split("function*").length - 1, 0);
console.log(`${files.length} files, ${generators} generators; time added to a plain Babel run (= 1), median of ${rounds} rounds`);
console.log(`  switchyard  ${added("switchyard").toFixed(2)}`);
console.log(`  regenerator ${added("regenerator").toFixed(2)}, with what it needs lowered before it`);
console.log(`  ratio       ${(added("switchyard") / added("regenerator")).toFixed(2)} (aim: 0.50)`);

const own = (source) => {
  const options = { configFile: false, babelrc: false, plugins: [[switchyard, { mode: "all" }]] };
  const measure = () => {
    const start = performance.now();
    transformSync(source, options);
    return performance.now() - start;
  };
  return median([measure(), measure(), measure()]);
};
const yields = (count) => `function* g() { let x = 0; ${"x += yield x;\n".repeat(count)} }`;
const nest = (depth) => {
  let body = "yield x;";
  for (let level = 0; level < depth; level++) body = `{ let v${level} = x; ${body} x += v${level}; }`;
  return `function* g(x) { ${body} }`;
};
const growth = (what, make, sizes) => {
  const each = sizes.map((size) => own(make(size)) / size);
  const shown = sizes.map((size, index) => `${size}: ${(each[index] * 1000).toFixed(0)} µs each`);
  console.log(`growth, ${what}: ${shown.join(", ")}; last to first ${(each.at(-1) / each[0]).toFixed(2)}`);
};
growth("yields in one function", yields, [625, 1250, 2500, 5000]);
growth("nested blocks", nest, [75, 150, 300]);
