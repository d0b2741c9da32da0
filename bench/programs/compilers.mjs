// What the functions under test are compiled with: this project, and the compilers that people use instead. Each takes the
// text of an ES module and gives the text of one. Helpers are put into the text, once, as each compiler does by itself; the
// runtime of this project is imported from the build. swc is its build in WebAssembly, which installs everywhere and gives the
// same text as the native one.

import { fileURLToPath, pathToFileURL } from "node:url";
import swc from "@swc/wasm";
import { transform as transformBabel8 } from "babel8-standalone";
import ts from "typescript";
import { compile } from "babel-plugin-switchyard/compiler";

export const runtime = fileURLToPath(new URL("../../dist/runtime.js", import.meta.url));

/** Babel's regenerator wants the rest lowered before it: with for-of and patterns left in place it throws on some functions. */
const babelPlugins = [
  "transform-async-generator-functions",
  "transform-async-to-generator",
  "transform-optional-catch-binding",
  "transform-for-of",
  "transform-destructuring",
  "transform-parameters",
  "transform-block-scoping",
  "transform-regenerator",
];

const typescriptOptions = {
  target: ts.ScriptTarget.ES5,
  module: ts.ModuleKind.ESNext,
  downlevelIteration: true,
  ignoreDeprecations: "5.0",
};

export const compilers = {
  switchyard(source, assumptions = {}) {
    const { code, diagnostics } = compile(source, { sourceType: "module", importSource: pathToFileURL(runtime).href, assumptions });
    if (code === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    return code;
  },
  babel: (source) => transformBabel8(source, { sourceType: "module", compact: false, plugins: babelPlugins }).code,
  typescript: (source) => ts.transpileModule(source, { compilerOptions: typescriptOptions }).outputText,
  swc: (source) => swc.transformSync(source, { jsc: { target: "es5", parser: { syntax: "ecmascript" } }, module: { type: "es6" }, isModule: true }).code,
};
