/* global document, addEventListener, requestAnimationFrame, MutationObserver, PerformanceObserver */
// npm run bench:playground: from a keystroke to all three columns, and how long the page was blocked meanwhile, for a program
// of 100 lines.

import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { chromium } from "playwright-core";
import { preview } from "vite";

/** Of a page that was just opened, whose code the engine is still optimizing; and of the same page later. */
const KEYSTROKES = { first: 60, later: 100 };
const program = Array.from(
  { length: 10 },
  (_, index) => `export async function load${index}(keys, read) {
  "use coroutine";
  const found = [];
  try {
    for (const key of keys) {
      if (await read(key)) found.push(await read("value of " + key));
    }
  } finally { await read("closed"); }
  return "nothing";
}`,
).join("\n");

const server = await preview({ configFile: "playground/vite.config.ts", logLevel: "error", preview: { port: 0 } });
const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  await page.goto(server.resolvedUrls.local[0]);
  await page.locator('main[data-run="done"]').waitFor();
  await page.locator('[data-part="source"] .cm-content').fill(program);
  await page.locator('[data-part="graph"] text', { hasText: "nothing" }).first().waitFor();
  await page.waitForTimeout(2000); // to be read, before somebody types
  await page.evaluate(watchKeystrokes);
  // Into the text "nothing" of the last function, whose machine is the last one.
  await page.keyboard.press("Control+End");
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press("ArrowLeft");
  const latencies = [];
  for (let count = 0; count < KEYSTROKES.first + KEYSTROKES.later; count++) {
    await page.evaluate(() => {
      // Where the machine of the last function is.
      const scroller = document.querySelector('[data-part="machine"] .cm-scroller');
      scroller.scrollTop = scroller.scrollHeight - 3 * scroller.clientHeight;
    });
    await page.waitForTimeout(60);
    await page.keyboard.press("Digit1");
    latencies.push(await page.evaluate(() => globalThis.updated()));
    await page.keyboard.press("Backspace");
    await page.evaluate(() => globalThis.updated());
  }
  const blocked = await page.evaluate(() => globalThis.longest());
  console.log(`${program.split("\n").length} lines, ${cpus()[0].model.trim()}; from a key to all three columns:`);
  console.log(`the first ${KEYSTROKES.first} keys after the page was opened: ${inWords(latencies.slice(0, KEYSTROKES.first))}`);
  console.log(`the next ${KEYSTROKES.later}: ${inWords(latencies.slice(KEYSTROKES.first))}`);
  console.log(`the first five: ${latencies.slice(0, 5).map((time) => time.toFixed(0)).join(", ")} ms`);
  console.log(`longest task of the page itself: ${blocked < 50 ? "below 50" : blocked.toFixed(0)} ms`);
} finally {
  await browser.close();
  await server.close();
}

function inWords(latencies) {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(0);
  return `median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, longest ${at(1)} ms`;
}

/**
 * In the page: updated() gives the time from the last key to the frame in which both other columns show another text. It
 * looks when something has changed, and not in every frame: to look takes time from what is measured.
 */
function watchKeystrokes() {
  const parts = ["machine", "graph"].map((part) => document.querySelector(`[data-part="${part}"]`));
  const shown = () => parts.map((part) => part.textContent);
  let last = null;
  addEventListener(
    "keydown",
    () => {
      const pressed = performance.now();
      const before = shown();
      last = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (shown().some((text, index) => text === before[index])) return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.now() - pressed));
        });
        for (const part of parts) observer.observe(part, { subtree: true, childList: true, characterData: true });
      });
    },
    true,
  );
  globalThis.updated = () => last;
  const tasks = [0];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  globalThis.longest = () => Math.max(...tasks);
}
