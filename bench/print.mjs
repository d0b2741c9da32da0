// What a run says on the terminal, a line for each row as soon as it is measured.

import { titles } from "./compilers.mjs";
import { verdict } from "./table.mjs";

const SAID = { aim: "meets aim", must: "meets must", miss: "MISSES" };

const cell = (value) => (value === null ? "" : value.toPrecision(3)).padStart(8);

export function timesLine(row, { nativeMs, ratios, byHand }) {
  const cells = Object.entries(ratios).map(([name, { median }]) => `${titles[name]} ${cell(median)}`);
  const said = verdict(ratios.switchyard.median, row);
  const wanted = said === null ? "" : `${SAID[said]} (must ${row.must}, aim ${row.aim})`;
  const hand = byHand === null ? "" : `  ÷ by hand ${byHand.median.toFixed(2)}: ${SAID[verdict(byHand.median, row.byHand)]}`;
  return `${row.title.padEnd(46)} ${cells.join("  ")}  native ${nativeMs.toFixed(1)} ms  ${wanted}${hand}`;
}
