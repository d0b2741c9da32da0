// The command as users run it: the built file, in a folder of its own.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./fixtures.js";

const folder = mkdtempSync(join(tmpdir(), "switchyard-cli-"));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
mkdirSync(join(folder, "node_modules"));
write("good.js", 'export function* good(n) {\n  "use coroutine";\n  yield n;\n}\n');
write("typed.ts", 'export function* typed(n: number): Generator<number> {\n  "use coroutine";\n  yield n as number;\n}\n');
write("bad.js", 'export async function later() {\n  "use coroutine";\n}\nexport function* fine() {\n  "use coroutine";\n  yield;\n}\n');
write("broken.js", "function* (\n");
write("node_modules/dependency.js", 'function* dependency() { "use coroutine"; }\n');

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/cli.js"), ...args], { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
};

it("check lists what is compiled, and succeeds", () => {
  const { status, stdout } = run("check", "good.js", "typed.ts");
  expect(stdout).toMatch(/compiled {2}good\.js:1 good\ncompiled {2}typed\.ts:1 typed\n2 compiled in 2 files/);
  expect(status).toBe(0);
});

it("check of a folder shows every refusal with its way out, passes over node_modules, and fails", () => {
  const { status, stdout } = run("check");
  expect(stdout).toMatch(/bad\.js:1:8 error SY301.*way out/s);
  expect(stdout).toContain("compiled  bad.js:4 fine");
  expect(stdout).toMatch(/unread .*broken\.js: Unexpected token \(1:10\)/);
  expect(stdout).toContain("3 compiled in 4 files; 2 files with errors");
  expect(stdout).not.toContain("dependency");
  expect(status).toBe(1);
});

it("check --json says the same as data", () => {
  const reports = JSON.parse(run("check", "--json", "bad.js").stdout);
  expect(reports).toMatchObject([
    { file: "bad.js", error: null, functions: [{ name: "fine", kind: "generator", line: 4 }], diagnostics: [{ code: "SY301", function: "later", line: 1 }] },
  ]);
});

it("check --mode all compiles what is not annotated", () => {
  write("plain.js", "function* plain() {}\n");
  expect(run("check", "plain.js").stdout).toContain("0 compiled");
  expect(run("check", "--mode", "all", "plain.js").stdout).toContain("compiled  plain.js:1 plain");
});

it("compile prints the output, or writes it with its map", () => {
  const printed = run("compile", "good.js");
  expect(printed.stdout).toContain("function good$step(frame, mode, value)");
  expect(run("compile", "good.js", "-o", "out.js").status).toBe(0);
  const written = readFileSync(join(folder, "out.js"), "utf8");
  expect(written).toBe(`${printed.stdout}//# sourceMappingURL=out.js.map\n`);
  expect(JSON.parse(readFileSync(join(folder, "out.js.map"), "utf8"))).toMatchObject({ version: 3, sources: ["good.js"] });
  expect(run("compile", "good.js", "--runtime", "global").stdout).toContain("Switchyard.runtime");
});

it("compile writes nothing for a file with a refused function", () => {
  const { status, stdout, stderr } = run("compile", "bad.js");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("SY301");
});

it("graph draws, and gives data", () => {
  expect(run("graph", "good.js").stdout).toMatch(/^%% good\nflowchart TD\n.*yield n.*-\.->\|resume\|/s);
  const [graph] = JSON.parse(run("graph", "good.js", "--format", "json").stdout);
  expect(graph).toMatchObject({ version: 1, name: "good", suspensions: [{ op: "yield", line: 3, column: 2 }], slots: { names: ["n"] } });
  expect(run("graph", "good.js", "--function", "god")).toMatchObject({ status: 1, stderr: expect.stringContaining("there are: good") });
});

it("what makes no sense is said, with another exit code", () => {
  expect(run("chek")).toMatchObject({ status: 2, stderr: expect.stringContaining('no command "chek"') });
  expect(run("check", "--jsn")).toMatchObject({ status: 2, stderr: expect.stringContaining("--jsn") });
  expect(run("compile")).toMatchObject({ status: 2 });
  expect(run("compile", "good.js", "--runtime", "inlined")).toMatchObject({ status: 1, stderr: expect.stringContaining('"import" or "global"') });
  expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("switchyard graph FILE") });
});
