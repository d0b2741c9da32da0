// The command as users run it: the built file, in a folder of its own.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { root } from "./fixtures.js";

const command = join(root, "dist/cli.js");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

let folder: string;
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "switchyard-cli-"));
  for (const name of ["node_modules", ".hidden", "inner", "out"]) mkdirSync(join(folder, name));
  write("good.js", 'export function* good(n) {\n  "use coroutine";\n  yield n;\n}\n');
  write("inner/typed.ts", 'export function* typed(n: number) {\n  "use coroutine";\n  yield <number>n;\n}\n');
  write("inner/typed.d.ts", "declare function (\n");
  write("inner/page.tsx", 'export function* page(n: number) {\n  "use coroutine";\n  yield <p>{n as number}</p>;\n}\n');
  write("inner/plain.cjs", 'exports.f = function* plain() {\n  "use coroutine";\n  yield <b/>;\n  with ({}) ;\n};\n');
  write("inner/notes.txt", "function* (\n");
  const refused = 'export function* colours() {\n  "use coroutine";\n  namespace Colour { export const Red = 1; }\n  yield Colour.Red;\n}\n';
  write("bad.ts", `${refused}export async function fine(n: number) {\n  "use coroutine";\n  return await n;\n}\n`);
  write("broken.js", "const fine = 1;\nfunction* (\n");
  for (const name of ["node_modules/dependency.js", ".hidden/hidden.js"]) write(name, "function* (\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
}

it("the built file begins as a command does, and has no Babel in it", () => {
  const code = readFileSync(command, "utf8");
  expect(code.split("\n")[0]).toBe("#!/usr/bin/env node");
  expect(code).not.toContain("BABEL_PARSER_SYNTAX_ERROR");
});

