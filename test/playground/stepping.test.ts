// Pointing, stepping, breakpoints, what frames and queues show, and driving by hand.

import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { choose, part, verdict, visits, write } from "./browser.js";

const { open } = visits();

let page: Page;
beforeAll(async () => {
  page = await open();
});

const log = () => part(page, "log").textContent();
const button = (name: string) => page.getByRole("button", { name, exact: true });
const lineOf = (name: string, text: string) => part(page, name).locator(".cm-line", { hasText: text }).first();
/** Goes on until the log says something. */
async function stepTo(text: RegExp): Promise<void> {
  for (let step = 0; step < 200; step++) {
    if (text.test((await log())!)) return;
    await button("Step").click();
  }
  throw new Error(`no step says ${text}; the last one: ${await log()}`);
}

it("lights what belongs together, from each of the three columns", async () => {
  await choose(page, "two-way-send");
  const node = part(page, "graph").locator('[data-state="1"]');
  await node.hover();
  await part(page, "source").locator(".lit", { hasText: "i++" }).first().waitFor();
  await part(page, "machine").locator(".lit-line", { hasText: "case 1:" }).waitFor();

  await lineOf("machine", "case 2:").hover();
  await part(page, "graph").locator('.lit[data-state="2"]').waitFor();
  await part(page, "source").locator(".lit", { hasText: "i < limit" }).waitFor();

  await part(page, "source").locator(".cm-line", { hasText: "console.log(\"Sent" }).getByText("fromUser)", { exact: false }).first().hover();
  await part(page, "graph").locator('.lit[data-state="1"]').waitFor();
  await part(page, "machine").locator(".lit-line", { hasText: "console.log(\"Sent" }).waitFor();
});

it("labels the edges of the graph", async () => {
  await choose(page, "finally");
  const labels = async () => new Set(await part(page, "graph").locator("[data-edge]").evaluateAll((edges) => edges.map((edge) => edge.getAttribute("data-edge")!.replace(/:.*/, ""))));
  expect([...(await labels())]).toEqual(expect.arrayContaining(["yield", "branch", "loop", "throw", "finally"]));
  await choose(page, "sequential-await");
  await part(page, "graph").getByLabel("Function").selectOption({ label: "main" });
  await part(page, "graph").locator('[data-edge="await"]').first().waitFor();
});

it("runs to a breakpoint, set in the gutter or from the graph", async () => {
  await choose(page, "two-way-send");
  const shown = part(page, "machine").locator(".cm-line", { hasText: "case 2:" });
  await shown.scrollIntoViewIfNeeded();
  const line = await shown.boundingBox();
  const gutter = await part(page, "machine").locator(".breakpoints").boundingBox();
  await page.mouse.click(gutter!.x + 6, line!.y + 6);
  await part(page, "graph").locator('.break[data-state="2"]').waitFor();
  await button("Run to breakpoint").click();
  await part(page, "log").getByText("is at case 2").waitFor();
  const first = await log();
  await page.keyboard.press("F8");
  await expect.poll(log).not.toBe(first);
  expect(await log()).toContain("is at case 2");

  // Without it, from the keyboard, nothing stops the run.
  await part(page, "graph").locator('[data-state="2"]').focus();
  await page.keyboard.press("b");
  await expect.poll(() => part(page, "graph").locator(".break").count()).toBe(0);
  await page.keyboard.press("F8");
  await part(page, "log").getByText("the end").waitFor();
});

it("runs to the cursor", async () => {
  await choose(page, "two-way-send");
  await lineOf("source", "console.log(\"Sent").click();
  await button("Run to cursor").click();
  await part(page, "log").getByText("is at case 1").waitFor();
});

it("shows what a frame keeps, what it does not keep, and what it was sent", async () => {
  await choose(page, "two-way-send");
  await stepTo(/is resumed by next\("A"\)/);
  const frame = part(page, "inspector").locator("[data-frame]").first();
  expect(await frame.locator("tr").allTextContents()).toEqual(["limit4", "i1", "fromUsernot kept here"]);
  expect(await frame.locator("dl").textContent()).toContain('resumed bynext("A")');
  await frame.getByText("as JSON").click();
  expect(JSON.parse((await frame.locator("pre").textContent())!)).toEqual({ $state: 1, limit: 4, i: 1 });
  await button("Step").click();
  await expect.poll(() => frame.locator("tr").allTextContents()).toEqual(["limit4", "i1", 'fromUser"A"']);
});

