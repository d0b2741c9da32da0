// Which files of a test262 checkout are measured, and what a test's front matter asks for.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";

/** Below test/: where the tests are about the language's generators. */
const ROOTS = ["language", "built-ins/GeneratorFunction", "built-ins/GeneratorPrototype"];
/** Of those: modules and dynamic import, whose tests are about loading. */
const LOADING = /^language\/(import|export|module-code|expressions\/dynamic-import)\//;

const FRONT_MATTER = /\/\*---([^]*?)---\*\//;

/** The fields that matter here, of the little YAML that test262 uses: `key: [a, b]`, `key:` with `- a` or `a: b` lines below. */
export function readFrontMatter(source) {
  const block = FRONT_MATTER.exec(source)?.[1] ?? "";
  const field = (name) => new RegExp(`^${name}:(.*(?:\\r?\\n(?:[ \\t]+|- ).*)*)`, "m").exec(block)?.[1] ?? "";
  const list = (name) => {
    const text = field(name);
    const inline = /\[([^\]]*)\]/.exec(text);
    const items = inline ? inline[1].split(",") : [...text.matchAll(/^\s*- (.*)/gm)].map((match) => match[1]);
    return items.map((item) => item.trim()).filter((item) => item !== "");
  };
  const negative = Object.fromEntries([...field("negative").matchAll(/^\s+(phase|type): *(\S+)/gm)].map((match) => [match[1], match[2]]));
  return { flags: list("flags"), includes: list("includes"), negative: negative.type ? negative : null };
}

/** The modes a test runs in. */
export function modesOf({ flags }) {
  for (const [flag, mode] of [["raw", "raw"], ["module", "module"], ["onlyStrict", "strict"], ["noStrict", "sloppy"]]) {
    if (flags.includes(flag)) return [mode];
  }
  return ["sloppy", "strict"];
}

/** Every node of a tree of acorn's. */
export function* nodesOf(node) {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child && typeof child.type === "string") yield* nodesOf(child);
    }
  }
}

export function parseScript(code) {
  return parse(code, { ecmaVersion: "latest", allowReturnOutsideFunction: true, checkPrivateFields: false });
}

/** Are there generators in the program, and no function that is asynchronous? */
function isAboutGenerators(source, { flags }) {
  let program;
  try {
    program = flags.includes("module") ? parse(source, { ecmaVersion: "latest", sourceType: "module" }) : parseScript(source);
  } catch {
    return false; // syntax newer than the parser, or none
  }
  let found = false;
  for (const node of nodesOf(program)) {
    if (node.async) return false;
    if (node.generator) found = true;
  }
  return found;
}

/** Two fifths of all tests, by a hash of their paths: those that nobody looks at while working on the compiler. */
export function isHeldOut(name) {
  return createHash("sha256").update(`split\0${name}`).digest().readUInt32BE(0) / 2 ** 32 >= 0.6;
}

/** The paths, below test/, of the tests about synchronous generators. */
export function selectTests(checkout, { filter = "", heldOut = false } = {}) {
  const selected = [];
  for (const name of ROOTS.flatMap((root) => filesBelow(checkout, root))) {
    if (!name.endsWith(".js") || name.includes("_FIXTURE") || LOADING.test(name)) continue;
    if (!name.includes(filter) || (heldOut && !isHeldOut(name))) continue;
    const source = readFileSync(join(checkout, "test", name), "utf8");
    if (!source.replace(FRONT_MATTER, "").includes("*")) continue;
    const meta = readFrontMatter(source);
    // What must not parse is the business of the parser, which is Babel's.
    if (meta.negative && meta.negative.phase !== "runtime") continue;
    if (isAboutGenerators(source, meta)) selected.push(name);
  }
  return selected.sort();
}

function filesBelow(checkout, folder) {
  let entries;
  try {
    entries = readdirSync(join(checkout, "test", folder), { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
  return entries.flatMap((entry) => (entry.isDirectory() ? filesBelow(checkout, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}