it("check lists what is compiled, and succeeds", () => {
  const { status, stdout, stderr } = run("check", "good.js", "inner/typed.ts", "good.js");
  expect(stdout).toBe("compiled  good.js:1 good\ncompiled  inner/typed.ts:1 typed\n2 compiled in 2 files\n");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

it("check of a folder reads each file by its ending, and passes over what is no source", () => {
  const { stdout, status } = run("check", "inner");
  expect(stdout).toContain("compiled  inner/page.tsx:1 page\n");
  expect(stdout).toContain("compiled  inner/typed.ts:1 typed\n");
  expect(stdout).toMatch(/compiled {2}inner\/plain\.cjs:1 plain\n\ninner\/plain\.cjs:1:\d+ info SY202/);
  expect(stdout).toMatch(/\n3 compiled in 3 files\n$/);
  expect(status).toBe(0);
});

it("files of CommonJS may return at their top, and what is TypeScript may import", () => {
  write("early.cjs", 'if (!process.env.LOAD_ALL) exports.f = f;\nreturn new.target;\nfunction* f() {\n  "use coroutine";\n  yield 1;\n}\n');
  write("typed.cts", 'import path = require("node:path");\nimport { join } from "node:path";\nexport function* f() {\n  "use coroutine";\n  yield join(path.sep);\n}\n');
  expect(run("check", "early.cjs", "typed.cts").stdout).toBe("compiled  early.cjs:3 f\ncompiled  typed.cts:3 f\n2 compiled in 2 files\n");
  const { status, stdout } = run("compile", "early.cjs", "--runtime", "inline");
  expect(status).toBe(0);
  expect(stdout).toContain("function f$step(");
  const module = { exports: {} as { f?(): Generator } };
  new Function("module", "exports", "require", stdout)(module, module.exports, null);
  expect([...module.exports.f!()]).toEqual([1]);
});

it("check shows every refusal with its way out, and every file that does not parse, and fails", () => {
  const { status, stdout } = run("check");
  expect(stdout).toContain("\nrefused   bad.ts:3 colours\n\nbad.ts:3:3 error SY203: colours contains ");
  expect(stdout).toMatch(/\n> 3 \| {3}namespace Colour.*\n {2}way out: /s);
  expect(stdout).toContain("compiled  bad.ts:6 fine\n");
  expect(stdout).toMatch(/unread {4}broken\.js\n\n.*broken\.js: Unexpected token \(2:10\)/);
  expect(stdout).toMatch(/\n5 compiled in 6 files; 2 files with errors\n$/);
  expect(status).toBe(1);
  expect(run("check", "bad.ts").status).toBe(1);
  expect(run("check", "broken.js").status).toBe(1);
});

it("check --json says the same as data", () => {
  const { status, stdout } = run("check", "--json", "bad.ts", "broken.js");
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toEqual([
    {
      file: "bad.ts",
      error: null,
      functions: [{ name: "fine", kind: "async", line: 6 }],
      diagnostics: [
        {
          code: "SY203",
          severity: "error",
          function: "colours",
          line: 3,
          message: expect.stringContaining("colours contains "),
          hint: expect.stringContaining("use no coroutine"),
          rendered: expect.stringContaining("> 3 |   namespace Colour {"),
        },
      ],
    },
    { file: "broken.js", error: expect.stringContaining("Unexpected token (2:10)"), functions: [], diagnostics: [] },
  ]);
});

it("check --mode all compiles what is not annotated", () => {
  write("plain.mjs", "function* plain() {}\nconst later = async () => {};\nasync function* stream() {}\nfunction ordinary() {}\n");
  expect(run("check", "plain.mjs")).toMatchObject({ status: 0, stdout: "0 compiled in 1 file\n" });
  const lines = ["compiled  plain.mjs:1 plain", "compiled  plain.mjs:2 later", "compiled  plain.mjs:3 stream", "3 compiled in 1 file", ""];
  expect(run("check", "--mode", "all", "plain.mjs").stdout).toBe(lines.join("\n"));
});

it("compile prints the output", () => {
  const { status, stdout, stderr } = run("compile", "good.js");
  expect(stdout).toContain('from "babel-plugin-switchyard/runtime"');
  expect(stdout).toContain("function good$step(frame, mode, value)");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { stdout: global } = run("compile", "good.js", "--runtime", "global");
  expect(global).toContain("Switchyard.runtime");
  expect(global).not.toContain("babel-plugin-switchyard/runtime");
});

it("compile -o writes the output, and a map that finds the source from there", () => {
  expect(run("compile", "good.js", "-o", "out/good.out.js")).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(read("out/good.out.js")).toBe(`${run("compile", "good.js").stdout}//# sourceMappingURL=good.out.js.map\n`);
  const map = JSON.parse(read("out/good.out.js.map"));
  expect(map).toMatchObject({ version: 3, file: "good.out.js", sources: ["../good.js"] });
  expect(map.sourcesContent).toEqual([read("good.js")]);
  expect(map.mappings.length).toBeGreaterThan(20);
});

it("compile writes nothing for a file with a refused function, a syntax error, or without a file", () => {
  const refused = run("compile", "bad.ts", "-o", "out/bad.js");
  expect(refused).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("bad.ts:3:3 error SY203") });
  expect(existsSync(join(folder, "out/bad.js"))).toBe(false);
  const broken = run("compile", "broken.js");
  expect(broken).toMatchObject({ status: 1, stdout: "" });
  expect(broken.stderr).toMatch(/^switchyard: .*broken\.js: Unexpected token \(2:10\)/);
  expect(broken.stderr).not.toMatch(/\n {4}at /);
  const missing = run("compile", "missing.js");
  expect(missing.status).toBe(1);
  expect(missing.stderr).toMatch(/^switchyard: ENOENT.*missing\.js'\n$/);
});

it("graph draws", () => {
  const { status, stdout } = run("graph", "good.js", "--format", "mermaid");
  expect(stdout).toMatch(/^%% good\nflowchart TD\n {2}start\(\("good"\)\) --> b0\n/);
  expect(stdout).toContain(' b0(["0<br/>yield n"])\n');
  expect(stdout).toMatch(/ b0 -\.->\|resume\| b\d+\n/);
  expect(status).toBe(0);
  expect(run("graph", "good.js").stdout).toBe(stdout);
});

it("graph --format json gives data", () => {
  const { status, stdout } = run("graph", "good.js", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject([
    {
      version: 1,
      name: "good",
      blocks: expect.arrayContaining([expect.objectContaining({ id: 0 })]),
      suspensions: [{ op: "yield", label: expect.stringMatching(/^suspend-\w+$/), line: 3, column: 2, live: [] }],
      slots: { names: ["n"] },
    },
  ]);
  expect(status).toBe(0);
});

it("graph --function takes one, and names what there is", () => {
  write("two.js", `${read("good.js")}function* other() {\n  "use coroutine";\n}\n`);
  expect(run("graph", "two.js").stdout).toMatch(/%% good\n.*%% other\n/s);
  const { stdout } = run("graph", "two.js", "--function", "other");
  expect(stdout).toMatch(/^%% other\n/);
  expect(stdout).not.toContain("good");
  const unknown = run("graph", "two.js", "--function", "god");
  expect(unknown).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("there are: good, other") });
});