it("shows the completion that waits for a finally", async () => {
  await choose(page, "finally");
  await stepTo(/yield "closing"/);
  expect(await part(page, "inspector").textContent()).toContain('waits for finallyreturn "enough"');
});

it("shows the ready queue, timers, tasks, and follows the clock that is dragged", async () => {
  await choose(page, "sleep");
  const lanes = part(page, "lanes");
  await stepTo(/^\d+: main #\d+ await/);
  expect(await lanes.textContent()).toMatch(/Ready queueTask-\d+ alarmTask-\d+ alarmTask-\d+ alarm/);
  await stepTo(/alarm #3 await/);
  expect(await lanes.textContent()).toMatch(/100 ms: Task-\d+ alarm200 ms: Task-\d+ alarm300 ms: Task-\d+ alarm/);
  expect(await lanes.textContent()).toMatch(/main waits for Task-\d+/);
  await lanes.getByLabel("Virtual clock").fill("200");
  await expect.poll(() => lanes.textContent()).toContain("Virtual clock: 200 ms");
  expect(await part(page, "timeline").locator("tr.reached").last().textContent()).toContain("between gave the others a turn");
});

it("shows the microtasks of promises", async () => {
  await choose(page, "microtask-order");
  await stepTo(/main #0 await/);
  expect(await part(page, "lanes").textContent()).toMatch(/Microtasksresume walker, case 1.*a microtask|Microtasksresume walker/);
});

it("is driven by hand: next, throw and return, on both sides", async () => {
  await choose(page, "finally");
  const drive = part(page, "drive");
  const field = drive.getByRole("textbox");
  const act = async (value: string, name: string, badge: string) => {
    await field.fill(value);
    await drive.getByRole("button", { name }).click();
    await part(page, "badge").getByText(badge, { exact: true }).waitFor();
  };
  await act("", "next(…)", "2 events equal");
  await act('new Error("bad line")', "throw(…)", "4 events equal");
  await act("[1, 2]", "return(…)", "5 events equal");
  const rows = await part(page, "timeline").locator("tbody tr td:nth-child(3)").allTextContents();
  expect(rows.slice(1)).toEqual([
    "next() → { value: 'one', done: false }",
    "skipped: bad line",
    "throw(new Error(\"bad line\")) → { value: 'two', done: false }",
    "return([1, 2]) → { value: 'closing', done: false }",
  ]);
  await drive.getByRole("button", { name: "take back" }).click();
  await part(page, "badge").getByText("4 events equal").waitFor();
  await drive.getByRole("button", { name: "whole program" }).click();
  await part(page, "badge").getByText("8 events equal").waitFor();
});

it("drives a task: lets time pass, and cancels it", async () => {
  await choose(page, "cancellation");
  const drive = part(page, "drive");
  await drive.getByRole("textbox").fill("120");
  await drive.getByRole("button", { name: "pass(…)" }).click();
  await part(page, "timeline").getByText("pass(120)").waitFor();
  await drive.getByRole("textbox").fill("stop it");
  await drive.getByRole("button", { name: "cancel(…)" }).click();
  await part(page, "timeline").getByText("cancel(stop it) → true").waitFor();
  expect(await verdict(page)).toContain("nothing to compare");
  expect(await part(page, "timeline").textContent()).toContain("the task → threw CancelledError: stop it");
  // Of the recorded run too: no timer is due at that time.
  await part(page, "timeline").locator("tr", { hasText: "cancel(stop it)" }).getByRole("button").click();
  await part(page, "lanes").getByText("Virtual clock: 120 ms").waitFor();
});

it("follows an event of the time line", async () => {
  await choose(page, "delegation");
  await page.getByRole("button", { name: "Go to event 4" }).click();
  await expect.poll(() => part(page, "timeline").locator("tr.reached").count()).toBe(4);
});

it("steps through an arrow function that has the outer this, and lights it", async () => {
  await write(
    page,
    `class Lamp {
  constructor() {
    this.on = false;
    this.toggle = async (name) => {
      "use coroutine";
      await null;
      this.on = !this.on;
      console.log(name, this.on);
    };
  }
}
export default () => new Lamp().toggle("lamp");
`,
  );
  await part(page, "badge").getByText("1 events equal").waitFor();
  await stepTo(/is at case 1/);
  await part(page, "machine").locator(".current-line", { hasText: "case 1:" }).waitFor();
  expect(await part(page, "inspector").textContent()).toContain('name"lamp"');
});
