// npm run conformance: does it choose, run and judge tests as docs/conformance.md says? With a small test262 of its own.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "./fixtures.js";
import { createProject } from "./project.js";

interface Verdict {
  outcome: string;
  mode?: string;
  message?: string;
  ceiling?: string;
  known?: string | null;
}

const command = join(root, "scripts/conformance.mjs");
const load = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(root, "scripts/conformance", name)).href);
const { isHeldOut, modesOf, readFrontMatter, selectTests } = await load("select.mjs");
const { ceilings, known } = await load("known.mjs");
const { figuresTable, percent, readFigures } = await load("figures.mjs");

const test = (body: string, meta = "") => `// Copyright\n/*---\ndescription: one of ours\n${meta}---*/\n${body}\n`;
/** Compiled functions show it in their text: a test can pass natively, and do anything else compiled. */
const NATIVE = 'String(g).indexOf("*") > 0';

const inScope: Record<string, string> = {
  "built-ins/GeneratorPrototype/passes.js": test("var g = function* () { yield 1; };\nassert.sameValue(g().next().value, 1);"),
  "language/statements/generators/includes.js": test("function* g() { yield added(1, 2); }\nassert.sameValue(g().next().value, 3);", "includes:\n  - added.js\nflags: [noStrict]\n"),
  "language/statements/generators/throws.js": test("function* g() { missing; }\ng().next();", "negative:\n  phase: runtime\n  type: ReferenceError\n"),
  "language/statements/generators/reports.js": test("function* g() { yield 1; }\nPromise.resolve(g().next().value).then(function () { $DONE(); });", "flags: [async]\n"),
  "language/statements/generators/never-reports.js": test(`function* g() { yield 1; }\nif (${NATIVE}) $DONE();`, "flags: [async]\n"),
  "language/statements/generators/fails.js": test(`function* g() { yield 1; }\nassert(${NATIVE}, "it is compiled");`, "flags: [onlyStrict]\n"),
  "language/statements/generators/hangs.js": test(`function* g() { yield 1; }\nwhile (!(${NATIVE}));`),
  "language/statements/generators/asserts-less.js": test(`function* g() { yield 1; }\nif (${NATIVE}) assert(true);`),
  "language/statements/generators/stays-native.js": test('function* g() { "use no coroutine"; yield 1; }\ng().next();'),
  "language/statements/generators/one-stays-native.js": test('function* f() { yield 1; }\nfunction* g() { "use no coroutine"; yield 1; }'),
  "language/statements/generators/fails-natively.js": test("function* g() { yield 1; }\nassert.sameValue(g().next().value, 2);"),
  "language/statements/generators/hangs-natively.js": test(`function* g() { yield 1; }\nfor (;;);`),
  "built-ins/AsyncFunction/arrow.js": test("var f = async () => await 1;\nf().then(function (value) { assert.sameValue(value, 1); }).then($DONE, $DONE);", "flags: [async]\n"),
  "language/statements/for-await-of/passes.js": test("async function* g() { yield 1; }\nasync function f() { for await (var x of g()) $DONE(); }\nf();", "flags: [async]\n"),
  "language/statements/async-function/module.js": test("async function f() {}\nawait f();\nassert(this === undefined);", "flags: [module]\n"),
  "language/statements/async-function/never-settles.js": test(`async function g() { await (${NATIVE} || { then() {} }); }\ng().then($DONE, $DONE);`, "flags: [async]\n"),
  "language/statements/async-function/reports-twice.js": test(`async function g() { $DONE(); await 1; if (!(${NATIVE})) $DONE("again"); }\ng();`, "flags: [async]\n"),
  "language/statements/async-function/stays-native.js": test('async function f() {}\nasync () => { "use no coroutine"; };'),
  "language/statements/generators/beside-async.js": test("function* g() {}\nasync function f() {}\nassert(true);"),
  "language/statements/generators/restricted-properties.js": test('function* g() {}\nassert(!g.hasOwnProperty("caller"));', "flags: [noStrict]\n"),
};
const outOfScope: Record<string, string> = {
  "annexB/generators.js": test("function* g() {}"),
  "language/expressions/dynamic-import/generator.js": test("function* g() {}"),
  "language/statements/generators/data_FIXTURE.js": test("function* g() {}"),
  "language/statements/generators/no-generator.js": test("// async function* g() {}\nvar product = 2 * 3;"),
  "built-ins/Promise/async.js": test("async function f() {}"),
  "language/statements/generators/must-not-parse.js": test("function* g() { yield\n? 1 : 2 }", "negative:\n  phase: parse\n  type: SyntaxError\n"),
};
const harness = {
  "harness/sta.js": "function Test262Error(message) { this.name = 'Test262Error'; this.message = message; }",
  "harness/assert.js": `
    function assert(condition, message) { if (condition !== true) throw new Test262Error(message); }
    assert.sameValue = function (actual, expected) { assert(actual === expected, actual + " is not " + expected); };`,
  "harness/added.js": "function added(a, b) { return a + b; }",
  "harness/doneprintHandle.js": `
    function $DONE(error) { print(error ? "Test262:AsyncTestFailure:" + error : "Test262:AsyncTestComplete"); }`,
};

