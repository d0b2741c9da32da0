// A process of its own: takes the programs of one workload, and times one of their functions in rounds. In every round each
// program has its turn, so that what the machine does besides hits all of them, and it is ratios within a round that count.
// (Libraries for benchmarks, mitata for one, measure one after the other and compare medians: on a shared machine that
// compares its moods.) argv[2] is JSON: { programs: name → URL, run, size, rounds, warmUp, from }; prints JSON: name → times.

import { timed } from "./timed.mjs";

/** Modules by variant, each with its other functions hot. */
async function load(programs) {
  const modules = {};
  for (const [name, url] of Object.entries(programs)) {
    modules[name] = await import(url);
    await modules[name].heat();
  }
  return modules;
}

/** Forwards and backwards, beginning elsewhere each time: nobody always runs behind the same neighbour. */
function turns(names, round) {
  const rotated = names.map((_, index) => names[(index + round) % names.length]);
  return round % 2 === 0 ? rotated : rotated.reverse();
}

async function measureRounds({ programs, run, size, rounds, warmUp, from }) {
  const modules = await load(programs);
  const names = Object.keys(programs);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < warmUp + rounds; round++) {
    const results = {};
    for (const name of turns(names, round)) {
      const { time, result } = await timed(modules[name][run], size, from);
      results[name] = result;
      if (round >= warmUp) times[name].push(time);
    }
    for (const name of names) {
      if (!Object.is(results[name], results.native)) throw new Error(`${name} computes ${results[name]}, native ${results.native}`);
    }
  }
  return times;
}

console.log(JSON.stringify(await measureRounds(JSON.parse(process.argv[2]))));
