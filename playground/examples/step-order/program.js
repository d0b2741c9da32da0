"use coroutine";
import { gather, sleep, spawn, run, Event } from "babel-plugin-switchyard/scheduler";

async function work(name, times) {
  for (let i = 0; i < times; i++) {
    console.log(name + " " + i);
    await sleep(0);
  }
  return name;
}

const shown = (names) => "[" + names.map((name) => "'" + name + "'").join(", ") + "]";

async function main() {
  console.log("-- sequential");
  await work("a", 2);
  await work("b", 2);
  console.log("-- tasks");
  const tasks = ["a", "b"].map((name) => spawn(work, name, 3));
  console.log("created");
  const results = [];
  for (const task of tasks) results.push(await task);
  console.log(shown(results));
  console.log("-- gather");
  console.log(shown(await gather([spawn(work, "a", 2), spawn(work, "b", 1), spawn(work, "c", 3)])));

  const event = new Event();
  async function waiter(n) {
    console.log("wait " + n);
    await event.wait();
    console.log("woke " + n + " 7");
  }
  const waiters = [0, 1, 2].map((n) => spawn(waiter, n));
  await sleep(0);
  event.set();
  console.log("set");
  await gather(waiters);
}

export default () => run(main);
