// Memory of suspended activations, in bytes, and as ratios to native. One process is enough: heaps do not depend on the day.

import { withPrograms, runProcess } from "./run.mjs";
import { mapValues, median } from "./statistics.mjs";

/** Objects take whole words: what a heap of a hundred thousand shows between them is something else that came or went. */
const WORD = 8;

export async function measureHeap(row, { node }) {
  const measured = await withPrograms(row, (programs) =>
    runProcess(node, ["--expose-gc"], "bytes.mjs", { programs, run: row.run, count: row.activations }),
  );
  const bytes = mapValues(measured, (list) => WORD * Math.round(median(list) / WORD));
  return { bytes, ratios: mapValues(bytes, (own) => own / bytes.native) };
}
