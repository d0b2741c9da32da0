// Which files of a test262 checkout are measured, and what a test's front matter asks for.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";

/** Below test/: where the tests are about the language's own generators, async functions and async generators. */
const ROOTS = [
  "language",
  "built-ins/GeneratorFunction",
  "built-ins/GeneratorPrototype",
  "built-ins/AsyncFunction",
  "built-ins/AsyncGeneratorFunction",
  "built-ins/AsyncGeneratorPrototype",
  "built-ins/AsyncFromSyncIteratorPrototype",
  "built-ins/AsyncIteratorPrototype",
];
/** The kinds of function that are compiled. */
export const KINDS = ["generator", "async function", "async arrow", "async generator"];
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

export function parseProgram(code, sourceType) {
  return parse(code, { ecmaVersion: "latest", sourceType, allowReturnOutsideFunction: true, checkPrivateFields: false });
}

/** The kind of function that a node is, or null. */
export function kindOf({ type, async, generator }) {
  if (!async) return generator ? "generator" : null;
  if (generator) return "async generator";
  return type === "ArrowFunctionExpression" ? "async arrow" : "async function";
}

/** The kinds of function that a test has. */
function kindsOf(source, { flags }) {
  let program;
  try {
    program = parseProgram(source, flags.includes("module") ? "module" : "script");
  } catch {
    return []; // syntax newer than the parser, or none
  }
  const found = new Set([...nodesOf(program)].map(kindOf));
  return KINDS.filter((kind) => found.has(kind));
}

/** Two fifths of all tests, by a hash of their paths: those that nobody looks at while working on the compiler. */
export function isHeldOut(name) {
  return createHash("sha256").update(`split\0${name}`).digest().readUInt32BE(0) / 2 ** 32 >= 0.6;
}

/**
 * The tests that have a function of one of the kinds, or of a given one.
 * @returns {Map<string, string[]>} by their paths below test/, in order, the kinds of function that each has
 */
export function selectTests(checkout, { filter = "", heldOut = false, kind = null } = {}) {
  const selected = new Map();
  for (const name of ROOTS.flatMap((root) => filesBelow(checkout, root)).sort()) {
    if (!name.endsWith(".js") || name.includes("_FIXTURE") || LOADING.test(name)) continue;
    if (!name.includes(filter) || (heldOut && !isHeldOut(name))) continue;
    const source = readFileSync(join(checkout, "test", name), "utf8");
    if (!/\*|\basync\b/.test(source.replace(FRONT_MATTER, ""))) continue;
    const meta = readFrontMatter(source);
    // What must not parse is the business of the parser, which is Babel's.
    if (meta.negative && meta.negative.phase !== "runtime") continue;
    const kinds = kindsOf(source, meta);
    if (kind === null ? kinds.length > 0 : kinds.includes(kind)) selected.set(name, kinds);
  }
  return selected;
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
