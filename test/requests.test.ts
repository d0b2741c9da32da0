// What does a user get for what they asked: by an annotation, by an option, or by mistake?
//
// Whether a function was compiled is asked of the running program: the engine tells its own generator functions apart.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isGeneratorFunction } from "node:util/types";
import { createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { SwitchyardMetadata } from "../src/plugin.js";
import { loadModule, root, type Babel } from "./fixtures.js";
import { createProject } from "./project.js";

const require = createRequire(import.meta.url);
const babel: Babel = require("@babel/core");
const plugin = require.resolve("babel-plugin-switchyard");

function transform(source: string, options: object = {}, babelOptions: object = {}) {
  const bare = { configFile: false, babelrc: false, browserslistConfigFile: false, filename: "/project/file.js" };
  const { code, metadata } = babel.transformSync(source, { ...bare, plugins: [[plugin, options]], ...babelOptions })!;
  return { code, metadata: metadata.switchyard as SwitchyardMetadata };
}

function errorOf(source: string, options: object = {}): Error & { code?: string } {
  try {
    transform(source, options);
  } catch (error) {
    return error as Error;
  }
  return expect.fail(`nothing was thrown for ${source}`);
}

/** Exports of a module → which of them the compiler took. */
async function compiledExports(source: string, options: object = {}): Promise<string[]> {
  const module = await loadModule<Record<string, () => Generator>>(`requests-${++loads}`, transform(source, options).code);
  const names = Object.keys(module);
  // Compiled or not, all of them are generators that give 1.
  for (const name of names) expect(module[name]().next()).toEqual({ value: 1, done: false });
  return names.filter((name) => !isGeneratorFunction(module[name]));
}
let loads = 0;

describe("annotations", () => {
  const cases: Record<string, { source: string; options?: object; compiled: string[] }> = {
    "nothing is compiled unasked": { source: `export function* a() { yield 1; }`, compiled: [] },
    "a directive asks for its function, and not for those inside": {
      source: `export function* a() { "use coroutine"; yield* b(); }
        export function* b() { yield 1; }
        export const c = (() => { function* outer() { "use coroutine"; yield function* () { yield 1; }; } return outer().next().value; })();`,
      compiled: ["a"],
    },
    "a directive of the file asks for all": {
      source: `"use coroutine"; export function* a() { yield 1; } export const { b } = { *b() { yield 1; } };`,
      compiled: ["a", "b"],
    },
    "comments, before the function or the statement it begins": {
      source: `/* @coroutine */ export function* a() { yield 1; }
        // @coroutine
        const b = function* () { yield 1; };
        export { b };
        export const { c, d } = { /* @coroutine */ *c() { yield 1; }, *d() { yield 1; } };`,
      compiled: ["a", "b", "c"],
    },
    "comments before an exported variable": {
      source: `/* @coroutine */ export const a = function* () { yield 1; };`,
      compiled: ["a"]
    },
    "mode all": {
      source: `export function* a() { yield 1; } export const b = function* () { yield 1; };`,
      options: { mode: "all" },
      compiled: ["a", "b"],
    },
    '"use no coroutine" wins over the file': {
      source: `"use coroutine"; export function* a() { "use no coroutine"; yield 1; } export function* b() { yield 1; }`,
      compiled: ["b"],
    },
    '"use no coroutine" wins over the comment': { source: `/* @coroutine */ export function* a() { "use no coroutine"; yield 1; }`, compiled: [] },
    '"use no coroutine" wins beside "use coroutine"': {
      source: `export function* a() { "use coroutine"; "use no coroutine"; yield 1; }`,
      compiled: [],
    },
    '"use no coroutine" wins over the wrapper': {
      source: `import { coroutine } from "babel-plugin-switchyard/runtime";
        export const a = coroutine(function* () { "use no coroutine"; yield 1; });`,
      compiled: []
    },
    '"use no coroutine" wins over mode all': {
      source: `export function* a() { "use no coroutine"; yield 1; } export function* b() { yield 1; }`,
      options: { mode: "all" },
      compiled: ["b"],
    },
    '"use no coroutine" of the file wins over mode all': {
      source: `"use no coroutine"; export function* a() { yield 1; }`,
      options: { mode: "all" },
      compiled: [],
    },
    '"use no coroutine" of the file wins over its functions': {
      source: `"use no coroutine"; export function* a() { "use coroutine"; yield 1; }
        /* @coroutine */ export function* b() { yield 1; }`,
      compiled: []
    },
    "coroutine(…), under any name": {
      source: `import { coroutine as machine } from "babel-plugin-switchyard/runtime";
        export const a = machine(function* () { yield 1; });
        export const b = function* () { yield 1; };`,
      compiled: ["a"],
    },
    "coroutine(…) of somebody else is left alone": {
      source: `import { coroutine } from "babel-plugin-switchyard/runtime";
        export const a = ((coroutine) => coroutine(function* () { yield 0; }))(() => function* () { yield 1; });
        export const b = coroutine(function* () { yield 1; });`,
      compiled: ["b"]
    },
  };
  for (const [name, { source, options, compiled }] of Object.entries(cases)) {
    const run = async () => expect(await compiledExports(source, options)).toEqual(compiled);
    it(name, run);
  }

  it("coroutine(…) that nobody compiled throws, and names the causes", async () => {
    const source = `import { coroutine } from "babel-plugin-switchyard/runtime"; export const a = () => coroutine(function* () {});`;
    const { a } = await loadModule<{ a(): void }>("requests-uncompiled", source);
    expect(a).toThrow(/not compiled by babel-plugin-switchyard.*Babel configuration.*cache/s);
  });

  const nearMisses: Record<string, { source: string; code: string; line: number }> = {
    "a misspelt directive": { source: `function* a() {\n  "use corutine";\n}`, code: "SY101", line: 2 },
    "a directive in other letters": { source: `function* a() {\n  "use Coroutine";\n}`, code: "SY101", line: 2 },
    "a directive with a space too many": { source: `function* a() {\n  "use coroutine ";\n}`, code: "SY101", line: 2 },
    "a misspelt directive of the file": { source: `"use coroutin";\nfunction* a() {}`, code: "SY101", line: 1 },
    "a misspelt comment": { source: `let x;\n/* @corutine */\nfunction* a() {}`, code: "SY101", line: 2 },
    "a misspelt comment before a method": { source: `({\n  /* @corutine */\n  *a() {},\n});`, code: "SY101", line: 2 },
    "a misspelt comment before an expression": { source: `f(\n  /* @corutine */\n  function* () {},\n);`, code: "SY101", line: 2 },
    "a directive that is not first": { source: `function* a() {\n  yield 1;\n  "use coroutine";\n}`, code: "SY102", line: 3 },
    "a directive in backquotes": { source: "function* a() {\n  `use coroutine`;\n}", code: "SY102", line: 2 },
    "an ordinary function": { source: `\nfunction a() {\n  "use coroutine";\n}`, code: "SY103", line: 2 },
    "an ordinary arrow": { source: `\n/* @coroutine */\nconst a = () => 1;`, code: "SY103", line: 3 },
    "a wrapper around what is written elsewhere": {
      source: `import { coroutine } from "babel-plugin-switchyard/runtime";\nfunction* a() {}\ncoroutine(a);`,
      code: "SY104",
      line: 3,
    },
  };
  for (const [name, { source, code, line }] of Object.entries(nearMisses)) {
    const run = () => expect(errorOf(source).message).toMatch(new RegExp(`file\\.js:${line}:\\d+ error ${code}: .*way out: `, "s"));
    it(`${name} is diagnosed`, run);
  }
});

describe("what cannot be compiled", () => {
  const lines = [
    `export function* fine(n) {`,
    `  "use coroutine";`,
    `  yield n;`,
    `}`,
    `export async function later() {`,
    `  "use coroutine";`,
    `  return 2;`,
    `}`,
    `export const object = {`,
    `  async *stream() {`,
    `    "use coroutine";`,
    `    yield 3;`,
    `  },`,
    `};`,
  ];
  const source = lines.join("\n");

  it("is an error with place, function, reason, code frame and way out, for all of the file at once", () => {
    const { message, code } = errorOf(source);
    expect(code).toBe("BABEL_TRANSFORM_ERROR");
    const [first, second, ...more] = message.split("\n\n");
    expect(more).toEqual([]);
    expect(first).toContain("/project/file.js:5:8 error SY301: later is an async function");
    expect(first).toContain(`> 5 | ${lines[4]}\n    |        ^`);
    expect(second).toContain("/project/file.js:10:3 error SY301: stream is an async generator");
    expect(second).toContain(`> 10 | ${lines[9]}\n     |   ^`);
    for (const part of [first, second]) expect(part).toMatch(/\n {2}way out: .*"use no coroutine"/);
  });

  it('stays native with onUnsupported: "warn", and is recorded; the rest is compiled', async () => {
    const { code, metadata } = transform(source, { onUnsupported: "warn" });
    expect(metadata).toEqual({
      functions: [{ name: "fine", kind: "generator", line: 1 }],
      diagnostics: [
        { code: "SY301", message: expect.stringContaining("later is an async function"), line: 5 },
        { code: "SY301", message: expect.stringContaining("stream is an async generator"), line: 10 },
      ],
    });
    type Module = { fine(n: number): Generator; later(): Promise<number>; object: { stream(): AsyncGenerator } };
    const module = await loadModule<Module>("requests-warn", code);
    expect(isGeneratorFunction(module.fine)).toBe(false);
    expect([...module.fine(1)]).toEqual([1]);
    expect(await module.later()).toBe(2);
    expect(isGeneratorFunction(module.object.stream)).toBe(true);
    expect(await module.object.stream().next()).toEqual({ value: 3, done: false });
  });

  it("leaves a file without requests as it was, and says so", () => {
    const { code, metadata } = transform(`export function* a() { yield 1; }`);
    expect(metadata).toEqual({ functions: [], diagnostics: [] });
    expect(code).toBe(babel.transformSync(`export function* a() { yield 1; }`, { configFile: false, babelrc: false })!.code);
  });

  it("a syntax error is Babel's own", () => {
    const broken = `function* a() {\n  "use coroutine";\n  yield 1 +;\n}`;
    const native = (() => {
      try {
        return babel.transformSync(broken, { configFile: false, babelrc: false, filename: "/project/file.js" });
      } catch (error) {
        return error as Error;
      }
    })() as Error;
    const error = errorOf(broken);
    expect(error).toBeInstanceOf(SyntaxError);
    expect(error.message).toContain("Unexpected token (3:11)");
    expect(error.message).toBe(native.message);
  });
});

describe("options", () => {
  const refused: Record<string, { options: object; message: string }> = {
    "a misspelt one": { options: { onUnsuported: "warn" }, message: `unknown option "onUnsuported"; did you mean "onUnsupported"?` },
    "one that resembles none": { options: { presets: [] }, message: `unknown option "presets"; there are mode, runtime, importSource` },
    "a value there is not": { options: { mode: "some" }, message: `option "mode" must be "annotated" or "all", and is "some"` },
    "a value of another type": { options: { importSource: 1 }, message: `option "importSource" must be a string, and is 1` },
  };
  for (const [name, { options, message }] of Object.entries(refused)) {
    it(`${name} is refused`, () => expect(errorOf("", options).message).toContain(`switchyard: ${message}`));
  }

  it("importSource is where the runtime and coroutine(…) come from", async () => {
    const source = `import { coroutine } from "house-runtime";
      export const a = coroutine(function* () { yield* [1]; });
      export { loaded } from "house-runtime";`;
    // The default source is not installed here: the program would not load if it asked for it.
    const project = createProject(
      {
        "a.mjs": transform(source, { importSource: "house-runtime" }).code,
        "node_modules/house-runtime/package.json": `{ "exports": "./index.mjs" }`,
        "node_modules/house-runtime/index.mjs": `export * from ${JSON.stringify(pathToFileURL(join(root, "dist/runtime.js")).href)}; export const loaded = true;`,
      },
      {},
    );
    const { a, loaded } = await import(/* @vite-ignore */ pathToFileURL(join(project, "a.mjs")).href);
    expect(loaded).toBe(true);
    expect(isGeneratorFunction(a)).toBe(false);
    expect([...a()]).toEqual([1]);
  });

  it('runtime: "global" needs a script tag, and no module of any kind', () => {
    const source = `function* inner() { "use coroutine"; yield 2; return 3; }
      function* a([first]) { "use coroutine"; yield first; yield yield* inner(); }`;
    const { code } = transform(source, { runtime: "global" }, { sourceType: "script" });
    const page = createContext({});
    expect(() => runInContext(`${code}; a([1])`, createContext({}))).toThrow(/Switchyard is not defined/);
    runInContext(readFileSync(join(root, "dist/runtime.global.js"), "utf8"), page);
    runInContext(code, page);
    expect(runInContext("JSON.stringify([...a([1])])", page)).toBe("[1,2,3]");
    expect(isGeneratorFunction(runInContext("a", page))).toBe(false);
  });

  it('runtime: "inline" needs nothing but the file, and brings along what it uses only', () => {
    const source = `function* inner() { "use coroutine"; yield 2; return 3; }
      function* a([first]) { "use coroutine"; try { yield first; } finally { yield yield* inner(); } }`;
    const { code } = transform(source, { runtime: "inline" }, { sourceType: "script" });
    const page = createContext({});
    runInContext(code, page);
    expect(runInContext("JSON.stringify([...a([1])])", page)).toBe("[1,2,3]");
    expect(runInContext("Object.prototype.toString.call(a([]))", page)).toBe("[object Generator]");
    expect(isGeneratorFunction(runInContext("a", page))).toBe(false);
    const plain = transform(`function* a() { "use coroutine"; yield 1; }`, { runtime: "inline" }, { sourceType: "script" }).code;
    expect(code).toContain("function openIterator");
    expect(plain).not.toContain("function openIterator");
    // A copy of its own: generators of another file are foreign to it, and work.
    const other = createContext({ theirs: runInContext("a([1])", page), results: [] as unknown[] });
    runInContext(transform(`function* b(g) { "use coroutine"; yield* g; }`, { runtime: "inline" }, { sourceType: "script" }).code, other);
    expect(runInContext("JSON.stringify([...b(theirs)])", other)).toBe("[1,2,3]");
  });
});
