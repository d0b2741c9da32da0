// npm run check:package: is what would be published complete, importable from both module systems, and as bare as promised?

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "acorn";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const failures = [];

const { messages } = await publint({ strict: true });
// The run-time entries are CommonJS twins of ES modules by design; publint's suggestions are not errors.
for (const message of messages) {
  if (message.type !== "suggestion") failures.push(formatMessage(message, manifest));
}

const packed = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
const files = new Set(packed[0].files.map(({ path }) => path));
const entries = ["index", "compiler", "runtime", "scheduler", "inspect"];
const wanted = entries.flatMap((entry) => ["js", "cjs", "d.ts", "d.cts"].map((extension) => `dist/${entry}.${extension}`));
const folders = entries.slice(1).map((entry) => `${entry}/package.json`);
for (const file of [...wanted, ...folders, "dist/runtime.global.js", "dist/cli.js"]) {
  if (!files.has(file)) failures.push(`${file} is not in the package`);
}

const require = createRequire(import.meta.url);
for (const entry of entries) {
  const name = entry === "index" ? "babel-plugin-switchyard" : `babel-plugin-switchyard/${entry}`;
  const [imported, required] = [Object.keys(await import(name)), Object.keys(require(name))];
  const missing = imported.filter((key) => key !== "default" && !required.includes(key));
  if (missing.length > 0) failures.push(`require("${name}") lacks ${missing.join(", ")}`);
  // By its folder, as tools find it that do not read `exports`.
  if (entry !== "index" && require(`../${entry}`) !== require(name)) failures.push(`the folder ${entry} is another entry`);
}

for (const file of ["dist/runtime.js", "dist/runtime.cjs", "dist/runtime.global.js", "dist/inspect.js", "dist/inspect.cjs", "dist/scheduler.js", "dist/scheduler.cjs"]) {
  // The one thing that any of them depends on.
  const code = readFileSync(file, "utf8").replace(/^import \{[^}]*\} from '\.\/runtime\.js';$/m, "").replaceAll("require('./runtime.cjs')", "runtime");
  try {
    // Import and export declarations are all of an ES module that is newer than ES5.
    parse(code.replace(/^export \{[^}]*\};$/m, ""), { ecmaVersion: 5 });
  } catch (error) {
    failures.push(`${file} is not ES5: ${error.message}`);
  }
  if (/\brequire\(|^import /m.test(code)) failures.push(`${file} has a dependency`);
}

if (Object.keys(manifest.dependencies ?? {}).length > 0) failures.push("the package has dependencies");
for (const target of Object.values(manifest.bin)) if (!existsSync(target)) failures.push(`${target} does not exist`);

for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? `package: ${files.size} files, in order` : `package: ${failures.length} failures`);
process.exitCode = failures.length === 0 ? 0 : 1;
