// Compares generated programs with what the built package compiles them to: node scripts/fuzz.mjs --seed 1 --count 500
// With --kind only generators, async functions or async generators; all of them without.
import { register } from "node:module";
import { parseArgs } from "node:util";

const KINDS = ["generator", "async", "async-generator"];
const { seed, count, kinds } = readArguments();

// The fuzzer is written in TypeScript, as the tests whose parts it shares.
register("../test/fuzz/load-typescript.mjs", import.meta.url);
const { fuzz } = await import("../test/fuzz/fuzz.ts");
const { summary, failureReport } = await import("../test/fuzz/report.ts");

console.log(`seed ${seed}, up to ${count} programs`);
const outcome = await fuzz(seed, count, kinds);
console.log(summary(outcome).join("\n"));
if (outcome.failure) {
  console.log(`\n${failureReport(outcome.failure).join("\n")}`);
  process.exitCode = 1;
} else {
  console.log("no difference");
}

function readArguments() {
  try {
    const { values } = parseArgs({ options: { seed: { type: "string" }, count: { type: "string", default: "500" }, kind: { type: "string" } } });
    const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
    const count = Number(values.count);
    if (!Number.isInteger(seed)) throw new Error("--seed is a whole number");
    if (!Number.isInteger(count) || count < 1) throw new Error("--count is a number of programs");
    if (values.kind !== undefined && !KINDS.includes(values.kind)) throw new Error(`--kind is one of: ${KINDS.join(", ")}`);
    return { seed, count, kinds: values.kind === undefined ? KINDS : [values.kind] };
  } catch (error) {
    console.error(error.message);
    console.error("usage: npm run fuzz -- [--seed SEED] [--count PROGRAMS] [--kind KIND]");
    console.error("  --seed   a whole number; the same one makes the same programs; one by chance unless given");
    console.error("  --count  how many programs; 500 unless given");
    console.error(`  --kind   only such functions: ${KINDS.join(", ")}`);
    process.exit(2);
  }
}