let checkout: string;
beforeAll(() => {
  const tests = Object.entries({ ...inScope, ...outOfScope }).map(([name, source]) => [`test/${name}`, source]);
  checkout = createProject({ ...harness, ...Object.fromEntries(tests) });
});

describe("front matter", () => {
  it.each([
    ["lists in one line", "flags: [onlyStrict, generated]\nincludes: [a.js, b.js]\n", ["onlyStrict", "generated"], ["a.js", "b.js"], null],
    ["lists over several lines", "includes: [a.js,\n  b.js]\nfeatures: [generators]\n", [], ["a.js", "b.js"], null],
    ["lists with dashes", "includes:\n  - a.js\n  - b.js\nflags:\n- raw\n", ["raw"], ["a.js", "b.js"], null],
    ["text that looks like a field", "info: |\n  flags: [raw]\n  includes:\n   - a.js\n", [], [], null],
    ["negative", "negative:\n  phase: runtime\n  type: TypeError\nflags: []\n", [], [], { phase: "runtime", type: "TypeError" }],
  ])("%s", (_, meta, flags, includes, negative) => {
    expect(readFrontMatter(test("", meta))).toEqual({ flags, includes, negative });
    expect(readFrontMatter(test("", meta).replace(/\n/g, "\r\n"))).toEqual({ flags, includes, negative });
  });

  it("is not needed", () => {
    expect(readFrontMatter("function* g() {}")).toEqual({ flags: [], includes: [], negative: null });
  });

  it("says in which modes a test runs", () => {
    const modes = (...flags: string[]) => modesOf({ flags });
    expect([modes(), modes("onlyStrict"), modes("noStrict"), modes("raw"), modes("module")]).toEqual([
      ["sloppy", "strict"],
      ["strict"],
      ["sloppy"],
      ["raw"],
      ["module"],
    ]);
  });
});

describe("selection", () => {
  it("takes the tests that have such functions, and no others", () => {
    expect([...selectTests(checkout).keys()]).toEqual(Object.keys(inScope).sort());
  });

  it("knows their kinds", () => {
    const kinds = selectTests(checkout);
    expect(kinds.get("language/statements/for-await-of/passes.js")).toEqual(["async function", "async generator"]);
    expect(kinds.get("language/statements/generators/beside-async.js")).toEqual(["generator", "async function"]);
    expect(kinds.get("built-ins/AsyncFunction/arrow.js")).toEqual(["async arrow"]);
  });

  it("can be narrowed", () => {
    const chosen = (options: object) => [...selectTests(checkout, options).keys()];
    expect(chosen({ filter: "GeneratorPrototype" })).toEqual(["built-ins/GeneratorPrototype/passes.js"]);
    expect(chosen({ kind: "async arrow" })).toEqual(["built-ins/AsyncFunction/arrow.js", "language/statements/async-function/stays-native.js"]);
    expect(chosen({ heldOut: true })).toEqual(Object.keys(inScope).sort().filter(isHeldOut));
  });

  it("holds out two fifths", () => {
    const names = Array.from({ length: 1000 }, (_, index) => `language/${index}.js`);
    expect(names.filter(isHeldOut).length).toBeGreaterThan(350);
    expect(names.filter(isHeldOut).length).toBeLessThan(450);
  });
});

