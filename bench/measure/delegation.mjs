// How the time of an item grows with the number of yield* that it comes through, in nanoseconds.

import { withPrograms, runProcess } from "./run.mjs";
import { mapValues, median } from "./statistics.mjs";
import { delegationRow } from "../table.mjs";

const DEPTHS = [1, 2, 5, 10, 20, 50, 100, 200];

/** Enough items that making the chain does not count, few enough that the deepest takes no longer than the others. */
const itemsAt = (depth) => Math.max(5000, Math.round(60_000 / depth));

export function measureDelegation({ node, rounds }) {
  return withPrograms(delegationRow, async (programs) => {
    const results = [];
    for (const depth of DEPTHS) {
      const items = itemsAt(depth);
      const task = { programs, run: delegationRow.run, size: { depth, items }, rounds, warmUp: 8, from: "event" };
      const times = await runProcess(node, [], "rounds.mjs", task);
      results.push({ depth, nanoseconds: mapValues(times, (list) => (median(list) * 1e6) / items) });
    }
    return results;
  });
}
