// npm run sizes: what the runtime costs a program that uses a part of it, minified and gzipped, against its budget; and
// what one more function costs, against Babel's regenerator.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transformSync } from "@babel/core";
import { rollup } from "@rollup/wasm-node";
import { minify } from "terser";
import switchyard from "babel-plugin-switchyard";

/** Programs, and the bytes that the runtime they pull in may have. */
const programs = [
  { name: "one loop", budget: 1000, source: `export function* g(n) { "use coroutine"; for (let i = 0; i < n; i++) yield i; }` },
  { name: "try, finally", budget: 1000, source: `export function* g(f) { "use coroutine"; try { yield 1; } catch (e) { yield e; } finally { f(); } }` },
  { name: "delegation", budget: 2400, source: `export function* g(list) { "use coroutine"; yield* list; }` },
  { name: "for-of, patterns", budget: 1700, source: `export function* g(list) { "use coroutine"; for (const [a, b = 1] of list) yield a + b; }` },
  { name: "an expression and a method", budget: 1400, source: `export const o = { *g(n) { "use coroutine"; yield n; } };` },
  { name: "an async function", budget: 1300, source: `export async function f(x) { "use coroutine"; return 1 + await x; }` },
  { name: "async, own promise", budget: 1300, source: `export async function f(list) { "use coroutine"; try { for (let i = 0; i < 9; i++) await list[i]; } catch (e) { await e; } }` },
  { name: "an async generator", budget: 1700, source: `export async function* g(n) { "use coroutine"; for (let i = 0; i < n; i++) yield i; }` },
  { name: "async generator, for await", budget: 2000, source: `export async function* g(list) { "use coroutine"; for await (const x of list) yield x; }` },
  { name: "its yield*", budget: 2400, source: `export async function* g(list) { "use coroutine"; yield* list; }` },
  { name: "await using", budget: 1700, source: `export async function f(open) { "use coroutine"; await using file = open(); }` },
  { name: "everything", budget: 6500, source: `export * from "babel-plugin-switchyard/runtime";` },
];

const bare = { configFile: false, babelrc: false };
const compressed = async (code) => gzipSync((await minify(code, { module: true, compress: { passes: 2 } })).code, { level: 9 }).length;
const ours = (source) => transformSync(source, { ...bare, plugins: [switchyard] }).code;

let over = 0;
console.log("runtime, tree-shaken, minified, gzipped");
for (const { name, budget, source } of programs) {
  const size = await bundled(keepImports(ours(source)));
  if (size > budget) over++;
  console.log(`  ${name.padEnd(28)} ${String(size).padStart(5)} B   budget ${budget} B${size > budget ? "   OVER" : ""}`);
}

// The functions of the sampler that need no helper besides the regenerator's. The first one brings the helpers along, and
// what the others add is the price of one more function in a real file.
const sampler = readFileSync(fileURLToPath(new URL("../examples/sampler.js", import.meta.url)), "utf8");
const functions = ["delegating", "leaf", "tree", "guarded"].map((name) => `export ${sampler.match(new RegExp(`^function\\* ${name}[^]*?^}`, "m"))[0]}`);
const lowered = (plugins) => (source) =>
  transformSync(source, { ...bare, plugins, presets: [["@babel/preset-env", { targets: "ie 11", modules: false }]] }).code;
const cost = async (compile) => {
  const [one, all] = [functions.slice(0, 1), functions].map((list) => compressed(withoutImports(compile(list.join("\n")))));
  return ((await all) - (await one)) / (functions.length - 1);
};
const [own, babels] = [await cost(lowered([switchyard])), await cost(lowered([]))];
console.log(`one more function: ${own.toFixed(0)} B, Babel's regenerator ${babels.toFixed(0)} B, ratio ${(own / babels).toFixed(2)} (aim: 1.30)`);
process.exitCode = over === 0 ? 0 : 1;

/** The compiled program's imports, kept alive by the shortest program there is. */
function keepImports(code) {
  const [line, list] = /^import \{(.*?)\} from .*$/m.exec(code) ?? [code];
  return list ? `${line}\nself.x = [${list.replace(/\w+ as /g, "")}];` : code;
}

function withoutImports(code) {
  return code.replace(/^(import|export \*).*$/gm, "");
}

async function bundled(code) {
  const bundle = await rollup({
    input: "entry",
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === "entry" ? id : id === "babel-plugin-switchyard/runtime" ? fileURLToPath(new URL("../dist/runtime.js", import.meta.url)) : null),
        load: (id) => (id === "entry" ? code : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "es" });
  return compressed(output[0].code);
}