describe("the command", () => {
  let status: number | null;
  let printed: string;
  let report: { counts: Record<string, number>; tests: Record<string, Verdict> };
  beforeAll(() => {
    const json = join(checkout, "report.json");
    const run = spawnSync(process.execPath, [command, checkout, "--limit", "5000", "--json", json], { encoding: "utf8" });
    ({ status, stdout: printed } = run);
    report = JSON.parse(readFileSync(json, "utf8"));
  }, 120_000);

  const verdict = (name: string) => report.tests[`language/statements/${name.includes("/") ? name : `generators/${name}`}.js`];

  it("passes what behaves as natively", () => {
    const passed = ["includes", "throws", "reports", "beside-async", "for-await-of/passes", "async-function/module"].map(verdict);
    const builtIns = ["GeneratorPrototype/passes.js", "AsyncFunction/arrow.js"].map((name) => report.tests[`built-ins/${name}`]);
    expect([...builtIns, ...passed]).toEqual(Array(8).fill({ outcome: "passed" }));
    expect(printed).toMatch(/^ {2}async generator +1 of 1 /m);
  });

  it("reports what fails, and fails", () => {
    expect(verdict("fails")).toEqual({ outcome: "failed", mode: "strict", message: "Test262Error: it is compiled", known: null });
    expect(verdict("never-reports")).toMatchObject({ outcome: "failed", message: "$DONE was never called" });
    expect(printed).toContain("language/statements/generators/fails.js (strict)\n    Test262Error: it is compiled\n    NOT KNOWN");
    expect(status).toBe(1);
  });

  it("waits for promises, and not for ever", () => {
    expect(verdict("async-function/never-settles")).toMatchObject({ outcome: "failed", message: "$DONE was never called" });
    expect(verdict("async-function/reports-twice")).toMatchObject({ outcome: "failed", message: "again" });
  });

  it("ends what hangs", () => {
    expect(verdict("hangs")).toMatchObject({ outcome: "failed", message: "no end within 5000 ms" });
  });

  it("does not take less for a pass", () => {
    expect(verdict("asserts-less")).toMatchObject({ outcome: "failed", message: "0 assertions ran, natively 1" });
    expect(verdict("stays-native")).toMatchObject({ outcome: "failed", message: "untransformed: no function was compiled" });
    expect(verdict("one-stays-native").message).toMatch(/^untransformed: function\* g\(\)/);
    expect(verdict("async-function/stays-native").message).toMatch(/^untransformed: async \(\) =>/);
  });

  it("drops what the engine itself fails", () => {
    expect(verdict("fails-natively")).toEqual({ outcome: "dropped", mode: "sloppy", message: "Test262Error: 1 is not 2" });
    expect(verdict("hangs-natively")).toEqual({ outcome: "dropped", message: "no end within 5000 ms" });
  });

  it("sets apart what is at the ceiling", () => {
    expect(verdict("restricted-properties")).toMatchObject({ outcome: "failed", ceiling: ceilings.find(({ tests }: { tests: string[] }) => tests.includes("language/statements/generators/restricted-properties.js")).reason });
    expect(printed).not.toContain("restricted-properties.js");
    expect(report.counts).toEqual({ selected: 20, dropped: 2, passed: 8, failed: 10, ceiling: 1, known: 0 });
  });

  it("succeeds when nothing fails", () => {
    expect(execFileSync(process.execPath, [command, checkout, "--filter", "GeneratorPrototype"], { encoding: "utf8" })).toMatch(/^passed +1 /m);
  });

  it("passes by methods what functions cannot", () => {
    const printed = execFileSync(process.execPath, [command, checkout, "--shape", "method", "--filter", "restricted-properties"], { encoding: "utf8" });
    expect(printed).toMatch(/^passed +1 /m);
  });

  it("says what it needs", () => {
    for (const given of [[checkout, "--shape", "arrow"], [], [join(checkout, "test")], [checkout, "--limit", "soon"], [checkout, "--strict"], [checkout, "--kind", "async"]]) {
      const run = spawnSync(process.execPath, [command, ...given], { encoding: "utf8" });
      expect(run.status).toBe(2);
      expect(run.stderr).toContain("usage: npm run conformance");
    }
  });
});

describe("docs/conformance.md", () => {
  const docs = readFileSync(join(root, "docs/conformance.md"), "utf8");
  const section = (title: string) => docs.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? "";
  /** "reason:", then the tests, one a line */
  const listed = (title: string) =>
    [...section(title).matchAll(/^(.+):\n\n((?:- `.*`\n)+)/gm)].map(([, reason, lines]) => ({
      reason: reason.replace(/`/g, ""),
      tests: [...lines.matchAll(/`(.*)`/g)].map(([, name]) => name),
    }));
  const capital = (text: string) => text[0].toUpperCase() + text.slice(1);

  it("has the figures that were recorded", () => {
    const figures = readFigures();
    expect(figures.length).toBeGreaterThan(0);
    expect(section("Figures")).toContain(`\n\n${figuresTable(figures)}\n\n`);
  });

  it("is quoted by the README as it is", () => {
    const [{ counts }] = readFigures();
    const row = readFileSync(join(root, "README.md"), "utf8").split("\n").find((line) => line.startsWith("| test262 "))!;
    expect(row.split(" | ")[1]).toBe(percent(counts.passed, counts.selected - counts.dropped));
  });

  it("lists the ceilings", () => {
    expect(listed("At the ceiling")).toEqual(ceilings.map(({ reason, tests }: { reason: string; tests: string[] }) => ({ reason: capital(reason), tests })));
  });

  it("lists every known miss", () => {
    const byTest = listed("Known misses").flatMap(({ reason, tests }) => tests.map((name) => [name, reason]));
    const expected = Object.entries(known as Record<string, string>).map(([name, reason]) => [name, capital(reason)]);
    expect(byTest.sort()).toEqual(expected.sort());
  });
});
