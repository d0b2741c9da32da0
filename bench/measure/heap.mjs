// Memory of suspended activations, in bytes, and as ratios to native. One process is enough: heaps do not depend on the day.

import { withPrograms, runProcess } from "./run.mjs";
import { mapValues, median } from "./statistics.mjs";

export async function measureHeap(row, { node }) {
  const measured = await withPrograms(row, (programs) =>
    runProcess(node, ["--expose-gc"], "bytes.mjs", { programs, run: row.run, count: row.activations }),
  );
  const bytes = mapValues(measured, (list) => Math.round(median(list)));
  return { bytes, ratios: mapValues(bytes, (own) => own / bytes.native) };
}
