// Builds dist/: the package's entries, and the runtime as ES5 for every kind of host.
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rollup } from "@rollup/wasm-node";
import ts from "typescript";
import { runtimePieces } from "./runtime-pieces.mjs";

rmSync("dist", { recursive: true, force: true });

// tsdown's bundler writes shorthand properties and `const`, so the runtime's code comes from TypeScript and rollup.
const typescript = {
  name: "typescript",
  resolveId: (source, importer) => {
    if (!importer || source === "tslib") return null;
    return fileURLToPath(new URL(source.replace(/\.js$/, ".ts"), `file://${importer}`));
  },
  transform: (code) =>
    ts.transpileModule(code, {
      compilerOptions: { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.ESNext, importHelpers: true, ignoreDeprecations: "5.0" },
    }).outputText,
};
/** What classes that extend others become in ES5. TypeScript's own helper does more, for static members: a sixth of a kB. */
const extending = {
  name: "extending",
  resolveId: (source) => (source === "tslib" ? source : null),
  load: (id) =>
    id === "tslib"
      ? "export function __extends(made, base) { made.prototype = Object.create(base.prototype, { constructor: { value: made, writable: true, configurable: true } }); }"
      : null,
};
const generatedCode = { preset: "es5", symbols: false };
const plain = { generatedCode, freeze: false, externalLiveBindings: false, esModule: false };
/** The scheduler's own coroutines are annotated, and compiled by this compiler, which is built first. */
const coroutines = {
  name: "coroutines",
  async transform(code) {
    if (!code.includes('"use coroutine"')) return null;
    const { compile } = await import("../dist/compiler.js");
    const javaScript = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022, useDefineForClassFields: false } }).outputText;
    const compiled = compile(javaScript, { importSource: "../runtime/index.js" });
    if (compiled.code === null) throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"));
    return compiled.code;
  },
};
/** TypeScript marks its ES5 classes, but not as bundlers want it. */
const pureClasses = { name: "pure-classes", renderChunk: (code) => code.replaceAll("/** @class */", "/* @__PURE__ */") };
// The others import the runtime instead of carrying a copy: what it keeps, there is to be once.
const runTimeEntries = ["runtime", "inspect", "scheduler"];
const runtimeIn = (extension) => ({ paths: (id) => (id.endsWith("/runtime/index.ts") ? `./runtime.${extension}` : id) });
async function bundle(entry) {
  const external = entry === "runtime" ? [] : [fileURLToPath(new URL("../src/runtime/index.ts", import.meta.url))];
  const bundle = await rollup({ input: `src/${entry}/index.ts`, plugins: [extending, coroutines, typescript, pureClasses], external });
  await bundle.write({ ...plain, ...runtimeIn("js"), file: `dist/${entry}.js`, format: "es" });
  await bundle.write({ ...plain, ...runtimeIn("cjs"), file: `dist/${entry}.cjs`, format: "cjs" });
  await bundle.close();
}
await bundle("runtime");

// The compiler carries the runtime along, for files that are to have what they need of it inside.
writeFileSync("dist/runtime-pieces.json", JSON.stringify(await runtimePieces(readFileSync("dist/runtime.js", "utf8"))));

// tsdown writes the run-time entries too, along with their types; the ES5 ones take their place.
const runtimeFiles = ["dist/runtime.js", "dist/runtime.cjs"].map((file) => [file, readFileSync(file, "utf8")]);
execFileSync("npx", ["tsdown"], { stdio: ["ignore", "ignore", "inherit"] });
for (const [file, code] of runtimeFiles) writeFileSync(file, code);
for (const entry of runTimeEntries.slice(1)) await bundle(entry);

// What tsdown's run-time entries had in common is nobody's any more.
const written = readdirSync("dist").map((name) => ({ name, text: readFileSync(`dist/${name}`, "utf8") }));
for (const { name } of written) {
  const isChunk = /-[\w-]{8}\.c?js$/.test(name);
  if (isChunk && !written.some((other) => other.name !== name && other.text.includes(`./${name}`))) rmSync(`dist/${name}`);
}

// Where tools do not read `exports` of package.json, a folder of an entry's name says what it is: Parcel, TypeScript's "node10".
for (const entry of ["compiler", ...runTimeEntries]) {
  mkdirSync(entry, { recursive: true });
  const files = { main: `../dist/${entry}.cjs`, module: `../dist/${entry}.js`, types: `../dist/${entry}.d.cts`, sideEffects: false };
  writeFileSync(`${entry}/package.json`, `${JSON.stringify(files, null, 2)}\n`);
}

// Babel takes a function for the plugin; TypeScript's types speak of a default export.
appendFileSync("dist/index.cjs", "module.exports.default = switchyard;\n");

// A script that defines one global, on hosts that have neither modules nor globalThis.
const definitions = runTimeEntries.map((name) => {
  const code = readFileSync(`dist/${name}.cjs`, "utf8");
  const require = "function () {\nreturn Switchyard.runtime;\n}";
  return `Switchyard.${name} = (function (exports, require) {\n${code}\nreturn exports;\n})({}, ${require});\n`;
});
writeFileSync("dist/runtime.global.js", `var Switchyard = {};\n${definitions.join("")}`);
