// npm run sizes: what the runtime costs a program that uses a part of it, against its budget, and what one more function
// costs, against other compilers. Fails if a budget is exceeded.

import { functionSizes, partSizes, runtimeSizes, schedulerSize } from "../bench/measure/sizes.mjs";
import { functionSizeGoal } from "../bench/table.mjs";

let over = 0;

function report({ name, budget, bytes }) {
  if (bytes > budget) over++;
  console.log(`  ${name.padEnd(28)} ${String(bytes).padStart(5)} B   budget ${budget} B${bytes > budget ? "   OVER" : ""}`);
}

console.log("runtime, tree-shaken, minified, gzipped");
for (const size of await runtimeSizes()) report(size);
console.log("scheduler, beside an async function");
report({ name: "run, spawn, sleep and gather", ...(await schedulerSize()) });
const parts = await partSizes();
for (const [kind, sizes] of Object.entries(await functionSizes())) {
  const list = Object.entries(sizes).map(([name, bytes]) => `${name} ${bytes} B`);
  console.log(`one more ${kind}: ${list.join(", ")}; switchyard to Babel ${(sizes.switchyard / sizes.babel).toFixed(2)} (must be ${functionSizeGoal.must})`);
  console.log(`  of which ${parts[kind].map(({ part, bytes }) => `${part} ${bytes} B`).join(", ")}`);
}
process.exitCode = over === 0 ? 0 : 1;
