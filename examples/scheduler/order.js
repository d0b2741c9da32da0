"use coroutine";
// Who runs when, turn by turn.

const { createScheduler, gather, sleep, spawn, virtualClock, Event } = Switchyard.scheduler;

async function work(name, times) {
  for (let i = 0; i < times; i++) {
    print(name + " " + i);
    await sleep(0);
  }
  return name;
}

const shown = (names) => "[" + names.map((name) => "'" + name + "'").join(", ") + "]";

async function main() {
  print("-- sequential");
  await work("a", 2);
  await work("b", 2);
  print("-- tasks");
  const tasks = ["a", "b"].map((name) => spawn(work, name, 3));
  print("created");
  const results = [];
  for (const task of tasks) results.push(await task);
  print(shown(results));
  print("-- gather");
  print(shown(await gather([spawn(work, "a", 2), spawn(work, "b", 1), spawn(work, "c", 3)])));

  const event = new Event();
  async function waiter(n) {
    print("wait " + n);
    await event.wait();
    print("woke " + n + " 7");
  }
  const waiters = [0, 1, 2].map((n) => spawn(waiter, n));
  await sleep(0);
  event.set();
  print("set");
  await gather(waiters);
}

createScheduler({ clock: virtualClock() }).run(main);
