// A task is a thenable as Promises/A+ wants it; its tests run in a process of their own. What `then` returns is a promise of
// the host, so the clauses about that test the host. Those about what a promise is resolved with test the task, which
// returns it.

import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { root } from "../fixtures.js";

const CLI = "node_modules/promises-aplus-tests/lib/cli.js";

it("a task passes promises-aplus-tests", { timeout: 120_000 }, () => {
  const args = [CLI, "test/scheduler/aplus-adapter.mjs", "--reporter", "json", "--timeout", "10000"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", timeout: 110_000, maxBuffer: 2 ** 27 });
  const { stats, failures } = JSON.parse(stdout);
  expect(failures.map(({ fullTitle }: { fullTitle: string }) => fullTitle)).toEqual([]);
  expect(stats.passes).toBe(872);
});
