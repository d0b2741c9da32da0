// What compiled code weighs, in bytes, minified and gzipped: the runtime that a program pulls in when it uses a part of it,
// and one more function in a file that has some, against other compilers.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { transformSync } from "@babel/core";
import { rollup } from "@rollup/wasm-node";
import { parse } from "acorn";
import { minify } from "terser";
import switchyard from "babel-plugin-switchyard";
import { compilers, runtime } from "../programs/compilers.mjs";

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
  { name: "everything", budget: 6900, source: `export * from "babel-plugin-switchyard/runtime";` },
];

const bare = { configFile: false, babelrc: false };

export async function runtimeSizes() {
  const results = [];
  for (const { name, budget, source } of programs) results.push({ name, budget, bytes: await bundled(keepImports(compiled(source))) });
  return results;
}

/** What tasks add to a program that has async functions, and may add: run, spawn, sleep and gather, with cancelling. */
export async function schedulerSize() {
  const functions = keepImports(compiled(programs.find(({ name }) => name === "an async function").source));
  const tasks = `export { run, spawn, sleep, gather } from "babel-plugin-switchyard/scheduler";`;
  return { bytes: (await bundled(`${functions}\n${tasks}`)) - (await bundled(functions)), budget: 3000 };
}

const compiled = (source) => transformSync(source, { ...bare, plugins: [switchyard] }).code;

/** The compiled program's imports, kept alive by the shortest program there is. */
function keepImports(code) {
  const [line, list] = /^import \{(.*?)\} from .*$/m.exec(code) ?? [code];
  return list ? `${line}\nself.x = [${list.replace(/\w+ as /g, "")}];` : code;
}

/** The scheduler's file has the runtime beside it. */
const entries = {
  "babel-plugin-switchyard/runtime": runtime,
  "./runtime.js": runtime,
  "babel-plugin-switchyard/scheduler": runtime.replace(/runtime\.js$/, "scheduler.js"),
};

async function bundled(code) {
  const entry = {
    name: "entry",
    resolveId: (id) => (id === "entry" ? id : (entries[id] ?? null)),
    load: (id) => (id === "entry" ? code : null),
  };
  const bundle = await rollup({ input: "entry", plugins: [entry] });
  const { output } = await bundle.generate({ format: "es" });
  return compressed(output[0].code);
}

/** Functions that need no helper besides those which all of their kind need. */
const kinds = {
  generator: readFunctions("../../examples/sampler.js", ["delegating", "leaf", "tree", "guarded"]),
  "async function": readFunctions("functions.js", ["copy", "retry", "total", "first"]),
};

function readFunctions(file, names) {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  return names.map((name) => `export ${text.match(new RegExp(`(async )?function\\*? ${name}\\b[^]*?^}`, "m"))[0]}`);
}

/** Everything else in the functions is lowered to ES5 too, by Babel where a plugin of Babel's compiles them. */
const lowered = (plugins) => (source) =>
  transformSync(source, { ...bare, plugins, presets: [["@babel/preset-env", { targets: "ie 11", modules: false }]] }).code;

const toES5 = { switchyard: lowered([switchyard]), babel: lowered([]), typescript: compilers.typescript, swc: compilers.swc };

/** By kind of function, and by compiler. The first function brings the helpers along; what the others add counts. */
export async function functionSizes() {
  const results = {};
  for (const [kind, functions] of Object.entries(kinds)) {
    results[kind] = {};
    for (const [name, compile] of Object.entries(toES5)) {
      const one = await compressed(withoutImports(compile(functions[0])));
      const all = await compressed(withoutImports(compile(functions.join("\n"))));
      results[kind][name] = Math.round((all - one) / (functions.length - 1));
    }
  }
  return results;
}

/** What is emitted for a function, in the order in which the parts are added up. */
const parts = [
  { part: "step function", matches: (name) => name.endsWith("$step") },
  { part: "frame constructor", matches: (name) => name.endsWith("$Frame") },
  { part: "kickoff function", matches: (name) => !name.includes("$") },
  { part: "driver and definition", matches: () => true },
];

/** Of what one more function costs with this project: what each of its parts adds to those before it, by kind. */
export async function partSizes() {
  const results = {};
  for (const [kind, functions] of Object.entries(kinds)) results[kind] = await partsOf(functions);
  return results;
}

async function partsOf(functions) {
  const results = [];
  let before = 0;
  for (let count = 1; count <= parts.length; count++) {
    const isIn = (name) => parts.slice(0, count).some(({ matches }) => matches(name));
    const one = await compressed(onlyParts(toES5.switchyard(functions[0]), isIn));
    const all = await compressed(onlyParts(toES5.switchyard(functions.join("\n")), isIn));
    const bytes = Math.round((all - one) / (functions.length - 1));
    results.push({ part: parts[count - 1].part, bytes: bytes - before });
    before = bytes;
  }
  return results;
}

/** The functions of a module by their names, exported so that they are kept, and with a name `$` what is no function. */
function onlyParts(code, isIn) {
  const { body } = parse(code, { ecmaVersion: "latest", sourceType: "module" });
  const texts = body.map((statement) => {
    const { declaration = statement } = statement;
    const text = code.slice(declaration.start, declaration.end);
    if (declaration.type !== "FunctionDeclaration") return { name: "$", text: statement.type === "ImportDeclaration" ? "" : text };
    return { name: declaration.id.name, text: `export ${text}` };
  });
  return texts.filter(({ name }) => isIn(name)).map(({ text }) => text).join("\n");
}

const withoutImports = (code) => code.replace(/^(import|export \*).*$/gm, "");

async function compressed(code) {
  const { code: short } = await minify(code, { module: true, compress: { passes: 2 } });
  return gzipSync(short, { level: 9 }).length;
}
