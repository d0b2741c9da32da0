// The text of a row's workload: a file in bench/workloads, or what such a file generates; and beside it what somebody has
// written by hand to do the same.

import { existsSync, readFileSync } from "node:fs";

const place = (name) => new URL(`../workloads/${name}`, import.meta.url);

export async function workloadOf({ workload, count, handwritten }) {
  if (count !== null) {
    const { source, byHand } = await import(place(`${workload}.mjs`));
    return { source: source(count), byHand: byHand(count) };
  }
  const byHand = place(`${handwritten ?? workload}.by-hand.js`);
  return {
    source: readFileSync(place(`${workload}.js`), "utf8"),
    byHand: existsSync(byHand) ? readFileSync(byHand, "utf8") : null,
  };
}
