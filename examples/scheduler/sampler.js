"use coroutine";
// A bit of everything that the other examples leave out, for engines that have neither promises nor timers.

const { createScheduler, virtualClock, CancelledError, TimeoutError, Event, Semaphore } = Switchyard.scheduler;
const { asCompleted, contextVar, currentTask, gather, group, shield, sleep, spawn, timeout, wait, waitFor } = Switchyard.scheduler;

const kind = (error) => (error instanceof CancelledError ? "cancelled" : error instanceof TimeoutError ? "too late" : error.message);

async function after(ms, value) {
  await sleep(ms);
  return value;
}

async function failing(ms, message) {
  await sleep(ms);
  throw new Error(message);
}

async function waits() {
  const tasks = [30, 10, 20].map((ms) => spawn(after, ms, ms));
  const first = await wait(tasks, { returnWhen: "FIRST_COMPLETED" });
  print(`${now()} first: ${first.done.length} done, ${first.pending.length} pending`);
  const soon = await wait(tasks, { timeout: 5 });
  print(`${now()} in time: ${soon.done.length} done, ${soon.pending.length} pending`);
  for await (const task of asCompleted(tasks)) print(`${now()} completed: ${await task}`);
}

async function deadlines() {
  try {
    await timeout(10, async () => {
      try {
        await sleep(100);
      } finally {
        await sleep(5);
        print(`${now()} cleaned up`);
      }
    });
  } catch (error) {
    print(`${now()} ${kind(error)}`);
  }
  const value = await timeout(100, async () => await after(10, "yes"));
  print(`${now()} in time: ${value}`);
  const slow = spawn(after, 30, "slow");
  try {
    await waitFor(shield(slow), 10);
  } catch (error) {
    print(`${now()} ${kind(error)}, and goes on: ${await slow}`);
  }
}

async function groups() {
  try {
    await group(async (tasks) => {
      tasks.spawn(failing, 10, "first");
      tasks.spawn(async () => {
        try {
          await sleep(100);
        } finally {
          throw new Error("second");
        }
      });
      try {
        await sleep(100);
      } catch (error) {
        print(`${now()} the body is ${kind(error)}`);
        throw error;
      }
    });
  } catch (error) {
    print(`${now()} ${error.errors.map(kind).join(", ")}`);
  }
  const results = await gather([spawn(failing, 5, "bad"), spawn(after, 1, "good")], { returnExceptions: true });
  print(results.map((result) => (result instanceof Error ? kind(result) : result)).join(", "));
}

async function turns() {
  const permits = new Semaphore(2);
  const start = new Event();
  const user = contextVar("user", "nobody");
  async function guest(name) {
    user.set(name);
    await start.wait();
    await permits.acquire();
    try {
      print(`${now()} ${user.get()} is in`);
      await sleep(10);
    } finally {
      permits.release();
    }
  }
  const guests = ["Ann", "Bob", "Cleo", "Dan"].map((name) => spawn(guest, name));
  await sleep(1);
  start.set();
  guests[2].cancel("ill");
  await gather(guests, { returnExceptions: true });
  print(`${user.get()}: ${guests.map((task) => task.cancelled).join(" ")}`);
  currentTask().cancel("enough");
  try {
    await sleep(1);
  } catch (error) {
    print(`${kind(error)}: ${error.message}`);
  }
}

async function deep(n) {
  return n === 0 ? await after(1, 0) : 1 + (await deep(n - 1));
}

async function main() {
  await waits();
  await deadlines();
  await groups();
  await turns();
  print(`${await deep(500)} calls deep`);
}

const { run, now } = createScheduler({ clock: virtualClock() });
const task = run(main);
print(task.done ? "done" : "still running");
