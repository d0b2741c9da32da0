// The page in Chromium: the columns, the run, errors, and what is loaded first.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { beforeAll, expect, inject, it } from "vitest";
import { choose, part, verdict, visits, write } from "./browser.js";

const { open } = visits();

let page: Page;
beforeAll(async () => {
  page = await open();
  await verdict(page);
});

const COUNTDOWN = `export default () => {
  function* countdown(n) {
    "use coroutine";
    while (n > 0) yield n--;
    return "go";
  }
  for (const n of countdown(3)) console.log(n);
};
`;

it("shows the first example in three columns, and both runs of it are equal", async () => {
  expect(await verdict(page)).toMatch(/^[1-9]\d* events equal$/);
  expect(await part(page, "source").textContent()).toContain("yield i");
  expect(await part(page, "machine").textContent()).toContain("switch");
  expect(await part(page, "graph").locator("[data-block]").count()).toBeGreaterThan(2);
  expect(await part(page, "timeline").locator("tbody tr").count()).toBeGreaterThan(3);
  expect(await part(page, "examples").locator("option").count()).toBeGreaterThanOrEqual(10);
});

it("compiles and runs what is typed", async () => {
  await write(page, COUNTDOWN);
  await part(page, "badge").getByText("3 events equal").waitFor();
  expect(await part(page, "machine").textContent()).toContain("countdown$step");
  expect(await part(page, "timeline").locator("tbody tr").allTextContents()).toEqual(["133", "222", "311"]);
});

it("shows what the compiler refuses where it stands, with the way out", async () => {
  await write(page, COUNTDOWN.replace("use coroutine", "use corutine"));
  const error = part(page, "error");
  await error.getByText("SY", { exact: false }).first().waitFor();
  expect(await error.textContent()).toContain('the annotations are "use coroutine" and');
  expect(await error.locator("pre").textContent()).toContain('> 3 |     "use corutine";');
  expect(await page.locator(".cm-lintRange-error, .cm-lintRange-warning").count()).toBeGreaterThan(0);
  await write(page, COUNTDOWN);
  await part(page, "badge").getByText("3 events equal").waitFor();
  expect(await error.locator("summary").count()).toBe(0);
  await page.getByRole("button", { name: "Undo changes" }).click();
  await part(page, "badge").getByText("7 events equal").waitFor();
});

it("shows where a text does not parse", async () => {
  await write(page, "function* f() { yield ( }");
  await part(page, "error").getByText("Unexpected token").first().waitFor();
  expect(await verdict(page)).toBe("not run");
});

it("marks the first event at which the runs differ", async () => {
  // The one thing that a program is told: who it is.
  await write(page, `function* f() {\n  "use coroutine";\n  yield 1;\n}\nconsole.log("same");\nconsole.log(/use coroutine/.test(f.toString()));\n`);
  await part(page, "badge").getByText("differs at event 2").waitFor();
  expect(await part(page, "timeline").locator("tr.first").textContent()).toBe("2truefalse");
});

it("stops a program that never ends, and stays usable", async () => {
  await write(page, `function* f() {\n  "use coroutine";\n  while (true) yield 1;\n}\nconsole.log("before");\nfor (const _ of f());\n`);
  await part(page, "timeline").getByText("Machine: stopped").waitFor();
  expect(await verdict(page)).toBe("1 events equal");
  await write(page, COUNTDOWN);
  await part(page, "badge").getByText("3 events equal").waitFor();
});

it("loads at most 350 kB, gzipped, before the compiler", async () => {
  const first = await page.locator("script[src], link[href^='./assets']").evaluateAll((elements) => elements.map((one) => one.getAttribute("src") ?? one.getAttribute("href")!));
  const folder = inject("playgroundFolder");
  const size = ["index.html", ...first].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
  expect(first.length).toBeGreaterThan(1);
  expect(size).toBeLessThan(350_000);
  // And the compilers are there, in files of their own.
  const largest = Math.max(...readdirSync(join(folder, "assets")).map((file) => readFileSync(join(folder, "assets", file)).length));
  expect(largest).toBeGreaterThan(1_000_000);
});

it("shows on both sides that a rejection was not handled", async () => {
  await write(page, `async function late() {\n  "use coroutine";\n  await null;\n  throw new Error("too late");\n}\nexport default () => {\n  late();\n  console.log("begun");\n};\n`);
  await part(page, "badge").getByText("2 events equal").waitFor();
  expect(await part(page, "timeline").locator("tbody tr").last().textContent()).toMatch(/^2unhandled Error: too late.*unhandled Error: too late/);
  expect(await part(page, "timeline").locator(".ending").allTextContents()).toEqual([]);
});

it("compares an example with CPython until it is changed, and says what the left side is", async () => {
  await choose(page, "sleep");
  const left = part(page, "timeline").locator("th").nth(1);
  expect(await left.textContent()).toBe("CPython");
  const source = (await part(page, "source").locator(".cm-line").allTextContents()).join("\n");
  await write(page, source.replace(/\b200\b/, "250"));
  await part(page, "badge").getByText("nothing to compare").waitFor();
  expect(await left.textContent()).toBe("Native");
  await write(page, "console.log(1);\n");
  await part(page, "badge").getByText("1 events equal").waitFor();
  expect(await left.textContent()).toBe("Native");
});
