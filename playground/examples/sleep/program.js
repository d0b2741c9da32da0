"use coroutine";
import { run, sleep, spawn } from "babel-plugin-switchyard/scheduler";

async function alarm(name, ms) {
  console.log(name, "sleeps");
  await sleep(ms);
  console.log(name, "wakes");
  await sleep(0);
  console.log(name, "gave the others a turn");
}

async function main() {
  const tasks = [spawn(alarm, "late", 300), spawn(alarm, "early", 100), spawn(alarm, "between", 200)];
  console.log("main goes first");
  for (const task of tasks) await task;
  console.log("all are awake");
}

export const subject = () => run(main);
export default subject;
