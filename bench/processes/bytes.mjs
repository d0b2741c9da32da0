// A process of its own, with --expose-gc: what a suspended activation keeps on the heap, in bytes, in each program. The promise
// of a call is counted; what it waits for is shared, and is not. argv[2] is JSON: { programs: name → URL, run, count }.

import { setImmediate } from "node:timers/promises";

const WARM_UPS = 2;
const MEASUREMENTS = 3;

/** In turns of the event loop, so that nothing of the last measurement is left on the stack. */
async function heapUsed() {
  for (let turn = 0; turn < 3; turn++) {
    await setImmediate();
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}

async function bytesEach(make, count) {
  const kept = new Array(count + 1).fill(null);
  // A promise that nobody holds would take along what waits for it.
  const never = (kept[count] = new Promise(() => {}));
  // Some helpers hold on to the last activation, and so to all that wait for the same promise.
  make(0, new Promise(() => {}));
  const before = await heapUsed();
  for (let index = 0; index < count; index++) kept[index] = make(index, never);
  const after = await heapUsed();
  return (after - before) / (kept.length - 1);
}

async function measureBytes({ programs, run, count }) {
  const bytes = {};
  for (const [name, url] of Object.entries(programs)) {
    const make = (await import(url))[run];
    for (let index = 0; index < WARM_UPS; index++) await bytesEach(make, 5000);
    bytes[name] = [];
    for (let index = 0; index < MEASUREMENTS; index++) bytes[name].push(await bytesEach(make, count));
  }
  return bytes;
}

console.log(JSON.stringify(await measureBytes(JSON.parse(process.argv[2]))));
