// What compiling costs: time and memory over real sources, and whether the time grows faster than the function.

import { runProcess } from "./run.mjs";
import { mapValues, median, ratioOf } from "./statistics.mjs";

const ROUNDS = 15;
const WAYS = ["plain", "switchyard", "regenerator"];

/** Ratios to a run of Babel without plugins; `added` is what the plugin takes beyond that, as a part of the regenerator's. */
export async function measureCompileCost({ node }) {
  const { times, accepted, refused, lines, bytes } = await runProcess(node, [], "compile.mjs", { rounds: ROUNDS });
  const peak = {};
  for (const way of WAYS) ({ peak: peak[way] } = await runProcess(node, [], "compile.mjs", { way, paths: accepted }));
  const beyond = (name) => times[name].map((time, round) => time - times.plain[round]);
  return {
    sources: { files: accepted.length, refused, lines, bytes },
    time: mapValues(times, (own) => ratioOf(own, times.plain)),
    added: median(beyond("switchyard")) / median(beyond("regenerator")),
    peak,
  };
}

/** Functions of growing size, and the microseconds that each of their parts takes. */
export const measureCompileGrowth = ({ node }) => runProcess(node, [], "compile-growth.mjs", {});
