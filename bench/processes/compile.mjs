// A process of its own: what compiling real sources costs, as a plugin of Babel, beside a run of Babel without plugins and
// beside Babel's regenerator with what that wants lowered before it. argv[2] is JSON: { rounds }, and all ways are timed, in
// turns; or { way }, and all files are compiled once in that way, for the memory that it takes.

import { createRequire } from "node:module";
import { transformSync } from "@babel/core";
import switchyard from "babel-plugin-switchyard";
import { sourcesOfPackages } from "./sources.mjs";

const require = createRequire(import.meta.url);
const presetEnv = createRequire(require.resolve("@babel/preset-env"));
// What programs/compilers.mjs lowers, and spread besides: some of the real sources have one where the regenerator throws on it.
const lowered = ["async-generator-functions", "async-to-generator", "optional-catch-binding", "for-of", "spread", "parameters"];
const regenerator = [...lowered, "destructuring", "block-scoping", "regenerator"];

const ways = {
  plain: [],
  switchyard: [[switchyard, { mode: "all" }]],
  regenerator: regenerator.map((name) => presetEnv.resolve(`@babel/plugin-transform-${name}`)),
};

function transform(text, plugins) {
  return transformSync(text, { configFile: false, babelrc: false, sourceType: "unambiguous", compact: false, plugins });
}

function accepted({ text }) {
  try {
    for (const plugins of Object.values(ways)) transform(text, plugins);
    return true;
  } catch {
    return false;
  }
}

const allOf = (sources, plugins) => {
  for (const { text } of sources) transform(text, plugins);
};

/** Looking for what all accept has warmed everybody up. */
function timesOf(rounds) {
  const found = sourcesOfPackages();
  const sources = found.filter(accepted);
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, plugins] of Object.entries(ways)) {
      const start = performance.now();
      allOf(sources, plugins);
      times[name].push(performance.now() - start);
    }
  }
  const text = sources.map((source) => source.text).join("\n");
  return { times, accepted: sources.map(({ path }) => path), refused: found.length - sources.length, lines: text.split("\n").length, bytes: text.length };
}

function peakOf({ way, paths }) {
  allOf(sourcesOfPackages().filter(({ path }) => paths.includes(path)), ways[way]);
  return { peak: process.resourceUsage().maxRSS * 1024 };
}

const task = JSON.parse(process.argv[2]);
console.log(JSON.stringify("way" in task ? peakOf(task) : timesOf(task.rounds)));
