// npm run memory: what a suspended activation keeps on the heap, in bytes, natively, compiled by this project, and by Babel for
// old browsers. What it awaits is shared by all, and not counted. The promise of the call is.

import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { transformSync } from "@babel/core";
import { compile } from "babel-plugin-switchyard/compiler";

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc");

const source = `
  function* generator(a, b) { let x = a + 1, y = b + 2, z = 3; yield x; return x + y + z + a + b; }
  async function once(a, b, wait) { let x = a + 1, y = b + 2, z = 3; await wait; return x + y + z + a + b; }
  async function twice(a, b, wait) { let x = a + 1, y = b + 2, z = 3; await wait; await wait; return x + y + z + a + b; }
  async function guarded(a, b, wait) { let x = a + 1, y = b + 2, z = 3; try { await wait; await wait; } finally { x++; } return x + y + z + a + b; }
  async function* stream(a, b, wait) { let x = a + 1, y = b + 2, z = 3; await wait; yield x; return x + y + z + a + b; }
  async function deep(n, wait) { if (n === 0) await wait; else await deep(n - 1, wait); return n; }
  const make = {
    "generator, at a yield": (i) => { const made = generator(i, i); made.next(); return made; },
    "async function, one await": (i, wait) => once(i, i, wait),
    "async function, two awaits": (i, wait) => twice(i, i, wait),
    "async function, awaits in a try": (i, wait) => guarded(i, i, wait),
    "async generator, not begun": (i, wait) => stream(i, i, wait),
    "async generator, at an await": (i, wait) => { const made = stream(i, i, wait); made.next(); return made; },
    "ten calls, each awaiting the next": (i, wait) => deep(9, wait),
  };`;

const bare = { configFile: false, babelrc: false, sourceType: "script", compact: false };
const programs = {
  native: source,
  switchyard: `${readFileSync("dist/runtime.global.js", "utf8")}\n${compile(source, { mode: "all", runtime: "global", sourceType: "script" }).code}`,
  Babel: transformSync(source, { ...bare, presets: [["@babel/preset-env", { targets: "ie 11" }]] }).code,
};
const runs = Object.fromEntries(Object.entries(programs).map(([name, code]) => [name, new Function(`"use strict";\n${code}\nreturn make;`)()]));
const COUNT = 50_000;

/** In turns of their own, so that nothing of the last measurement is left on the stack. */
async function heapUsed() {
  for (let i = 0; i < 3; i++) {
    await setImmediate();
    gc();
  }
  return process.memoryUsage().heapUsed;
}

async function bytes(make) {
  const kept = new Array(COUNT + 1).fill(null);
  // A promise that nobody holds would take along what waits for it.
  const never = (kept[COUNT] = new Promise(() => {}));
  // Helpers of Babel's hold on to the last activation, and so to all that wait for the same promise.
  make(0, new Promise(() => {}));
  const before = await heapUsed();
  for (let i = 0; i < COUNT; i++) kept[i] = make(i, never);
  const after = await heapUsed();
  return Math.round((after - before) / (kept.length - 1));
}

console.log(`Node ${process.version}; bytes per activation`);
console.log(`${"".padEnd(36)}${Object.keys(runs).map((name) => name.padStart(12)).join("")}`);
for (const title of Object.keys(runs.native)) {
  const cells = [];
  for (const make of Object.values(runs)) {
    for (let i = 0; i < 3; i++) await bytes(make[title]); // until the engine has compiled it
    cells.push(String(await bytes(make[title])).padStart(12));
  }
  console.log(`${title.padEnd(36)}${cells.join("")}`);
}
