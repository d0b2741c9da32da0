// What does a user get for what they asked: by an annotation, by an option, or by mistake?
//
// Whether a function was compiled is asked of the running program: the engine tells its own generators and async functions
// from others.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isAsyncFunction, isGeneratorFunction } from "node:util/types";
import { createContext, runInContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
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

function errorOf(source: string, options: object = {}, babelOptions: object = {}): Error & { code?: string } {
  try {
    transform(source, options, babelOptions);
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
    "comments of several lines": {
      source: `/**
         * Counts.
         * @param {number} n
         * @coroutine
         */
        export function* a(n = 1) { yield n; }`,
      compiled: ["a"],
    },
    "comments before properties, fields and assignments": {
      source: `export const { a, c } = { /* @coroutine */ a: function* () { yield 1; }, c: function* () { yield 1; } };
        class Store { /* @coroutine */ static b = function* () { yield 1; }; }
        export const { b } = Store;
        export let d;
        /* @coroutine */ d = function* () { yield 1; };`,
      compiled: ["a", "b", "d"],
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
    "coroutine(…), required": {
      source: `import { createRequire } from "node:module";
        const require = createRequire(import.meta.url);
        const { coroutine: machine } = require("babel-plugin-switchyard/runtime");
        const runtime = require("babel-plugin-switchyard/runtime");
        export const a = machine(function* () { yield 1; });
        export const b = runtime.coroutine(function* () { yield 1; });
        export const c = function* () { yield 1; };`,
      compiled: ["a", "b"],
    },
    "no other function of the runtime": {
      source: `import * as runtime from "babel-plugin-switchyard/runtime";
        const coroutine = "isAsyncFunction";
        export const a = runtime[coroutine](function* () { yield 1; }) || function* () { yield 1; };`,
      compiled: [],
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

  const asynchronous: Record<string, { source: string; options?: object }> = {
    "a directive": {
      source: `export async function later() { "use coroutine"; return await 1; }
        export async function* stream() { "use coroutine"; yield await 1; }
        export const { method } = { async method() { "use coroutine"; return await 1; } };
        export const { native } = { async native() { return await 1; } };`,
    },
    "a directive of the file": {
      source: `"use coroutine";
        export async function later() { return await 1; }
        export async function* stream() { yield await 1; }
        export const method = async () => await 1;
        export async function native() { "use no coroutine"; return await 1; }`,
    },
    "comments": {
      source: `/* @coroutine */ export const later = async () => await 1;
        /* @coroutine */ export async function* stream() { yield await 1; }
        export const { method } = { /* @coroutine */ async method() { return await 1; } };
        export const native = async () => await 1;`,
    },
    "coroutine(…)": {
      source: `import { coroutine } from "babel-plugin-switchyard/runtime";
        export const later = coroutine(async () => await 1);
        export const stream = coroutine(async function* () { yield await 1; });
        export const method = coroutine(async function () { return await 1; });
        export const native = async () => await 1;`,
    },
    "mode all": {
      source: `export async function later() { return await 1; }
        export async function* stream() { yield await 1; }
        export const { method } = class { static async method() { return await 1; } };
        export async function native() { "use no coroutine"; return await 1; }`,
      options: { mode: "all" },
    },
  };
  for (const [name, { source, options }] of Object.entries(asynchronous)) {
    it(`${name}: async functions and async generators are compiled as well`, async () => {
      type Module = Record<"later" | "method" | "native", () => Promise<number>> & { stream(): AsyncGenerator };
      const { later, stream, method, native } = await loadModule<Module>(`requests-async-${++loads}`, transform(source, options).code);
      expect([later, stream, method, native].map(isAsyncFunction)).toEqual([false, false, false, true]);
      expect(await Promise.all([later(), method(), native()])).toEqual([1, 1, 1]);
      expect(await stream().next()).toEqual({ value: 1, done: false });
    });
  }

  // Some have nodes of their own, and others are told by a flag: both parsers' trees are looked at.
  const places: Record<string, string[]> = {
    "before parentheses and assertions": [
      `const a = /* @coroutine */ (async () => {});`,
      `/* @coroutine */ const a = (async () => {});`,
      `/* @coroutine */ const a = (async () => {}) as Load;`,
      `const a = /* @coroutine */ (async () => {}) satisfies Load;`,
      `const a = /* @coroutine */ (async () => {})!;`,
      `const a = /* @coroutine */ <Load>(async () => {});`,
      `const a = (/* @coroutine */ async () => {}) as unknown as Load;`,
      `/* @coroutine */ a = (async () => {}) as Load;`,
      `const o = { /* @coroutine */ a: (async () => {}) as Load };`,
      `class A { /* @coroutine */ static a = (async () => {}) as Load; }`,
    ],
    "before accessors of classes, and declarators": [
      `class A { /* @coroutine */ accessor a = async () => {}; }`,
      `class A { /* @coroutine */ static accessor a = (async () => {}) as Load; }`,
      `class A { accessor a = /* @coroutine */ async () => {}; }`,
      `const b = 1, /* @coroutine */ a = async () => {};`,
    ],
    "before what has no name of its own": [
      `list.map(1, /* @coroutine */ async () => {});`,
      `register(/* @coroutine */ (async () => {}) as Load);`,
      `new Loader(/* @coroutine */ (async () => {}));`,
      `/* @coroutine */ export = async () => {};`,
      `const list = [1, /* @coroutine */ (async () => {})];`,
      `const chosen = test ? /* @coroutine */ (async () => {}) : null;`,
      `const first = test ?? /* @coroutine */ (async () => {});`,
      `const last = (0, /* @coroutine */ (async () => {}));`,
      `function f() { return /* @coroutine */ (async () => {}); }`,
      `class A { @made(/* @coroutine */ (async () => {})) field = 1; }`,
    ],
    "as defaults": [`function f(a = /* @coroutine */ async () => {}) {}`, `const { a = /* @coroutine */ (async () => {}) as Load } = {};`],
  };
  const wrapped = [
    `const a = coroutine((async () => {}));`,
    `const a = coroutine((async () => {}) as Load);`,
    `const a = coroutine((async () => {})!);`,
    `const a = coroutine!(async () => {});`,
    `const a = (coroutine as any)(async () => {});`,
    `const a = (runtime!).coroutine(async () => {});`,
    `const a = /* @coroutine */ coroutine(async () => {});`,
  ];
  const imports = `import { coroutine } from "babel-plugin-switchyard/runtime"; import * as runtime from "babel-plugin-switchyard/runtime";\n`;
  const asTypeScript = (createParenthesizedExpressions: boolean) => ({
    parserOpts: { createParenthesizedExpressions, plugins: ["typescript", "decorators", "decoratorAutoAccessors"] },
  });
  for (const [where, sources] of [...Object.entries(places), ["around a call", wrapped.map((source) => imports + source)] as const]) {
    it.each(sources)(`${where}: %s`, (source) => {
      for (const hasNodes of [false, true]) {
        const { metadata } = transform(source, {}, asTypeScript(hasNodes));
        expect(metadata).toEqual({ functions: [{ name: where === "before what has no name of its own" ? "anonymous" : "a", kind: "async", line: expect.any(Number) }], diagnostics: [] });
      }
    });
  }

  it.each([
    `const a = /* @coroutine */ (0, async () => {});`,
    `/* @coroutine */ (async () => {})();`,
    `function f() { /* @coroutine */ return async () => {}; }`,
    `function f(/* @coroutine */ a = async () => {}) {}`,
    `const o = { async /* @coroutine */ a() {} };`,
    `class A { private /* @coroutine */ async a() {} }`,
    `class A { public static /* @coroutine */ a = async () => {}; }`,
    `class A { @made /* @coroutine */ async a() {} }`,
    `/* @coroutine */ function a(x: number): void; async function a(x: any) {}`,
    `const a: /* @coroutine */ Load = async () => {};`,
    `function f(x: { /* @coroutine */ a: Load }): void {}`,
    `type Load = /* @coroutine */ () => Promise<void>;`,
    `/* @coroutine */ declare function a(): void;`,
    `enum E { /* @coroutine */ a = 1 }`,
    `export { /* @coroutine */ a }; async function a() {}`,
  ])("by a comment that does not stand before a function is diagnosed: %s", (source) => {
    for (const hasNodes of [false, true]) expect(errorOf(source, {}, asTypeScript(hasNodes)).message).toContain("error SY106: /* @coroutine */");
  });

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

  it.each([
    `/* @coroutine */ export async function f() { await 1; await 2; }`,
    `// @coroutine\nconst f = async () => { await 1; };`,
    `first(); /* @coroutine */ function* f() { yield 1; }`,
    `export default /* @coroutine */ async () => 1;`,
    `const o = { /* @coroutine */ *f() { yield 1; } };`,
    `class A { /* @coroutine */ async f() { await 1; } /* @coroutine */ g = async () => 1; }`,
    `/* @coroutine */ function* f() { const g = /* @coroutine */ async () => { await 1; }; yield g; }`,
  ])("by comments go with what they ask for: of the output of %s, a second run leaves all as it is", (source) => {
    const { code, metadata } = transform(source);
    expect((metadata as { functions: object[] }).functions).not.toEqual([]);
    expect(code).not.toContain("@coroutine");
    const again = transform(code);
    expect(again.metadata).toEqual({ functions: [], diagnostics: [] });
    expect(again.code).toBe(code);
  });

  it.each([
    `/*! license */\n"use coroutine";\nexport function* f() { yield 1; }`,
    `/*! license */\n"use coroutine";\n"use strict";\nfunction* f() { yield 1; }`,
    `"use strict";\n/*! license */\n"use coroutine";\nfunction* f() { yield 1; }`,
    `/*! license */\n"use coroutine";\n"use coroutine";\nfunction* f() { yield 1; }`,
  ])("by a directive of the file go with it, and comments above it do not: %s", (source) => {
    const { code } = transform(source);
    expect(code).not.toContain("use coroutine");
    expect(code.split("/*! license */").length).toBe(2);
    const again = transform(code);
    expect(again.metadata).toEqual({ functions: [], diagnostics: [] });
  });

  it.each(["export default @made", "@made export default"])("are followed in classes that are decorated and exported without a name: %s", async (start) => {
    const source = `const seen = []; const made = (value, { name }) => { seen.push(value.name, name); };
      ${start} class { declare x: number; static seen = seen; static early = [...this.prototype.a()]; *a() { "use coroutine"; yield 1; } async b() { "use coroutine"; return 1; } }`;
    const presets = [[require.resolve("@babel/preset-typescript"), { allowDeclareFields: true }]];
    const { code } = transform(source, {}, { filename: "/project/file.ts", presets, parserOpts: { plugins: ["decorators"] } });
    const { transform: lower }: typeof import("babel8-standalone") = require("babel8-standalone");
    const lowered = lower(code, { plugins: [["proposal-decorators", { version: "2023-11" }]], targets: { node: "20" } })!.code!;
    type Made = { name: string; early: number[]; seen: string[]; new (): { a(): Generator; b(): Promise<number> } };
    const { default: found } = await loadModule<{ default: Made }>(`requests-${++loads}`, lowered);
    expect([found.name, found.early, found.seen]).toEqual(["default", [1], ["default", "default"]]);
    expect([...new found().a(), await new found().b()]).toEqual([1, 1]);
    expect([found.prototype.a, found.prototype.b].map(({ constructor }) => constructor.name)).toEqual(["GeneratorFunction", "AsyncFunction"]);
  });

  it("by a comment that says more: the rest of it stays, and other comments do", () => {
    const { code } = transform(`/**\n * What it does.\n * @coroutine\n * @returns one\n */\n// before\nexport async function f() { await 1; }`);
    expect(code).toContain("/**\n * What it does.\n * @returns one\n */\n// before\nexport function f(");
  });
});

describe("what cannot be compiled", () => {
  const lines = [
    `export async function fine(n) {`,
    `  "use coroutine";`,
    `  return n;`,
    `}`,
    `export async function colour() {`,
    `  "use coroutine";`,
    `  namespace Colour { export const Red = 2; }`,
    `  return Colour.Red;`,
    `}`,
    `export const object = {`,
    `  async *stream() {`,
    `    "use coroutine";`,
    `    namespace Shade { export const Dark = 3; }`,
    `    yield Shade.Dark;`,
    `  },`,
    `};`,
  ];
  const source = lines.join("\n");
  const typescript = { filename: "/project/file.ts", presets: [require.resolve("@babel/preset-typescript")] };

  it("is an error with place, function, reason, code frame and way out, for all of the file at once", () => {
    const { message, code } = errorOf(source, {}, typescript);
    expect(code).toBe("BABEL_TRANSFORM_ERROR");
    const [first, second, ...more] = message.split("\n\n");
    expect(more).toEqual([]);
    expect(first).toContain("/project/file.ts:7:3 error SY203: colour contains a namespace");
    expect(first).toContain(`> 7 | ${lines[6]}\n    |   ^`);
    expect(second).toContain("/project/file.ts:13:5 error SY203: stream contains a namespace");
    expect(second).toContain(`> 13 | ${lines[12]}\n     |     ^`);
    for (const part of [first, second]) expect(part).toMatch(/\n {2}way out: .*"use no coroutine"/);
  });

  it('stays native with onUnsupported: "warn", and is recorded; the rest is compiled', async () => {
    const told = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { code, metadata } = transform(source, { onUnsupported: "warn" }, typescript);
    expect(told.mock.calls.join()).toMatch(/file.ts:7:3 error SY203: colour [^]*file.ts:13:5 error SY203: stream /);
    told.mockRestore();
    const refused = (name: string) => ({ code: "SY203", severity: "error", message: expect.stringContaining(`${name} contains a namespace`), hint: expect.any(String), function: name });
    expect(metadata).toEqual({
      functions: [{ name: "fine", kind: "async", line: 1 }],
      diagnostics: [{ ...refused("colour"), line: 7, column: 3 }, { ...refused("stream"), line: 13, column: 5 }],
    });
    type Module = { fine(n: number): Promise<number>; colour(): Promise<number>; object: { stream(): AsyncGenerator } };
    const module = await loadModule<Module>("requests-warn", code);
    expect(isAsyncFunction(module.fine)).toBe(false);
    expect(await module.fine(1)).toBe(1);
    expect(isAsyncFunction(module.colour)).toBe(true);
    expect(await module.colour()).toBe(2);
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

  it("a syntax error that the parser went on from stops what it is in, and nothing else", () => {
    const recovering = { parserOpts: { errorRecovery: true } };
    for (const wrong of ["break;", "for (;;) continue outside;", "1 = yield 2;"]) {
      const error = errorOf(`function* a() {\n  "use coroutine";\n  ${wrong}\n  yield 1;\n}`, {}, recovering);
      expect(error).toBeInstanceOf(SyntaxError);
      expect(error.message).toBe(errorOf(`function* a() {\n  "use coroutine";\n  ${wrong}\n  yield 1;\n}`).message.replace("\n\n", "\n"));
    }
    const { metadata } = transform(`break; function* a() { "use coroutine"; yield 1; }`, {}, recovering);
    expect(metadata.functions.map(({ name }) => name)).toEqual(["a"]);
  });
});

describe("options", () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const refused: Record<string, { options: object; message: string }> = {
    "one of all objects": { options: { toString: 1 }, message: 'unknown option "toString"' },
    "no name of a module": { options: { importSource: "" }, message: 'option "importSource" must be the name of a module, and is ""' },
    "a list of assumptions": { options: { assumptions: [] }, message: 'option "assumptions" must be an object' },
    "a misspelt one": { options: { onUnsuported: "warn" }, message: `unknown option "onUnsuported"; did you mean "onUnsupported"?` },
    "one that resembles none": { options: { presets: [] }, message: `unknown option "presets"; there are mode, runtime, importSource` },
    "a value there is not": { options: { mode: "some" }, message: `option "mode" must be "annotated" or "all", and is "some"` },
    "a big integer": { options: { importSource: 1n }, message: 'option "importSource" must be the name of a module, and is of type bigint' },
    "an object that contains itself": { options: { debug: circular }, message: 'option "debug" must be true or false, and is of type object' },
    "a value of another type": { options: { importSource: 1 }, message: `option "importSource" must be the name of a module, and is 1` },
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

  it('runtime: "global" needs a script tag, and no module of any kind', async () => {
    const source = `function* inner() { "use coroutine"; yield 2; return 3; }
      function* a([first]) { "use coroutine"; yield first; yield yield* inner(); }
      async function last(list) { "use coroutine"; let x; for await (x of list); return x; }`;
    const { code } = transform(source, { runtime: "global" }, { sourceType: "script" });
    const page = createContext({});
    expect(() => runInContext(`${code}; a([1])`, createContext({}))).toThrow(/Switchyard is not defined/);
    runInContext(readFileSync(join(root, "dist/runtime.global.js"), "utf8"), page);
    runInContext(code, page);
    expect(runInContext("JSON.stringify([...a([1])])", page)).toBe("[1,2,3]");
    expect(isGeneratorFunction(runInContext("a", page))).toBe(false);
    expect(await runInContext("last(a([1]))", page)).toBe(3);
    expect(isAsyncFunction(runInContext("last", page))).toBe(false);
  });

  it('runtime: "inline" needs nothing but the file, and brings along what it uses only', async () => {
    const source = `function* inner() { "use coroutine"; yield 2; return 3; }
      function* a([first]) { "use coroutine"; try { yield first; } finally { yield yield* inner(); } }`;
    const { code } = transform(source, { runtime: "inline" }, { sourceType: "script" });
    const page = createContext({});
    runInContext(code, page);
    expect(runInContext("JSON.stringify([...a([1])])", page)).toBe("[1,2,3]");
    expect(runInContext("Object.prototype.toString.call(a([]))", page)).toBe("[object Generator]");
    expect(isGeneratorFunction(runInContext("a", page))).toBe(false);
    const plain = transform(`function* a() { "use coroutine"; yield 1; }`, { runtime: "inline" }, { sourceType: "script" }).code;
    expect(code).toContain("function openWith");
    expect(plain).not.toContain("function openWith");
    expect(code).not.toContain("function asyncFunction");
    const later = `async function last(list) { "use coroutine"; let x; for await (x of list); return x; }
      async function* stream(list) { "use coroutine"; yield* list; }`;
    const asynchronous = createContext({});
    runInContext(transform(later, { runtime: "inline" }, { sourceType: "script" }).code, asynchronous);
    expect(await runInContext("last(stream([1, 2, 3]))", asynchronous)).toBe(3);
    expect(runInContext("Object.prototype.toString.call(stream([]))", asynchronous)).toBe("[object AsyncGenerator]");
    // A copy of its own: generators of another file are foreign to it, and work.
    const other = createContext({ theirs: runInContext("a([1])", page), results: [] as unknown[] });
    runInContext(transform(`function* b(g) { "use coroutine"; yield* g; }`, { runtime: "inline" }, { sourceType: "script" }).code, other);
    expect(runInContext("JSON.stringify([...b(theirs)])", other)).toBe("[1,2,3]");
  });

  it.each([
    `import type { Promise } from "node:path";`,
    `import { type Promise, type Symbol as TypeError } from "node:path";`,
    `import type Promise from "node:path";`,
    `interface Promise<T> { value: T } declare const Symbol: any;`,
    `export declare class Promise<T> { value: T }`,
    `declare global { interface Promise<T> { value: T } var TypeError: any; }`,
    `declare namespace Promise { const value: 1; }`,
    `namespace Names { var Promise = 1; }`,
  ])("what is there for types alone hides no global: %s", async (first) => {
    const source = `${first}\nexport async function a(given: Promise<number>) { "use coroutine"; return (await given) + (await 1); }`;
    const typescript = { filename: "/project/file.ts", presets: [[require.resolve("@babel/preset-typescript"), { onlyRemoveTypeImports: true }]] };
    const { code } = transform(source, { runtime: "inline" }, typescript);
    const { a } = await loadModule<{ a(given: unknown): Promise<number> }>(`requests-${++loads}`, code);
    expect(isAsyncFunction(a)).toBe(false);
    expect(await a(Promise.resolve(2))).toBe(3);
  });

  it("where a variable hides a global that is needed, nothing is compiled, and the wrappers go", async () => {
    const source = `import { coroutine } from "babel-plugin-switchyard/runtime";
      export function* a() { "use coroutine"; yield 1; }
      export const b = coroutine(function* () { yield 1; });
      class Symbol {}`;
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const options = { runtime: "inline", onUnsupported: "warn" };
    expect(await compiledExports(source, options)).toEqual([]);
    expect(warn.mock.calls.flat().join()).toMatch(/SY204: Symbol is declared at the top of the file/);
    warn.mockRestore();
    expect(await compiledExports(source.replace("Symbol", "Promise"), options)).toEqual(["a", "b"]);
    expect(await compiledExports(source, { ...options, runtime: "import" })).toEqual(["a", "b"]);
  });

  it("in an import cycle, functions are called before their module has run", () => {
    const source = `
      import { early } from "./partner.mjs";
      export { early };
      export function* numbers(n) { yield* inner(n); }
      function* inner(n) { try { for (let i = 0; i < n; i++) yield i; } finally { yield "closed"; } }
      export async function sum(list) { let all = 0; for await (const x of list) all += x; return all; }
      export async function* stream(n) { for (let i = 0; i < n; i++) yield i; }
      export const make = function () { return "not yet"; };
      export function makes() { return [async (x) => (await x) + 1, function* () { yield 5; }, class { static async load() { return await 6; } }]; }
      export default async function ({ a } = { a: 7 }) { return await a; }`;
    const partner = `
      import patterned, * as a from "./cyclic.mjs";
      const [arrow, generator, { load }] = a.makes();
      let isEarly = false;
      try { a.make(); } catch { isEarly = true; }
      export const early = Promise.all([isEarly, [...a.numbers(2)], a.sum(a.stream(3)), arrow(1), [...generator()], load(), patterned(), a.numbers() instanceof a.numbers]);`;
    const results: unknown[] = [];
    for (const runtime of [null, "import", "inline", "global"]) {
      const cyclic = runtime === null ? source : transform(source, { mode: "all", runtime }).code;
      const script = runtime === "global" ? `import "./runtime.global.cjs";` : "";
      const project = createProject({
        "cyclic.mjs": cyclic,
        "partner.mjs": partner,
        "runtime.global.cjs": `${readFileSync(join(root, "dist/runtime.global.js"), "utf8")}\nglobalThis.Switchyard = Switchyard;`,
        "main.mjs": `${script} import { early } from "./cyclic.mjs"; console.log(JSON.stringify(await early));`,
      });
      results.push(JSON.parse(execFileSync(process.execPath, [join(project, "main.mjs")], { encoding: "utf8", timeout: 10_000 })));
    }
    expect(results[0]).toEqual([true, [0, 1, "closed"], 3, 2, [5], 6, 7, true]);
    for (const result of results.slice(1)) expect(result).toEqual(results[0]);
  });
});
