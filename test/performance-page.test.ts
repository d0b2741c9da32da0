// Do the page of figures and the README say what was measured? Both are made of the files of results.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { root } from "./fixtures.js";

const load = (name: string) => import(/* @vite-ignore */ pathToFileURL(join(root, "bench", name)).href);
const read = (path: string) => readFileSync(join(root, path), "utf8");

const { readResults } = await load("results.mjs");
const { performancePage } = await load("page/performance.mjs");
const { withFigures, readmeFigures } = await load("page/readme.mjs");
const { goals, missed } = await load("page/goals.mjs");
const { limits } = await load("limits.mjs");

const results = readResults();

describe("figures", () => {
  it("there are some, of more than one version of Node", () => {
    expect(results.length).toBeGreaterThan(1);
  });

  it("docs/performance.md is what node bench/render.mjs makes of them", () => {
    expect(read("docs/performance.md")).toBe(performancePage(results));
  });

  it("README.md quotes them as they are", () => {
    const readme = read("README.md");
    expect(readme).toBe(withFigures(readme, results));
    for (const line of readmeFigures(results).split("\n")) expect(readme.split("\n")).toContain(line);
  });

  it("the page has a section for every goal that is missed", () => {
    for (const { title } of missed(results)) expect(read("docs/performance.md")).toContain(`### ${title}\n`);
  });

  it("what is explained is a goal", () => {
    const ids = goals.map((goal: { id: string }) => goal.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of Object.keys(limits)) expect(ids).toContain(id);
  });
});
