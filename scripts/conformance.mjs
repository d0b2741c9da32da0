// npm run conformance -- <test262 checkout>: compiles and runs the tests about generators, async functions and async
// generators. docs/conformance.md has the figures, and the reasons for what fails.

import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { percent, record } from "./conformance/figures.mjs";
import { ceilingOf, known } from "./conformance/known.mjs";
import { runTests } from "./conformance/pool.mjs";
import { KINDS, selectTests } from "./conformance/select.mjs";

const { values, positionals } = readArguments();
const checkout = resolve(positionals[0]);
const started = Date.now();
const kinds = selectTests(checkout, { filter: values.filter, heldOut: values["held-out"], kind: values.kind });
const verdicts = await runTests(checkout, [...kinds.keys()], { shape: values.shape, limit: Number(values.limit) });

const tests = Object.fromEntries(
  [...verdicts].map(([name, verdict]) => {
    if (verdict.outcome !== "failed") return [name, verdict];
    const ceiling = ceilingOf(name, values.shape);
    return [name, ceiling === null ? { ...verdict, known: known[name] ?? null } : { ...verdict, ceiling }];
  }),
);
const listed = Object.entries(tests).map(([name, verdict]) => ({ name, ...verdict }));
const having = (outcome) => listed.filter((test) => test.outcome === outcome);
const failed = having("failed");
const misses = failed.filter((test) => !test.ceiling);
const unknown = misses.filter((test) => test.known === null);

const counts = {
  selected: kinds.size,
  dropped: having("dropped").length,
  passed: having("passed").length,
  failed: failed.length,
  ceiling: failed.length - misses.length,
  known: misses.length - unknown.length,
};
console.log(`Node ${process.version}, ${Math.round((Date.now() - started) / 1000)} s`);
console.log(`selected        ${counts.selected}`);
console.log(`dropped         ${counts.dropped}   the engine itself fails them`);
console.log(`passed          ${counts.passed}   ${percent(counts.passed, counts.selected - counts.dropped)} of the rest`);
console.log(`failed          ${counts.failed}`);
console.log(`at the ceiling  ${counts.ceiling}   of the failed: no ${values.shape === "method" ? "compiled" : "ES5"} function can pass them`);
console.log(`known misses    ${counts.known}   of the failed`);

console.log("\nby kind of function; a test may have several");
const byKind = Object.fromEntries(
  KINDS.map((kind) => {
    const run = listed.filter(({ name, outcome }) => outcome !== "dropped" && kinds.get(name).includes(kind));
    return [kind, { passed: run.filter(({ outcome }) => outcome === "passed").length, run: run.length }];
  }),
);
for (const [kind, { passed, run }] of Object.entries(byKind)) if (run > 0) console.log(`  ${kind.padEnd(16)} ${passed} of ${run}   ${percent(passed, run)}`);

if (misses.length > 0) console.log("\nfailures that are not at the ceiling");
for (const { name, mode, message, known } of misses) {
  console.log(`  ${name}${mode ? ` (${mode})` : ""}\n    ${message}\n    ${known === null ? "NOT KNOWN" : `known: ${known}`}`);
}
const overcome = having("passed").filter(({ name }) => name in known);
for (const { name } of overcome) console.log(`passes, and is still in the list of known misses: ${name}`);

if (values.json) writeFileSync(values.json, `${JSON.stringify({ node: process.version, counts, tests }, null, 1)}\n`);
if (values.record) record(checkout, { heldOut: values["held-out"], shape: values.shape, counts, kinds: byKind });
process.exitCode = unknown.length === 0 ? 0 : 1;

function readArguments() {
  try {
    const given = parseArgs({
      allowPositionals: true,
      options: {
        filter: { type: "string", default: "" },
        kind: { type: "string" },
        json: { type: "string" },
        "held-out": { type: "boolean", default: false },
        limit: { type: "string", default: "10000" },
        record: { type: "boolean", default: false },
        shape: { type: "string", default: "function" },
      },
    });
    const [folder, ...rest] = given.positionals;
    if (folder === undefined || rest.length > 0) throw new Error("one test262 checkout is needed");
    if (!existsSync(join(folder, "harness/assert.js"))) throw new Error(`${folder} is no checkout of test262`);
    if (given.values.kind !== undefined && !KINDS.includes(given.values.kind)) throw new Error(`--kind is one of: ${KINDS.join(", ")}`);
    if (!/^(function|method)$/.test(given.values.shape)) throw new Error("--shape is function or method, as the plugin's option");
    if (given.values.record && (given.values.filter || given.values.kind)) throw new Error("--record is for runs of all tests, or of all that are held out");
    if (!(Number(given.values.limit) > 0)) throw new Error("--limit is a number of milliseconds");
    return given;
  } catch (error) {
    console.error(error.message);
    console.error("usage: npm run conformance -- <test262 checkout> [--filter TEXT] [--kind KIND] [--json FILE] [--record] [--held-out] [--limit MS] [--shape SHAPE]");
    console.error("  --filter    only tests whose path contains TEXT");
    console.error("  --kind      only tests that have such a function: generator, async function, async arrow or async generator");
    console.error("  --json      also writes every test's outcome");
    console.error("  --record    also writes the counts to docs/conformance.md");
    console.error("  --held-out  only the two fifths of the tests that are kept out of daily work");
    console.error("  --shape     method: as the plugin's option; function unless given");
    console.error("  --limit     the longest that a test may take, natively and again compiled");
    process.exit(2);
  }
}
