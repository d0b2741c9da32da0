// Compares generated programs with what the built package compiles them to: node scripts/fuzz.mjs --seed 1 --count 500
// With --kind only generators, async functions or async generators; all of them without.
import { register } from "node:module";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { seed: { type: "string" }, count: { type: "string", default: "500" }, kind: { type: "string" } } });
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const count = Number(values.count);
const KINDS = ["generator", "async", "async-generator"];
if (!Number.isInteger(seed) || !Number.isInteger(count) || count < 1 || (values.kind && !KINDS.includes(values.kind))) {
  console.error(`usage: node scripts/fuzz.mjs [--seed <integer>] [--count <programs>] [--kind ${KINDS.join("|")}]`);
  process.exit(2);
}

// The fuzzer is written in TypeScript, as the tests whose parts it shares.
register("../test/fuzz/load-typescript.mjs", import.meta.url);
const { fuzz } = await import("../test/fuzz/fuzz.ts");
const { summary, failureReport } = await import("../test/fuzz/report.ts");

console.log(`seed ${seed}, up to ${count} programs`);
const outcome = await fuzz(seed, count, values.kind ? [values.kind] : KINDS);
console.log(summary(outcome).join("\n"));
if (outcome.failure) {
  console.log(`\n${failureReport(outcome.failure).join("\n")}`);
  process.exitCode = 1;
} else {
  console.log("no difference");
}
