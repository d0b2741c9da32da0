"use coroutine";
import { gather, run, sleep } from "babel-plugin-switchyard/scheduler";

async function good(name, ms) {
  await sleep(ms);
  console.log(name, "is ready");
  return name;
}

async function bad() {
  await sleep(10);
  throw new Error("x");
}

const shown = (result) => (result instanceof Error ? "error " + result.message : result);

async function main() {
  const results = await gather([() => good("slow", 30), bad, () => good("quick", 20)], { returnExceptions: true });
  for (const result of results) console.log("result:", shown(result));
  try {
    await gather([bad, () => good("other", 20)]);
  } catch (error) {
    console.log("gather failed:", error.message);
  }
  await sleep(50);
  console.log("main is done");
}

export default () => run(main);
