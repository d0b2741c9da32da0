"use coroutine";
import { run, sleep, spawn } from "babel-plugin-switchyard/scheduler";

async function f() {
  console.log("f: start");
  await sleep(1000);
  console.log("hello");
}

async function g() {
  console.log("g: start");
  await sleep(1000);
  console.log("world");
}

async function main() {
  const t1 = spawn(f);
  const t2 = spawn(g);
  console.log("main: created");
  await t1;
  console.log("main: t1 done");
  await t2;
  console.log("main: t2 done");
}

export default async () => {
  const start = performance.now();
  await run(main);
  console.log("elapsed_s", Math.floor((performance.now() - start) / 1000));
};
