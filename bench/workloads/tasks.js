// Very many tasks, and very many turns. `host` has spawn, sleep and event, of promises or of the scheduler; halfway() is called
// when all that will be there is there.

async function asleep(host, ms) {
  "use coroutine";
  await host.sleep(ms);
  return ms;
}

async function waiting(event, index) {
  "use coroutine";
  await event.wait();
  return index;
}

/** n tasks, each asleep for a time of its own between 1 and 1,000 ms. */
export async function sleepers(host, n) {
  "use coroutine";
  const tasks = [];
  for (let i = 0; i < n; i++) tasks.push(host.spawn(asleep, host, 1 + ((i * 7919) % 1000)));
  await host.sleep(0);
  host.halfway();
  let sum = 0;
  for (const task of tasks) sum += await task;
  return sum;
}

/** n tasks that wait for the same event. */
export async function waiters(host, n) {
  "use coroutine";
  const event = host.event();
  const tasks = [];
  for (let i = 0; i < n; i++) tasks.push(host.spawn(waiting, event, i));
  await host.sleep(0);
  host.halfway();
  event.set();
  let sum = 0;
  for (const task of tasks) sum += await task;
  return sum;
}

/** One task, which lets the others by n times. */
export async function turns(host, n) {
  "use coroutine";
  let i = 0;
  while (i < n) {
    await host.sleep(0);
    i++;
  }
  host.halfway();
  return i;
}
