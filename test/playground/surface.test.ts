// What is around the columns: sharing, options, comparing, fixtures, themes, keyboard, screen readers, no network.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { fulfilled, loadModule, readFixtures, traceOf, type FixtureModule, type FixtureOptions } from "../fixtures.js";
import { createTrace } from "../trace.js";
import { choose, part, verdict, visits, write } from "./browser.js";

const { open } = visits();
const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** With the clipboard that a user has. */
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

const PROGRAM = `function* letters(text) {
  "use coroutine";
  for (const letter of text) yield letter;
}
export const subject = () => letters("ab");
export default () => console.log([...letters("abc")]);
`;

it("a link brings everything back: text, options, breakpoints, commands, and the step", async () => {
  const page = await open("", CLIPBOARD);
  await choose(page, "two-way-send");
  await write(page, PROGRAM);
  await part(page, "badge").getByText("1 events equal").waitFor();
  await part(page, "options").getByLabel("debug tables").check();
  await part(page, "graph").locator('[data-state="2"]').focus();
  await page.keyboard.press("b");
  await part(page, "drive").getByRole("button", { name: "next(…)" }).click();
  await part(page, "timeline").getByText("next() →").first().waitFor();
  await verdict(page);
  await page.keyboard.press("F10");
  await page.keyboard.press("F10");
  await part(page, "position").getByText(/^3 /).waitFor();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("link copied").waitFor();
  const link = await clipboard(page);
  expect(link).toMatch(/#1\.[\w-]+$/);

  const other = await open(new URL(link).hash);
  await verdict(other);
  expect((await part(other, "source").locator(".cm-line").allTextContents()).join("\n")).toBe(PROGRAM);
  expect(await part(other, "options").getByLabel("debug tables").isChecked()).toBe(true);
  expect(await part(other, "graph").locator('.break[data-state="2"]').count()).toBe(1);
  expect(await part(other, "drive").locator(".commands").textContent()).toContain("next()");
  expect(await part(other, "position").textContent()).toMatch(/^3 /);
});

it("the address follows what is typed", async () => {
  const page = await open();
  await verdict(page);
  await write(page, PROGRAM);
  await page.waitForFunction(() => location.hash.length > 20);
  await page.reload();
  await part(page, "badge").getByText("1 events equal").waitFor();
});

it.each([
  ["#9.abc", "another version"],
  ["#1.abc", "damaged"],
])("a link like %s is refused, and says why", async (hash, reason) => {
  const page = await open(hash);
  await page.getByRole("alert").getByText(reason).waitFor();
  await verdict(page);
});

it("copies the program as a fixture, which passes as one", async () => {
  const page = await open("", CLIPBOARD);
  expect(await choose(page, "delegation")).toBe("7 events equal");
  await page.getByRole("button", { name: "Copy as fixture" }).click();
  await page.getByText("fixture, as a shell script, copied").waitFor();
  const folder = mkdtempSync(join(tmpdir(), "switchyard-"));
  try {
    execFileSync("sh", { input: await clipboard(page), cwd: folder, timeout: 10_000 });
    const read = (file: string) => readFileSync(join(folder, "fixtures/playground/exported", file), "utf8");
    const module = await loadModule<FixtureModule>("exported-from-playground", read("input.js"));
    expect(`${(await traceOf(module)).join("\n")}\n`).toBe(read("trace.txt"));
    expect(module.subject!(createTrace(String).probe, fulfilled)).toHaveProperty("next");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("options change the machine, and the phases are shown", async () => {
  const page = await open();
  await choose(page, "two-way-send");
  const machine = () => part(page, "machine").textContent();
  const options = part(page, "options");
  await options.getByLabel("Target").selectOption("global");
  await expect.poll(machine).toContain("Switchyard");
  expect(await verdict(page)).toBe("7 events equal");
  await options.getByLabel("Target").selectOption("inline");
  await expect.poll(machine).not.toContain("Switchyard");
  expect(await verdict(page)).toBe("7 events equal");
  await options.getByLabel("Target").selectOption("import");
  await options.getByLabel("optimizer").uncheck();
  expect(await verdict(page)).toBe("7 events equal");
  await options.getByLabel("optimizer").check();
  await options.getByText("Phase by phase").click();
  const passes = part(page, "passes");
  await passes.getByText("optimize: after merge").click();
  await passes.getByRole("img", { name: "after merge" }).waitFor();
  expect(await passes.locator("summary").allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining("lower"), expect.stringContaining("spill"), expect.stringContaining("build")]));
  await options.getByLabel("Mode").selectOption("all");
  expect(await verdict(page)).toBe("7 events equal");
});

it("compares with Babel's regenerator, which is loaded then", async () => {
  const page = await open();
  await choose(page, "pipeline");
  const requested = page.waitForRequest(/babel-[\w-]+\.js$/);
  await part(page, "compare").getByRole("button").click();
  await requested;
  const table = part(page, "compare").locator("tbody tr");
  await table.first().waitFor();
  const rows = await table.evaluateAll((all) => all.map((row) => Array.from(row.children, (cell) => cell.textContent!)));
  expect(rows.map(([name]) => name)).toEqual(["none (native)", "switchyard", "Babel's regenerator"]);
  for (const [name, bytes, gzipped, states, time] of rows) {
    expect(Number(/^([\d.]+) µs$/.exec(time)?.[1]), `${name}: ${time}`).toBeGreaterThan(0);
    if (name !== "none (native)") expect([bytes, gzipped, states].map(Number).every((count) => count > 5), `${name} ${bytes} ${gzipped} ${states}`).toBe(true);
  }
  const broken = await table.locator("td").evaluateAll((cells) => cells.filter((cell) => cell.clientHeight > 30 && cell.parentElement!.firstElementChild!.clientHeight < 30).map((cell) => cell.textContent));
  expect(broken, "numbers that do not fit into their cells").toEqual([]);
  await part(page, "compare").getByText("Babel's output").click();
  expect(await part(page, "compare").locator("pre").textContent()).toContain("regenerator");
});

/** More than a browser has, or the compiler. */
const needsMore = ({ todo, presets, lowered, parserPlugins }: FixtureOptions) => [todo, presets, lowered, parserPlugins].some(Boolean);

it("runs the compiler's fixtures", async () => {
  const page = await open();
  await verdict(page);
  const plain = readFixtures().filter(({ input, name, options, source }) => input === "input.js" && !name.startsWith("diagnostics/") && !needsMore(options) && !/process|Symbol\.dispose/.test(source));
  const some = plain.filter((_, index) => index % 60 === 7);
  expect(some.length).toBeGreaterThan(5);
  for (const { name } of some) {
    await part(page, "fixtures").fill(name);
    await page.locator(`main[data-origin="fixtures/${name}"][data-run="done"]`).waitFor();
    expect(await verdict(page), name).toMatch(/^\d+ events equal$/);
    expect(await part(page, "error").locator("summary").count(), name).toBe(0);
  }
});

it("makes functions into methods, as the fixtures about them ask", async () => {
  const page = await open();
  await part(page, "fixtures").fill("shape/names");
  await page.locator('main[data-origin="fixtures/shape/names"][data-run="done"]').waitFor();
  const shape = part(page, "options").getByLabel("Shape");
  expect(await shape.inputValue()).toBe("method");
  expect(await verdict(page)).toMatch(/^\d+ events equal$/);
  await expect.poll(() => part(page, "machine").textContent()).toContain("withPrototype");
  await shape.selectOption("function");
  await expect.poll(() => part(page, "machine").textContent()).not.toContain("withPrototype");
});

it.each([1400, 390])("axe finds nothing to complain of, light or dark, %i pixels wide", async (width) => {
  const page = await open("", { viewport: { width, height: 900 } });
  await choose(page, "worker-pool");
  await page.getByLabel("Step of the run").fill("30");
  await part(page, "options").getByText("Phase by phase").click();
  await part(page, "passes").locator("summary").first().waitFor();
  await page.evaluate(axeSource);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Dark" }).click();
  expect(await violations(page)).toEqual([]);
  await write(page, "function* f() { \"use corutine\"; yield 1; }\n");
  await part(page, "error").locator("summary").first().waitFor();
  expect(await violations(page)).toEqual([]);
});

function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  });
}

