// Classes and objects with members of every kind, some under one key, some behind a spread, compared with the engine: what
// each member is called, is, and gives; and the order in which keys, values and static parts are evaluated. They stand in
// machines, in native functions, and where both await.

import { createRequire } from "node:module";
import * as fc from "fast-check";
import { expect, it } from "vitest";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");
const runtime = require("babel-plugin-switchyard/runtime");

const PROGRAMS = 250;

/** `seen` logs and gives back; `look` tells of each own member of a class, its prototype and its instance, or of an object. */
const prelude = `
  const log = [];
  const seen = (x) => (log.push(String(x)), x);
  const pass = (x) => (log.push("passed"), x);
  class Base {}
  const shorthand = "shorthand";
  const other = { m() { return "other"; }, *n() { yield "other"; }, p: null };
  const kindOf = (x) => Object.prototype.toString.call(x);
  const call = async (f, self) => {
    if (/^class/.test(Function.prototype.toString.call(f))) return ["class", f.early];
    const result = f.call(self);
    if (!result?.next) return [kindOf(result), await result];
    const isOwn = Object.getPrototypeOf(result) === f.prototype && result instanceof f;
    return [kindOf(result), isOwn, (await result.next()).value, (await result.next()).value];
  };
  const members = async (x, self) => {
    const found = [];
    for (const key of Reflect.ownKeys(x)) {
      const isOfAll = typeof x === "function" && ["prototype", "length", "caller", "arguments"].includes(key);
      if (isOfAll || key === "constructor") continue;
      const { value, get, enumerable } = Object.getOwnPropertyDescriptor(x, key);
      const told = typeof value === "function" ? [value.name, kindOf(value), ...(await call(value, self ?? x))] : [typeof value, typeof get];
      found.push([String(key), enumerable, ...told].join());
    }
    return found;
  };
  const look = async (x) => {
    if (typeof x !== "function") return [await members(x), log];
    return [await members(x), await members(x.prototype, new x()), await members(new x()), log];
  };`;

const among = <T>(...values: T[]) => fc.constantFrom(...values);
const name = among("m", "n", "p");
const key = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 1, arbitrary: name.map((text) => `["${text}"]`) },
  { weight: 2, arbitrary: name.map((text) => `[seen("${text}")]`) },
  { weight: 1, arbitrary: name.map((text) => `[AWAIT seen("${text}")]`) },
  { weight: 1, arbitrary: among("[Symbol.iterator]", "7", "[7]", '"m"', "[seen(7)]") },
);
const kind = among(
  ["async ", "{ return 1; }"],
  ["async ", "{ await 0; return typeof super.toString; }"],
  ["*", "{ yield typeof this; }"],
  ["*", "{ yield typeof super.toString; }"],
  ["async *", "{ yield typeof super.toString; }"],
  ["", "{ return 2; }"],
  ["get ", "{ return 3; }"],
);
const method = fc.tuple(kind, key).map(([[before, body], text]) => `${before}${text}() ${body}`);
const value = among(
  "1",
  'seen("value")',
  "() => 1",
  "async () => 2",
  "function* () { yield 3; }",
  "class { static early = seen(`class ${this.name}`); }",
  "class { static early = seen(`class ${this.name}`); async q() {} }",
  "{ async inner() {} }",
  'AWAIT seen("awaited")',
);
const field = fc.tuple(key, value).map(([text, init]) => `${text} = ${init.replace("AWAIT ", "")};`);
const spread = among("other", "{}", "{ m: 1 }", '{ get n() { return seen("getter"); } }', "AWAIT { p: null }").map((text) => `...pass(${text})`);

/** With a field that tells of it, if anybody does. */
const privateMethod = fc.tuple(kind, among("looked = [this.#p.name, kindOf(this.#p)].join();", "n = this.#p;", "called = this.#p?.();", "unseen;"))
  .map(([[before, body], look]) => [`${before}#p() ${body}`, look]);
const isStatic = among("", "", "static ");
const classMember = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(isStatic, method).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.tuple(isStatic, field).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.tuple(isStatic, privateMethod).map(([before, [text, look]]) => `${before}${text} ${before}${look}`) },
  { weight: 1, arbitrary: fc.constant("static { seen(Object.getOwnPropertyNames(this).length); }") },
);
const objectMember = fc.oneof(
  { weight: 5, arbitrary: method },
  { weight: 2, arbitrary: fc.tuple(key, value).map((parts) => parts.join(": ")) },
  { weight: 1, arbitrary: spread },
  { weight: 1, arbitrary: among("shorthand", "toString: 4") },
);
const several = (member: fc.Arbitrary<string>) => fc.array(member, { minLength: 1, maxLength: 5 });
const container = fc.oneof(
  fc.tuple(among("", "Own"), among("", "extends Base", "extends pass(Base)", "extends (AWAIT pass(Base))"), several(classMember))
    .map(([own, heritage, of]) => `class ${own} ${heritage} { ${of.map((text, at) => text.replaceAll("#p", `#p${at}`)).join("\n")} }`),
  several(objectMember).map((of) => `{ ${of.join(",\n")} }`),
);

/** What gives the class or object, and whether it may await. */
const place = among(
  { awaits: false, make: (made: string) => `const make = () => (${made});` },
  { awaits: true, make: (made: string) => `const make = async () => { "use no coroutine"; return (${made}); };` },
  { awaits: false, make: (made: string) => `const run = function* () { const made = (${made}); yield made; }; const make = () => run().next().value;` },
  { awaits: true, make: (made: string) => `const make = async () => { const captured = 5; const made = (${made}); seen(captured); return made; };` },
);

function programOf([{ awaits, make }, made]: [{ awaits: boolean; make(made: string): string }, string]): string {
  return `${prelude}\n${make(made.replaceAll("AWAIT", awaits ? "await" : ""))}\nreturn async () => look(await make());`;
}

type Run = () => Promise<unknown>;
const told = (run: () => Run): Promise<string> => run()().then((seen) => JSON.stringify(seen), (error: Error) => error.name);

it(`${PROGRAMS} classes and objects`, { timeout: 120_000 }, async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.tuple(place, container), fc.boolean(), async (parts, strict) => {
      const source = `${strict ? '"use strict";' : ""}${programOf(parts)}`;
      const expected = await told(() => new Function(source)());
      if (expected.startsWith("[")) made++;
      const { code, diagnostics } = compile(`function program() {${source}}`, { mode: "all", runtime: "global", sourceType: "script" });
      expect(diagnostics).toEqual([]);
      expect(await told(() => new Function("Switchyard", `${code}\nreturn program();`)({ runtime }))).toBe(expected);
    }),
    { numRuns: PROGRAMS, seed: 20261201 },
  );
  // The others throw, by a key that a class may not have for instance.
  expect(made).toBeGreaterThan(PROGRAMS / 2);
});
