// Time: a row's programs measured in several processes, as ratios to native, and to what is written by hand.

import { withPrograms, runProcess } from "./run.mjs";
import { mapValues, median, ratioOf, spreadOf } from "./statistics.mjs";

export async function measureTimes(row, { node, rounds, processes }) {
  const measured = await withPrograms(row, async (programs) => {
    const { run, size, warmUp, from } = row;
    const list = [];
    for (let index = 0; index < processes; index++) {
      list.push(await runProcess(node, [], "rounds.mjs", { programs, run, size, rounds, warmUp, from }));
    }
    return list;
  });
  const [{ native: _, ...others }] = measured;
  return {
    nativeMs: median(measured.map(({ native }) => median(native))),
    ratios: mapValues(others, (_times, name) => spreadOf(measured.map((times) => ratioOf(times[name], times.native)))),
    byHand: "byHand" in others ? spreadOf(measured.map((times) => ratioOf(times.switchyard, times.byHand))) : null,
  };
}
