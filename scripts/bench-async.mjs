// npm run bench:async: async functions and async generators, natively, compiled by this project, and by Babel for old browsers,
// in one process. A dozen other functions of each kind have run hot first, since that is what a program looks like. Ratios to
// native, median of interleaved rounds; what is measured is compiled whole, its loops too.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { transformSync } from "@babel/core";
import { compile } from "babel-plugin-switchyard/compiler";

const { values } = parseArgs({ options: { filter: { type: "string", default: "" }, rounds: { type: "string", default: "31" } } });
const rounds = Number(values.rounds);
/** In them the engine compiles, too. */
const WARM_UP = Math.ceil(rounds / 4);

// Functions of every shape that is measured, unlike each other, and through the same runtime.
const others = Array.from({ length: 12 }, (_, i) => `
  async function loop${i}(n) { let s = ${i}; for (let k = 0; k < n; k++) s += await k; return s; }
  async function once${i}(x) { return x + ${i} + await x; }
  async function twice${i}(x) { const y = await x; const z = await (y + ${i}); return { y, z }.z; }
  async function guarded${i}(x) { try { return await twice${i}(x); } finally { await ${i}; } }
  async function sync${i}(x) { return x * ${i}; }
  async function* generated${i}(n) { for (let k = 0; k < n; k++) yield k + ${i}; }
  async function* passed${i}(list) { for await (const x of list) yield x * ${i + 1}; }
  function made${i}(x) { return [async () => x + await ${i}, async function () { await x; return ${i}; }]; }
  async function all${i}(n) {
    let s = await loop${i}(n);
    for (let k = 0; k < n; k++) {
      s += (await once${i}(k)) + (await twice${i}(k)) + (await guarded${i}(k)) + (await sync${i}(k));
      for (const f of made${i}(k)) s += await f();
    }
    for await (const x of passed${i}(generated${i}(n))) s += x;
    return s;
  }`);

const source = `
  ${others.join("")}
  async function warmUp() { for (let r = 0; r < 6; r++) { ${others.map((_, i) => `await all${i}(60);`).join(" ")} } }

  const settled = Promise.resolve(1);
  async function resolvedLoop(n) { let s = 0; for (let i = 0; i < n; i++) s = (s + await settled) | 0; return s; }
  async function primitiveLoop(n) { let s = 0; for (let i = 0; i < n; i++) s = (s + await i) | 0; return s; }

  async function c0(x) { return 1 + await x; }
  ${Array.from({ length: 9 }, (_, i) => `async function c${i + 1}(x) { return 1 + await c${i}(x); }`).join("\n")}
  async function chain(n) { let s = 0; for (let i = 0; i < n; i++) s = (s + await c9(i)) | 0; return s; }

  async function two(x) { const y = await x; const z = await (y + 1); return y + z; }
  async function burst(n) {
    const list = [];
    for (let i = 0; i < n; i++) list.push(two(i));
    let s = 0;
    for (const x of await Promise.all(list)) s = (s + x) | 0;
    return s;
  }
  async function inTurn(n) { let s = 0; for (let i = 0; i < n; i++) s = (s + await two(i)) | 0; return s; }

  async function* numbers(n) { for (let i = 0; i < n; i++) yield i; }
  async function* doubled(list) { for await (const x of list) yield x * 2; }
  async function* odd(list) { for await (const x of list) yield x + 1; }
  async function stages(n) { let s = 0; for await (const x of odd(doubled(numbers(n)))) s = (s + x) | 0; return s; }

  async function immediate(x) { return x + 1; }
  function syncCalls(n) { let last; for (let i = 0; i < n; i++) last = immediate(i); return last; }

  async function arrowCalls(n) { let s = 0; for (let i = 0; i < n; i++) s = (s + await (async (x) => i + await x)(i)) | 0; return s; }

  let kept;
  function arrows(n) { for (let i = 0; i < n; i++) kept = async (x) => i + await x; return n; }
  function expressions(n) { for (let i = 0; i < n; i++) kept = async function (x) { return i + await x; }; return n; }
  function methods(n) { for (let i = 0; i < n; i++) kept = { async method(x) { return i + await x; } }; return n; }
  function generators(n) { for (let i = 0; i < n; i++) kept = async function* (x) { yield i + await x; }; return n; }`;

/** The function of each workload, and how often it does what it measures. */
const workloads = {
  "loop, await of a promise": ["resolvedLoop", 20_000],
  "loop, await of a number": ["primitiveLoop", 20_000],
  "ten calls deep, one await each": ["chain", 2_000],
  "two awaits, one after the other": ["inTurn", 5_000],
  "two awaits, 10,000 at once": ["burst", 10_000],
  "three async generators": ["stages", 4_000],
  "call that does not wait": ["syncCalls", 20_000],
  "async arrow, made and called": ["arrowCalls", 8_000],
  "async arrow, made": ["arrows", 20_000],
  "async function expression, made": ["expressions", 20_000],
  "object with an async method, made": ["methods", 20_000],
  "async generator expression, made": ["generators", 20_000],
};

const bare = { configFile: false, babelrc: false, sourceType: "script", compact: false };
const ours = compile(source, { mode: "all", runtime: "global", sourceType: "script" });
const programs = {
  native: source,
  switchyard: `${readFileSync("dist/runtime.global.js", "utf8")}\n${ours.code}`,
  Babel: transformSync(source, { ...bare, presets: [["@babel/preset-env", { targets: "ie 11" }]] }).code,
};
const names = Object.values(workloads).map(([name]) => name);
const runs = {};
for (const [name, code] of Object.entries(programs)) {
  runs[name] = new Function(`"use strict";\n${code}\nreturn { warmUp, ${names.join(", ")} };`)();
  await runs[name].warmUp();
}

const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];
const order = Object.keys(runs);
console.log(`Node ${process.version}; time relative to native, smaller is faster`);
console.log(`${"".padEnd(36)}${order.map((name) => name.padStart(12)).join("")}${"native".padStart(12)} ns each`);
for (const [title, [workload, size]] of Object.entries(workloads)) {
  if (!title.includes(values.filter)) continue;
  const ratios = Object.fromEntries(order.map((name) => [name, []]));
  const native = [];
  for (let round = 0; round < rounds; round++) {
    const times = {};
    let expected = null;
    for (let index = 0; index < order.length; index++) {
      const name = order[(index + round) % order.length];
      const start = performance.now();
      const result = await runs[name][workload](size);
      times[name] = performance.now() - start;
      if (expected !== null && result !== expected) throw new Error(`${name} computes something else`);
      expected = result;
    }
    if (round < WARM_UP) continue;
    native.push(times.native);
    for (const name of order) ratios[name].push(times[name] / times.native);
  }
  const each = ((median(native) / size) * 1e6).toFixed(0);
  console.log(`${title.padEnd(36)}${order.map((name) => median(ratios[name]).toFixed(2).padStart(12)).join("")}${each.padStart(12)}`);
}