it("fits a phone: nothing is wider than the page", async () => {
  const page = await open("", { viewport: { width: 360, height: 740 } });
  await choose(page, "worker-pool");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

it("follows the system's theme, until one is chosen", async () => {
  const page = await open("", { colorScheme: "dark" });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe("dark");
  await page.getByRole("button", { name: "Light" }).click();
  expect(await theme()).toBe("light");
  await page.reload();
  await verdict(page);
  expect(await theme()).toBe("light");
});

it("can be used from the keyboard alone", async () => {
  const page = await open();
  await verdict(page);
  const reached = new Set<string>();
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => {
      const at = document.activeElement!;
      const of = at.closest("[data-part]")?.getAttribute("data-part") ?? "page";
      return `${of}: ${at.getAttribute("aria-label") ?? at.textContent!.slice(0, 20)}`;
    }));
    if ([...reached].some((one) => one.startsWith("compare"))) break;
  }
  const parts = new Set([...reached].map((one) => one.split(":")[0]));
  for (const name of ["examples", "source", "machine", "graph", "page", "timeline", "inspector", "lanes", "drive", "options", "compare"]) expect([...parts], [...reached].join("\n")).toContain(name);
});

it("tells every step to a screen reader", async () => {
  const page = await open();
  await choose(page, "two-way-send");
  const log = part(page, "log");
  expect(await log.getAttribute("aria-live")).toBe("polite");
  await page.keyboard.press("F10");
  await log.getByText("2: coroutine #0 is at case 0").waitFor();
  expect(await page.getByLabel("Step of the run").getAttribute("aria-valuetext")).toBe("coroutine #0 is at case 0");
});

it("needs no network once it has loaded", async () => {
  const page = await open("", { serviceWorkers: "allow" });
  await verdict(page);
  await page.locator('html[data-offline="ready"]').waitFor();
  await page.context().setOffline(true);
  await page.reload();
  expect(await choose(page, "pipeline")).toBe("11 events equal");
  await write(page, PROGRAM);
  await part(page, "badge").getByText("1 events equal").waitFor();
  await part(page, "compare").getByRole("button").click();
  await part(page, "compare").locator("tbody tr").first().waitFor();
});
