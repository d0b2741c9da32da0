// A process of its own: compiles functions of growing size, and prints the microseconds per part, as JSON, by kind of part.

import { transformSync } from "@babel/core";
import switchyard from "babel-plugin-switchyard";
import { median } from "../measure/statistics.mjs";

const kinds = {
  "yields in one function": { sizes: [625, 1250, 2500, 5000], sourceOf: yields },
  "awaits in one function": { sizes: [625, 1250, 2500, 5000], sourceOf: awaits },
  "nested blocks with a variable": { sizes: [75, 150, 300], sourceOf: blocks },
  "nested try and finally": { sizes: [75, 150, 300], sourceOf: tries },
  "nested loops over iterables": { sizes: [75, 150, 300], sourceOf: loops },
  "else if, with a yield each": { sizes: [250, 500, 1000], sourceOf: elseIfs },
};

function yields(count) {
  return `function* g() { let x = 0; ${"x += yield x;\n".repeat(count)} }`;
}

function awaits(count) {
  return `async function f(g) { let x = 0; ${"x += await g(x);\n".repeat(count)} return x; }`;
}

function blocks(depth) {
  let body = "yield x;";
  for (let level = 0; level < depth; level++) body = `{ let v${level} = x; ${body} x += v${level}; }`;
  return `function* g(x) { ${body} }`;
}

function tries(depth) {
  return `function* g(x) { ${"try { ".repeat(depth)} yield x; ${"} finally { x++; } ".repeat(depth)} }`;
}

function loops(depth) {
  let body = "yield x;";
  for (let level = 0; level < depth; level++) body = `for (const v${level} of x) { ${body} }`;
  return `function* g(x) { ${body} }`;
}

function elseIfs(count) {
  return `function* g(x) { ${Array.from({ length: count }, (_, each) => `if (x === ${each}) yield ${each};`).join(" else ")} }`;
}

function timeOf(source) {
  const start = performance.now();
  transformSync(source, { configFile: false, babelrc: false, compact: false, plugins: [[switchyard, { mode: "all" }]] });
  return performance.now() - start;
}

const results = {};
for (const [kind, { sizes, sourceOf }] of Object.entries(kinds)) {
  for (let round = 0; round < 3; round++) timeOf(sourceOf(sizes[0]));
  results[kind] = sizes.map((size) => {
    const source = sourceOf(size);
    const times = Array.from({ length: 3 }, () => timeOf(source));
    return { size, microseconds: (median(times) / size) * 1000 };
  });
}
console.log(JSON.stringify(results));
