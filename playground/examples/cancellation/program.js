"use coroutine";
import { run, sleep, spawn, timeout, CancelledError, TimeoutError } from "babel-plugin-switchyard/scheduler";

async function work(name) {
  try {
    for (let i = 1; ; i++) {
      console.log(name, "works", i);
      await sleep(100);
    }
  } catch (error) {
    if (error instanceof CancelledError) console.log(name, "is cancelled:", error.message || "no reason");
    throw error;
  } finally {
    await sleep(10);
    console.log(name, "has cleaned up");
  }
}

async function main() {
  const task = spawn(work, "task");
  await sleep(250);
  console.log("cancel", task.cancel("enough"));
  try {
    await task;
  } catch (error) {
    console.log("main sees", error instanceof CancelledError, "cancelled", task.cancelled);
  }
  try {
    await timeout(150, async () => await work("other"));
  } catch (error) {
    if (error instanceof TimeoutError) console.log("time is up");
  }
}

export const subject = () => run(main);
export default subject;
