// The assumption `patchedPromise`, with the library that needs it: zone.js replaces Promise, and follows a call through its
// awaits only if they go through what it put there. It patches its process for good, so each run has one of its own.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

const PROGRAM = `
require("zone.js");
const where = () => Zone.current.name;
async function once() { await null; return where(); }
async function often(log) { for (let i = 0; i < 3; i++) { await i; log.push(where()); } return log; }
async function caught() { try { await Promise.reject(1); } catch { return where(); } }
async function* stream() { await 1; yield where(); await 2; yield where(); }
async function all() {
  const seen = [await once(), ...(await often([])), await caught()];
  for await (const name of stream()) seen.push(name, where());
  return seen;
}
Zone.current.fork({ name: "mine" }).run(async () => {
  all().then((seen) => console.log(JSON.stringify(seen)));
});
`;

function zonesOf(name: string, assumptions: { patchedPromise?: boolean }): string[] {
  const folder = fileURLToPath(new URL("../.fixtures", import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `zone-${name}.cjs`);
  writeFileSync(file, compile(PROGRAM, { mode: "all", sourceType: "script", assumptions }).code!);
  return JSON.parse(execFileSync(process.execPath, [file], { encoding: "utf8", timeout: 20_000 }));
}

describe("zone.js", () => {
  it("follows async functions and async generators with the assumption", () => {
    const seen = zonesOf("followed", { patchedPromise: true });
    expect(seen).toHaveLength(9);
    expect(new Set(seen)).toEqual(new Set(["mine"]));
  });

  it("loses them without, as it loses native ones: await does not look at a patched then", () => {
    expect(new Set(zonesOf("lost", {}))).toEqual(new Set(["<root>"]));
  });
});
