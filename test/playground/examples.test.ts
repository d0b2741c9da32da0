// Every example: compiled, run on both sides with equal events, and stepped forward and back to the same states.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../fixtures.js";
import { choose, part, visits } from "./browser.js";

const { open } = visits();
const examples = readdirSync(join(root, "playground/examples"));

/** So many steps of each example are gone and gone back; of longer ones, from the middle on. */
const STEPS = 8;

let page: Page;
beforeAll(async () => {
  page = await open();
});

it("lists them all", async () => {
  const listed = await part(page, "examples").locator("option").evaluateAll((options) => options.map((option) => option.getAttribute("value")));
  expect([...listed].sort()).toEqual([...examples].sort());
  expect(listed.length).toBeGreaterThanOrEqual(10);
});

describe.each(examples)("%s", (id) => {
  it("runs alike on both sides, forwards and backwards", async () => {
    expect(await choose(page, id)).toMatch(/^[1-9]\d* events equal$/);
    expect(await part(page, "error").locator("summary").count()).toBe(0);
    expect(await part(page, "timeline").locator(".ending").allTextContents()).toEqual([]);
    const count = Number((await part(page, "position").textContent())!.split("/")[1]);
    expect(count).toBeGreaterThan(STEPS);

    const middle = Math.max(0, (count >> 1) - STEPS);
    await page.getByLabel("Step of the run").fill(String(middle));
    const forward = [await stateShown()];
    for (let step = 0; step < STEPS; step++) {
      await page.keyboard.press("F10");
      forward.push(await stateShown());
    }
    const back = [await stateShown()];
    for (let step = 0; step < STEPS; step++) {
      await page.keyboard.press("Shift+F10");
      back.push(await stateShown());
    }
    back.reverse().forEach((state, index) => expect(state, `step ${middle + index}`).toBe(forward[index]));
    expect(new Set(forward).size).toBe(STEPS + 1);

    await page.getByRole("button", { name: "To the end" }).click();
    await stateShown();
    expect(await part(page, "timeline").locator("tr.reached").count()).toBe(await part(page, "timeline").locator("tbody tr").count());
  });
});

/** Everything that the page shows of a step: the frames with what they hold, the queues, the time line, what is lit. */
async function stateShown(): Promise<string> {
  return page.evaluate(async () => {
    // Once it has been painted.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const text = (part: string) => document.querySelector(`[data-part="${part}"]`)?.textContent;
    const lit = Array.from(document.querySelectorAll(".node.current, .current, .current-line"), (one) => one.textContent);
    return JSON.stringify([text("log"), text("inspector"), text("lanes"), document.querySelectorAll("tr.reached").length, lit]);
  });
}
