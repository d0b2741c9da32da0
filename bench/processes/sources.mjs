// Real sources to compile: the files with generators or async functions in some packages that are installed here. A file
// counts only if each compiler of the comparison accepts it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = ["@babel/core", "itertools", "js-combinatorics", "p-map", "publint", "streaming-iterables", "tsdown"];
const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

const isModule = (name) => /\.(js|mjs|cjs)$/.test(name) && !/\.min\.|node_modules/.test(name);
const hasCoroutines = (text) => /function\s*\*|\basync\b[^"'`]*\bawait\b/.test(text);

/** Files by path, each with its text. Very long ones are bundles of other packages. */
export function sourcesOfPackages() {
  return packages.flatMap((name) =>
    readdirSync(join(modules, name), { recursive: true, encoding: "utf8" })
      .filter(isModule)
      .sort()
      .map((path) => ({ path: join(name, path), text: readFileSync(join(modules, name, path), "utf8") }))
      .filter(({ text }) => text.length < 200_000 && hasCoroutines(text)),
  );
}
