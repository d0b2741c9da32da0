"use coroutine";
import { gather, run, sleep, spawn, Queue } from "babel-plugin-switchyard/scheduler";

async function worker(name, jobs) {
  for (let count = 0; ; count++) {
    const ms = await jobs.get();
    if (ms === null) return name + " did " + count;
    console.log(name, "takes", ms);
    await sleep(ms);
    console.log(name, "has done", ms);
  }
}

async function main() {
  const jobs = new Queue(2);
  const workers = ["ada", "bob", "cy"].map((name) => spawn(worker, name, jobs));
  for (const ms of [50, 30, 90, 25, 45, 10]) {
    await jobs.put(ms);
    console.log("queued", ms);
  }
  for (const _ of workers) await jobs.put(null);
  for (const said of await gather(workers)) console.log(said);
}

export const subject = () => run(main);
export default subject;
