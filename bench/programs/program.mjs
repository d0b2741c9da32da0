// From a workload to the programs that are measured: one ES module for each compiler, all with the same text around what is
// compiled. A statement of the workload with "use coroutine" in it is compiled; the loops that consume stay as they are, in
// every program. Each program has eight other functions of each kind besides, and heat(), which runs them.

import { readFileSync } from "node:fs";
import { parse } from "acorn";
import { compilers } from "./compilers.mjs";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

/**
 * The programs of a row's workload by the names of their variants, less those of compilers that get it wrong; "byHand" is
 * among them if somebody has written that. The assumptions are this project's.
 */
export function programsOf(workload, { without, assumptions }, { copies, heat }) {
  const { compiled, around } = partsOf(workload.source);
  const others = partsOf(pollution(copies));
  const text = [...others.compiled, ...compiled].join("\n\n");
  const tail = [...others.around, ...around, heating(copies, heat)].join("\n\n");
  const programs = { native: `${text}\n\n${tail}` };
  const able = Object.entries(compilers).filter(([name]) => !without.includes(name));
  for (const [name, compile] of able) programs[name] = `${compile(text, assumptions)}\n\n${tail}`;
  if (workload.byHand !== null) programs.byHand = [...others.compiled, workload.byHand, tail].join("\n\n");
  return programs;
}

/** A module's statements as texts: those with an annotation in them, and all others. */
function partsOf(source) {
  const { body } = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  const texts = body.map(({ start, end }) => source.slice(start, end));
  const isAnnotated = (text) => text.includes('"use coroutine"');
  return { compiled: texts.filter(isAnnotated), around: texts.filter((text) => !isAnnotated(text)) };
}

function pollution(copies) {
  const template = read("pollution.js");
  return numbers(copies).map((index) => template.replaceAll("$N", index)).join("\n");
}

/** Rounds over all copies, so that none is compiled by the engine before it has seen the others. */
function heating(copies, heat) {
  const calls = numbers(copies).map((index) => `sum += await heat${index}(${heat});`);
  return `export async function heat() {\n  let sum = 0;\n  for (let round = 0; round < 6; round++) {\n    ${calls.join("\n    ")}\n  }\n  return sum;\n}\n`;
}

const numbers = (copies) => Array.from({ length: copies }, (_, index) => String(index));
