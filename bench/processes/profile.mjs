// A process of its own: where the time of one function of a workload goes. Its program is run hot, and then again and again for
// `ms` under the sampling profiler that the engine has. argv[2] is JSON: { program: URL, runtime: URL, run, size, from, warmUp, ms };
// prints JSON: { shares, functions, collections }: shares of the time by whose code runs, the functions with the largest ones, and how
// often the garbage collector was called, for each run.

import { Session } from "node:inspector/promises";
import { PerformanceObserver } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { timed } from "./timed.mjs";

const { program, runtime, run, size, from, warmUp, ms } = JSON.parse(process.argv[2]);
const functions = await import(program);

await functions.heat();
for (let index = 0; index < warmUp; index++) await timed(functions[run], size, from);

let collections = 0;
const observer = new PerformanceObserver((list) => (collections += list.getEntries().length));
observer.observe({ entryTypes: ["gc"] });

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.setSamplingInterval", { interval: 200 });
await session.post("Profiler.start");
let runs = 0;
for (const start = performance.now(); performance.now() - start < ms; runs++) await timed(functions[run], size, from);
const { profile } = await session.post("Profiler.stop");
await setImmediate();
observer.disconnect();

console.log(JSON.stringify({ ...sharesOf(profile), collections: collections / runs }));

function sharesOf({ nodes, samples }) {
  const callFrames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const counted = samples.map((id) => callFrames.get(id)).filter(({ functionName }) => functionName !== "(idle)");
  const share = (frames) => frames.length / counted.length;
  const shares = {};
  for (const [owner, frames] of grouped(counted, ownerOf)) shares[owner] = share(frames);
  const own = counted.filter((frame) => /^(runtime|program)$/.test(ownerOf(frame)));
  const named = [...grouped(own, ({ functionName }) => functionName || "(anonymous)")];
  const largest = named.sort(([, a], [, b]) => b.length - a.length).slice(0, 4);
  return { shares, functions: largest.map(([name, frames]) => ({ name, share: share(frames) })) };
}

/** Builtins have no address; what the profiler cannot attribute is "(program)", mostly the engine's own code. */
function ownerOf({ functionName, url }) {
  if (functionName === "(garbage collector)") return "collector";
  if (url === "" || url.startsWith("node:")) return "engine";
  return url === runtime ? "runtime" : "program";
}

function grouped(list, keyOf) {
  const groups = new Map();
  for (const item of list) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
}
