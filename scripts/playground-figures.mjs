/* global document, scrollTo */
// npm run playground:figures: takes the pictures of docs/playground.md.

import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";
import { preview } from "vite";

const FIGURES = [
  { name: "light", colorScheme: "light", width: 1200, height: 960, example: "delegation", step: 11 },
  { name: "dark", colorScheme: "dark", width: 1200, height: 960, example: "worker-pool", step: 46 },
  { name: "phone", colorScheme: "light", width: 390, height: 844, example: "two-way-send", step: 7 },
];

const server = await preview({ configFile: "playground/vite.config.ts", logLevel: "error", preview: { port: 0 } });
const executablePath = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });
try {
  for (const { name, colorScheme, width, height, example, step } of FIGURES) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height }, serviceWorkers: "block" });
    page.setDefaultTimeout(20_000);
    await page.goto(server.resolvedUrls.local[0]);
    await page.locator('[data-part="examples"]').selectOption(example);
    await page.locator(`main[data-origin="${example}"][data-run="done"]`).waitFor();
    await page.getByLabel("Step of the run").fill(String(step - 1));
    await page.evaluate(() => {
      document.activeElement.blur();
      scrollTo(0, 0);
    });
    await page.waitForTimeout(500);
    await page.screenshot({ path: `docs/figures/playground-${name}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
