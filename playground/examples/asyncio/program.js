"use coroutine";
import { gather, group, sleep, spawn, run, waitFor, Lock, Queue, CancelledError, TimeoutError } from "babel-plugin-switchyard/scheduler";

async function f() {
  console.log("hello");
  await sleep(10);
  console.log("f2");
  return "F";
}

async function g() {
  console.log("world");
  await sleep(0);
  console.log("g2");
  return "G";
}

async function bad() {
  throw new Error("x");
}

const quoted = (text) => "'" + text + "'";
const listed = (items) => "[" + items.join(", ") + "]";
const shown = (result) => (result instanceof Error ? "ValueError(" + quoted(result.message) + ")" : quoted(result));

async function main() {
  console.log(listed((await gather([f, g])).map(quoted)));
  const results = await gather([f, bad], { returnExceptions: true });
  console.log(listed(results.map((result) => '"' + shown(result) + '"')));
  try {
    await waitFor(sleep(1000), 10);
  } catch (error) {
    if (error instanceof TimeoutError) console.log("TimeoutError TimeoutError()");
  }
  const task = spawn(async () => await sleep(1000));
  await sleep(0);
  console.log("cancel " + (task.cancel("why") ? "True" : "False"));
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) console.log("CancelledError (" + quoted(error.message) + ",) " + (task.cancelled ? "True" : "False"));
  }
  try {
    await group(async (tasks) => {
      tasks.spawn(bad);
      tasks.spawn(async () => await sleep(1000));
    });
  } catch (error) {
    console.log("ExceptionGroup " + listed(error.errors.map((each) => '"' + shown(each) + '"')));
  }

  const queue = new Queue(2);
  async function produce() {
    for (let i = 0; i < 4; i++) {
      await queue.put(i);
      console.log("put " + i);
    }
  }
  async function consume() {
    for (let i = 0; i < 4; i++) console.log("got " + (await queue.get()));
  }
  await gather([produce, consume]);

  const lock = new Lock();
  async function locked(n) {
    await lock.acquire();
    try {
      console.log("in " + n);
      await sleep(0);
      console.log("out " + n);
    } finally {
      lock.release();
    }
  }
  await gather([async () => await locked(1), async () => await locked(2)]);

  const log = [];
  spawn(async () => log.push("soon1"));
  spawn(async () => {
    await sleep(0);
    log.push("later0");
  });
  spawn(async () => log.push("soon2"));
  await sleep(1);
  console.log(listed(log.map(quoted)));
}

export default () => run(main);