it("graph --mode all draws what is not annotated", () => {
  write("plain.mjs", "function* plain() {\n  yield 1;\n}\nfunction ordinary() {}\n");
  expect(run("graph", "plain.mjs")).toMatchObject({ status: 1, stdout: "", stderr: "switchyard: no function was compiled\n" });
  const { status, stdout } = run("graph", "plain.mjs", "--mode", "all");
  expect(stdout).toMatch(/^%% plain\nflowchart TD\n/);
  expect(stdout).not.toContain("ordinary");
  expect(status).toBe(0);
});

it("graph shows what compiles of a file, and says what does not", () => {
  const { stdout, stderr } = run("graph", "bad.ts");
  expect(stdout).toMatch(/^%% fine\n/);
  expect(stderr).toContain("SY203");
});

it.each([
  [["chek"], /there is no command "chek"; did you mean "check"\?/],
  [["frobnicate"], /there is no command "frobnicate"\n/],
  [["toString"], /there is no command "toString"\n/],
  [["--verbose"], /there is no command "--verbose"/],
  [[], /^switchyard check \[PATHS\]/],
  [["check", "--jsn"], /Unknown option '--jsn'.*\n\nswitchyard check \[PATHS\]/s],
  [["check", "--mode", "some"], /^switchyard: option "mode" must be "annotated" or "all", and is "some"\n$/],
  [["check", "--mode"], /'--mode <value>' argument missing/],
  [["compile"], /compile takes one file/],
  [["compile", "good.js", "bad.ts"], /compile takes one file/],
  [["compile", "good.js", "--runtime", "inlined"], /^switchyard: option "runtime" must be .*, and is "inlined"\n$/],
  [["compile", "good.js", "--json"], /Unknown option '--json'/],
  [["graph"], /graph takes one file/],
  [["graph", "good.js", "--mode", "some"], /^switchyard: option "mode" must be "annotated" or "all", and is "some"\n$/],
  [["graph", "good.js", "--format", "svg"], /--format mermaid or json/],
])("%j makes no sense, which is said", (args, message) => {
  const { status, stdout, stderr } = run(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n {4}at /);
});

it("--help and --version", () => {
  for (const args of [["--help"], ["-h"], ["check", "--help"]]) {
    const help = expect.stringContaining("switchyard graph FILE [--function NAME]");
    expect(run(...args)).toEqual({ status: 0, stderr: "", stdout: help });
  }
  expect(run("--version")).toEqual({ status: 0, stderr: "", stdout: `${version}\n` });
});

it("without @babel/core it says what to install, and helps all the same", () => {
  const bare = join(folder, "bare");
  cpSync(join(root, "dist"), join(bare, "dist"), { recursive: true });
  cpSync(join(root, "package.json"), join(bare, "package.json"));
  const runBare = (...args: string[]) => {
    const bareCommand = [join(bare, "dist/cli.js"), ...args];
    const { status, stderr } = spawnSync(process.execPath, bareCommand, { cwd: folder, encoding: "utf8" });
    return { status, stderr };
  };
  const advice = "switchyard: @babel/core is not installed; npm install --save-dev @babel/core\n";
  expect(runBare("check", "good.js")).toEqual({ status: 1, stderr: advice });
  expect(runBare("--help")).toEqual({ status: 0, stderr: "" });
});

it("check reports a file that is missing or nested too deep beside the rest, and takes decorators", () => {
  write("deep.js", `export function* deep(a) {\n  "use coroutine";\n  yield ${Array(20_000).fill("a").join(" + ")};\n}\n`);
  write("decorated.ts", 'class Store {\n  @log async load(@inject() key: string) {\n    "use coroutine";\n    return await key;\n  }\n}\n');
  const { status, stdout, stderr } = run("check", "missing.js", "deep.js", "decorated.ts", "./good.js", "good.js");
  expect(stdout).toMatch(/unread {4}missing\.js\n/);
  expect(stdout).toMatch(/unread {4}deep\.js\n/);
  expect(stdout).toContain("compiled  decorated.ts:2 load\n");
  expect(stdout).toContain("2 compiled in 4 files; 2 files with errors\n");
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
});

it("compile does not write over its source", () => {
  const before = read("good.js");
  const { status, stderr } = run("compile", "good.js", "-o", "./good.js");
  expect({ status, stderr }).toEqual({ status: 2, stderr: "switchyard: -o names the source itself\n" });
  expect(read("good.js")).toBe(before);
});

it("graph says by its exit code that something was refused, and what there is not", () => {
  expect(run("graph", "bad.ts")).toMatchObject({ status: 1, stdout: expect.stringContaining("%% fine") });
  write("none.js", "export const a = 1;\n");
  expect(run("graph", "none.js")).toMatchObject({ status: 1, stderr: "switchyard: no function was compiled\n" });
});
