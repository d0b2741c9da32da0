// A user's project: a folder outside this repository, with packages linked into its node_modules.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { root } from "./fixtures.js";

/** Writes the files, by their paths; the folder goes when the test file is through. */
export function createProject(files: Record<string, string>, links: Record<string, string> = { "babel-plugin-switchyard": root }): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "switchyard-")));
  folders.push(folder);
  for (const [name, content] of Object.entries({ "package.json": "{}", ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  for (const [name, target] of Object.entries(links)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
  return folder;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
