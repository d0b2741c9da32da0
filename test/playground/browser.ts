// Chromium with the playground, and the ways in which the tests use the page.

import { execFileSync } from "node:child_process";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";

const ARGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

function executablePath(): string {
  try {
    return execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
  } catch {
    throw new Error("the tests of the playground need Chromium: apt-get install chromium");
  }
}

/** What is typed or chosen shows within this time: a run has two seconds, and two of them share a machine. */
const WAIT = { timeout: 15_000 };

export interface Visit {
  /** A page with the playground, at an address that ends with `hash`. */
  open(hash?: string, options?: BrowserContextOptions): Promise<Page>;
}

/** To be called at the top of a test file. There is one page at a time, and after each test it may not have complained. */
export function visits(): Visit {
  // None where it could not be started; each test that opens a page has failed then.
  let browser: Browser | undefined;
  let complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath(), args: ARGS.split(" ") });
  });
  afterAll(() => browser?.close());
  afterEach(() => {
    const heard = complaints;
    complaints = [];
    expect(heard, "errors in the console").toEqual([]);
  });

  return {
    async open(hash = "", options = {}) {
      for (const context of browser!.contexts()) await context.close();
      const context = await browser!.newContext({ viewport: { width: 1400, height: 1000 }, serviceWorkers: "block", ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(WAIT.timeout);
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.goto(inject("playground") + hash);
      return page;
    },
  };
}

export const part = (page: Page, name: string) => page.locator(`[data-part="${name}"]`);

/** Puts a text in place of the program. */
export async function write(page: Page, source: string): Promise<void> {
  await part(page, "source").locator(".cm-content").fill(source);
}

/** Waits for the end of the run that is going on, and gives what the badge says of it. */
export async function verdict(page: Page): Promise<string> {
  // What was done a moment ago shows in the next frame.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const found = await page.waitForFunction(() => document.querySelector('main[data-run="done"] [data-part="badge"]')?.textContent);
  return (await found.jsonValue())!;
}

/** Opens an example, and waits for its run. */
export async function choose(page: Page, id: string): Promise<string> {
  await part(page, "examples").selectOption(id);
  await page.locator(`main[data-origin="${id}"][data-run="done"]`).waitFor();
  return verdict(page);
}
