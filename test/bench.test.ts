// Does every workload compile with every compiler, and give what it gives natively? With few iterations: nothing is measured.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { root } from "./fixtures.js";

interface Row {
  id: string;
  workload: string;
  run: string;
  size: number;
  count: number | null;
  without: string[];
}

const load = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(root, "bench", name)).href);
const { runProcess, withPrograms } = await load("measure/run.mjs");
const { delegationRow, heapRows, taskRows, timeRows, verdict } = await load("table.mjs");
const { compilers } = await load("programs/compilers.mjs");

const once = { copies: 1, heat: 1 };
const few = ({ size }: Row) => Math.min(size, 8);

/** Rows that share their programs. */
const groups = new Map<string, Row[]>();
for (const row of timeRows as Row[]) {
  const key = [row.workload, row.count, ...row.without].join(" ");
  groups.set(key, [...(groups.get(key) ?? []), row]);
}

describe("workloads", () => {
  for (const [key, rows] of groups) {
    it(`${key}: all programs give the same`, { timeout: 60_000 }, async () => {
      const expected = Object.keys(compilers).filter((name) => !rows[0].without.includes(name));
      const runs = rows.map((row) => ({ run: row.run, size: few(row) }));
      const results = await withPrograms(rows[0], (programs: object) => runProcess(process.execPath, [], "results.mjs", { programs, runs }), once);
      for (const { run } of rows) {
        const { native, ...others } = results[run];
        expect(native, run).not.toBeUndefined();
        expect(Object.keys(others)).toEqual(expect.arrayContaining(expected));
        for (const [name, result] of Object.entries(others)) expect(result, `${run}, ${name}`).toEqual(native);
      }
    });
  }

  it("rows of one workload have names of their own", () => {
    const ids = [...timeRows, ...heapRows, ...taskRows, delegationRow].map(({ id }: Row) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("measuring", () => {
  it("times every program of a row", { timeout: 60_000 }, async () => {
    const { run } = delegationRow;
    const task = { run, size: { depth: 3, items: 5 }, rounds: 2, warmUp: 1, from: "job" };
    const times = await withPrograms(delegationRow, (programs: object) => runProcess(process.execPath, [], "rounds.mjs", { programs, ...task }), once);
    expect(Object.keys(times)).toEqual(["native", ...Object.keys(compilers)]);
    for (const list of Object.values(times)) expect(list).toHaveLength(2);
  });

  it("says whose code takes the time", { timeout: 60_000 }, async () => {
    const row = (timeRows as Row[]).find(({ id }) => id === "captured/captureReassigned")!;
    const runtime = pathToFileURL(join(root, "dist/runtime.js")).href;
    const task = { run: row.run, size: 20_000, from: "event", warmUp: 2, ms: 2_000, runtime };
    const profile = await withPrograms(row, ({ switchyard }: Record<string, string>) => runProcess(process.execPath, [], "profile.mjs", { ...task, program: switchyard }), once);
    const shares: number[] = Object.values(profile.shares);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 6);
    expect(profile.shares.program).toBeGreaterThan(0.1);
    expect(profile.collections).toBeGreaterThan(0);
    // Engines may make `consume` a part of its caller, and then say that it is the caller's time.
    const names: string[] = profile.functions.map(({ name }: { name: string }) => name);
    expect(names.filter((name) => name === "consume" || name === "captureReassigned")).not.toEqual([]);
    const named = profile.functions.map(({ share }: { share: number }) => share).reduce((sum: number, share: number) => sum + share);
    expect(named).toBeLessThanOrEqual(profile.shares.program + (profile.shares.runtime ?? 0) + 1e-9);
  });

  it("counts the bytes of an activation", { timeout: 60_000 }, async () => {
    const [{ run }] = heapRows;
    const task = { run, count: 500 };
    const bytes = await withPrograms(heapRows[0], (programs: object) => runProcess(process.execPath, ["--expose-gc"], "bytes.mjs", { programs, ...task }), once);
    expect(Object.keys(bytes)).toEqual(["native", ...Object.keys(compilers)]);
  });

  it("takes the time and the memory of tasks, which give the same on promises and on the scheduler", { timeout: 60_000 }, async () => {
    const scheduler = pathToFileURL(join(root, "dist/scheduler.js")).href;
    for (const row of taskRows) {
      const results = await withPrograms(row, async (programs: Record<string, string>) => {
        const task = { run: row.run, size: 50, times: 1 };
        const measured = (program: string | undefined, scheduler: string | null) => runProcess(process.execPath, ["--expose-gc"], "tasks.mjs", { ...task, program, scheduler });
        return [await measured(programs.native, null), await measured(programs.switchyard, scheduler)];
      }, once);
      expect(results[1].result, row.run).toBe(results[0].result);
      for (const { microseconds } of results) expect(microseconds).toBeGreaterThan(0);
    }
  });

  it("judges a figure", () => {
    const goal = { must: 1, aim: 0.5 };
    expect([0.4, 0.5, 0.9, 1, 1.1].map((value) => verdict(value, goal, "20.1.0"))).toEqual(["aim", "aim", "must", "must", "miss"]);
    expect([1.1, 1.3, 1.31].map((value) => verdict(value, goal, "26.0.0"))).toEqual(["must", "must", "miss"]);
    expect(verdict(1, { must: null, aim: null }, "20.1.0")).toBe(null);
  });
});
