// node bench/render.mjs: docs/performance.md, and the figures of the README, from the files of results.

import { readFileSync, writeFileSync } from "node:fs";
import { performancePage } from "./page/performance.mjs";
import { withFigures } from "./page/readme.mjs";
import { readResults } from "./results.mjs";

const page = new URL("../docs/performance.md", import.meta.url);
const readme = new URL("../README.md", import.meta.url);

const results = readResults();
writeFileSync(page, performancePage(results));
writeFileSync(readme, withFigures(readFileSync(readme, "utf8"), results));
