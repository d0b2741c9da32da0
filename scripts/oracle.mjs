// npm run oracle: compares the scheduler with asyncio. Without options: the corpus, as the tests do, and what it covers. What
// else there is, the usage below says.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { parseArgs } from "node:util";
import { openPython } from "./oracle/python.mjs";

const values = readArguments();

// The programs are made by TypeScript, which the tests share.
register("../test/fuzz/load-typescript.mjs", import.meta.url);
const { readCorpus, textsOf, writeCorpus } = await import("../test/oracle/corpus.ts");
const { coverageOf, countsOf, LEAST, missing } = await import("../test/oracle/coverage.ts");

if (values.write !== undefined) await write(values.write);
else if (values.transcripts) await writeTranscripts();
else if (values.show !== undefined) await show(values.show);
else if (values.seed !== undefined || values.count !== undefined) await compareNew(values.seed ?? Math.floor(Math.random() * 2 ** 31), values.count ?? 500);
else await compareCorpus();

async function write(count) {
  const { select } = await import("../test/oracle/select.ts");
  const python = await openPython(values);
  const entries = select(count, python.run, console.log);
  const bytes = writeCorpus({ python: python.version, entries });
  console.log(`${entries.length} programs with the transcripts of CPython ${python.version}, ${Math.ceil(bytes / 1024)} KiB`);
  reportCoverage(entries);
}

async function writeTranscripts() {
  const python = await openPython(values);
  const originals = ["examples/scheduler", "test/scheduler/asyncio"].flatMap((folder) => {
    return readdirSync(folder).flatMap((name) => (name.endsWith(".py") ? `${folder}/${name}` : []));
  });
  const texts = python.print(originals.map((file) => readFileSync(file, "utf8")));
  originals.forEach((file, index) => writeFileSync(file.replace(/py$/, "txt"), texts[index]));
  console.log(`${originals.length} transcripts of CPython ${python.version}`);
}

async function show(seed) {
  const { python, javascript } = textsOf(seed);
  const asked = values.python || values.pyodide;
  const transcript = asked ? (await openPython(values)).run([python])[0].transcript : readCorpus().entries.find((entry) => entry.seed === seed)?.transcript;
  const { transcriptOf } = await import("../test/oracle/run.ts");
  console.log(`${python}\n${javascript}`);
  console.log(["CPython:", ...(transcript ?? ["(not in the corpus)"]), "", "Switchyard:", ...transcriptOf(javascript)].join("\n"));
}

async function compareNew(seed, count) {
  const { compareWith } = await import("../test/oracle/compare.ts");
  const python = await openPython(values);
  console.log(`seed ${seed}, ${count} programs, CPython ${python.version}`);
  const { programs, coverage, difference } = compareWith(python.run, seed, count);
  console.log(`${programs} programs compared`);
  if (difference) {
    console.log(difference.join("\n"));
    process.exitCode = 1;
  } else {
    console.log(`no difference; covered: ${countsOf(coverage).size} constructs, situations and outcomes`);
  }
}

async function compareCorpus() {
  const { compareEntry } = await import("../test/oracle/compare.ts");
  const { python, entries } = readCorpus();
  const different = entries.flatMap((entry) => compareEntry(entry) ?? []);
  const reasons = different.filter(({ onlyReasons }) => onlyReasons).length;
  // The shortest is the easiest to explain.
  const shortest = different.map(({ report }) => report).sort((a, b) => a.join().length - b.join().length);
  console.log(shortest.slice(0, 3).map((lines) => lines.join("\n")).join("\n\n"));
  console.log(`${entries.length - different.length} of ${entries.length} programs do what CPython ${python} does; ${reasons} differ only in the reason of a cancellation`);
  reportCoverage(entries);
  if (different.length > 0) process.exitCode = 1;
}

function reportCoverage(entries) {
  const counts = countsOf(entries.map((entry) => coverageOf(textsOf(entry.seed).tree, entry)));
  for (const [least, names] of LEAST) {
    console.log(`\nat least ${least}:`);
    for (const name of [...names].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))) console.log(`${String(counts.get(name) ?? 0).padStart(6)}  ${name}`);
  }
  const short = missing(counts);
  if (short.length > 0) {
    console.log(`\ncovered too seldom:\n${short.join("\n")}`);
    process.exitCode = 1;
  }
}

/** Numbers as numbers. */
function readArguments() {
  try {
    const { values } = parseArgs({
      options: { seed: { type: "string" }, count: { type: "string" }, show: { type: "string" }, write: { type: "string" }, transcripts: { type: "boolean" }, python: { type: "string" }, pyodide: { type: "string" } },
    });
    for (const name of ["seed", "count", "show", "write"]) {
      if (values[name] === undefined) continue;
      const number = Number(values[name]);
      if (!Number.isInteger(number)) throw new Error(`--${name} takes a whole number, and not ${values[name]}`);
      values[name] = number;
    }
    return values;
  } catch (error) {
    console.error(error.message);
    console.error("usage: npm run oracle -- [--seed SEED] [--count N] [--show SEED] [--write N] [--transcripts] [--python COMMAND] [--pyodide FOLDER]");
    console.error("  --seed, --count  N new programs, run by a Python that is given; the first that differs is made smaller");
    console.error("  --show           one program in both languages, and what each makes of it");
    console.error("  --write          the corpus anew, with at least N programs");
    console.error("  --transcripts    anew what the Python originals of examples and tests print");
    console.error("  --python         a Python, 3.13 or later");
    console.error("  --pyodide        instead, the folder of the package pyodide: CPython compiled to WebAssembly");
    process.exit(2);
  }
}
