"use coroutine";
// gather, deadlines, cancellation, groups, queues and locks. Values are printed as Python prints them.

const { createScheduler, gather, group, sleep, spawn, virtualClock, waitFor, Lock, Queue, CancelledError, TimeoutError } = Switchyard.scheduler;

async function f() {
  print("hello");
  await sleep(10);
  print("f2");
  return "F";
}

async function g() {
  print("world");
  await sleep(0);
  print("g2");
  return "G";
}

async function bad() {
  throw new Error("x");
}

const quoted = (text) => "'" + text + "'";
const listed = (items) => "[" + items.join(", ") + "]";
const shown = (result) => (result instanceof Error ? "ValueError(" + quoted(result.message) + ")" : quoted(result));

async function main() {
  print(listed((await gather([f, g])).map(quoted)));
  const results = await gather([f, bad], { returnExceptions: true });
  print(listed(results.map((result) => '"' + shown(result) + '"')));
  try {
    await waitFor(sleep(1000), 10);
  } catch (error) {
    if (error instanceof TimeoutError) print("TimeoutError TimeoutError()");
  }
  const task = spawn(async () => await sleep(1000));
  await sleep(0);
  print("cancel " + (task.cancel("why") ? "True" : "False"));
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) print("CancelledError (" + quoted(error.message) + ",) " + (task.cancelled ? "True" : "False"));
  }
  try {
    await group(async (tasks) => {
      tasks.spawn(bad);
      tasks.spawn(async () => await sleep(1000));
    });
  } catch (error) {
    print("ExceptionGroup " + listed(error.errors.map((each) => '"' + shown(each) + '"')));
  }

  const queue = new Queue(2);
  async function produce() {
    for (let i = 0; i < 4; i++) {
      await queue.put(i);
      print("put " + i);
    }
  }
  async function consume() {
    for (let i = 0; i < 4; i++) print("got " + (await queue.get()));
  }
  await gather([produce, consume]);

  const lock = new Lock();
  async function locked(n) {
    await lock.acquire();
    try {
      print("in " + n);
      await sleep(0);
      print("out " + n);
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
  print(listed(log.map(quoted)));
}

createScheduler({ clock: virtualClock() }).run(main);
