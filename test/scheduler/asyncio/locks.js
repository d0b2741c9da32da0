"use coroutine";

async function acquire(lock, name) {
  try {
    await lock.acquire();
  } catch (error) {
    log(name, "is cancelled");
    throw error;
  }
  log(name, "has it");
  return name;
}

async function waitTold(event, name) {
  try {
    log(name, await event.wait());
  } catch (error) {
    log(name, "is cancelled");
    throw error;
  }
}

program("lock: who waits longest has it first", async () => {
  const lock = new Lock();
  await lock.acquire();
  const one = spawn(acquire, lock, "one");
  const two = spawn(acquire, lock, "two");
  await sleep(0);
  log("released");
  lock.release();
  await sleep(0);
  await sleep(0);
  const three = spawn(acquire, lock, "three");
  log("released");
  lock.release();
  await sleep(0);
  log("released");
  lock.release();
  await sleep(0);
  log(status(one), status(two), status(three));
});

program("lock: who is cancelled while it waits waits no more", async () => {
  const lock = new Lock();
  await lock.acquire();
  const task = spawn(acquire, lock, "one");
  await sleep(0);
  task.cancel();
  await wait([task]);
  lock.release();
  log(await acquire(lock, "main"));
});

program("lock: the next is cancelled as it is released, the one after has it", async () => {
  const lock = new Lock();
  const go = new Event();
  async function hold(name, event) {
    await acquire(lock, name);
    try {
      if (event) await event.wait();
    } finally {
      lock.release();
    }
  }
  const one = spawn(hold, "one", go);
  await sleep(0);
  const two = spawn(hold, "two", null);
  await sleep(0);
  const three = spawn(hold, "three", null);
  await sleep(0);
  go.set();
  two.cancel();
  await sleep(0);
  log(lock.isLocked, status(one), status(two));
  await three;
  log(lock.isLocked);
});

program("lock: cancelled and released at once, only one has it", async () => {
  const lock = new Lock();
  await lock.acquire();
  const [one, two, three] = ["one", "two", "three"].map((name) => spawn(acquire, lock, name));
  await sleep(0);
  one.cancel();
  lock.release();
  await wait([one]);
  log(status(one), status(two), status(three));
  three.cancel();
  await sleep(0);
  log(status(three));
});

program("lock: woken and cancelled, it wakes the next", async () => {
  const lock = new Lock();
  await lock.acquire();
  const [one, two] = ["one", "two"].map((name) => spawn(acquire, lock, name));
  await sleep(0);
  lock.release();
  one.cancel();
  await wait([one, two]);
  log(status(one), status(two), lock.isLocked);
});

program("lock: cancelled, and released before the others have begun to wait", async () => {
  const lock = new Lock();
  await lock.acquire();
  const one = spawn(acquire, lock, "one");
  await sleep(0);
  const two = spawn(acquire, lock, "two");
  one.cancel();
  lock.release();
  await sleep(0);
  log(lock.isLocked, status(one));
  log(await two);
});

program("lock: released by who does not hold it", async () => {
  const lock = new Lock();
  try {
    lock.release();
  } catch (error) {
    log("refused", error);
  }
  await lock.acquire();
  log(lock.isLocked);
  lock.release();
  log(lock.isLocked);
});

program("event: all who wait are woken, after who begins to wait when it is set", async () => {
  const event = new Event();
  log(event.isSet);
  const [one, two] = ["one", "two"].map((name) => spawn(waitTold, event, name));
  await sleep(0);
  const three = spawn(waitTold, event, "three");
  event.set();
  await sleep(0);
  log(status(one), status(two), status(three));
});

program("event: set already", async () => {
  const event = new Event();
  event.set();
  await waitTold(event, "main");
});

program("event: who is cancelled while it waits", async () => {
  const event = new Event();
  const task = spawn(waitTold, event, "one");
  await sleep(0);
  task.cancel();
  await wait([task]);
  event.set();
  log(status(task));
});

program("event: cleared", async () => {
  const event = new Event();
  event.set();
  log(event.isSet);
  event.clear();
  log(event.isSet);
});

program("event: set and cleared at once still wakes who waits", async () => {
  const event = new Event();
  const task = spawn(waitTold, event, "one");
  await sleep(0);
  event.set();
  event.clear();
  log(event.isSet);
  event.set();
  event.set();
  await sleep(0);
  log(status(task));
});

program("semaphore: so many, and no more", async () => {
  const semaphore = new Semaphore(3);
  await semaphore.acquire();
  await semaphore.acquire();
  const tasks = ["one", "two", "three"].map((name) => spawn(acquire, semaphore, name));
  await sleep(0);
  tasks.push(spawn(acquire, semaphore, "four"));
  semaphore.release();
  semaphore.release();
  await sleep(0);
  log(tasks.map(status));
  semaphore.release();
  await gather(tasks);
});

program("semaphore: none, and fewer than none", async () => {
  try {
    new Semaphore(-1);
  } catch (error) {
    log("refused", error);
  }
  const semaphore = new Semaphore(0);
  const task = spawn(acquire, semaphore, "one");
  await sleep(10);
  log(status(task));
  semaphore.release();
  log(await task);
});

program("semaphore: who is cancelled while it waits", async () => {
  const semaphore = new Semaphore();
  await semaphore.acquire();
  const task = spawn(acquire, semaphore, "one");
  await sleep(0);
  task.cancel();
  await wait([task]);
  semaphore.release();
  log(await acquire(semaphore, "main"));
});

program("semaphore: cancelled before they are woken, the permit is the next one's", async () => {
  const semaphore = new Semaphore(0);
  const [one, two, three, four] = ["one", "two", "three", "four"].map((name) => spawn(acquire, semaphore, name));
  await sleep(0);
  one.cancel();
  two.cancel();
  semaphore.release();
  await sleep(0);
  await sleep(0);
  log(status(three), status(four));
});

program("semaphore: woken and cancelled, it gives the permit on", async () => {
  const semaphore = new Semaphore(0);
  const [one, two] = ["one", "two"].map((name) => spawn(acquire, semaphore, name));
  await sleep(0);
  semaphore.release();
  one.cancel();
  await wait([one, two]);
  log(status(one), status(two));
});

program("semaphore: cancelled by who has just given its permit back", async () => {
  const semaphore = new Semaphore(1);
  const one = spawn(async () => {
    await semaphore.acquire();
    await sleep(0);
    semaphore.release();
    two.cancel();
  });
  const two = spawn(acquire, semaphore, "two");
  await wait([one, two]);
  log(status(one), status(two));
  log(await waitFor(async () => await acquire(semaphore, "main"), 1));
});

program("semaphore: more permits than there were", async () => {
  const semaphore = new Semaphore(1);
  semaphore.release();
  await acquire(semaphore, "one");
  await acquire(semaphore, "two");
});

program("semaphore: in turns", async () => {
  const semaphore = new Semaphore(1);
  async function twice(name) {
    for (let i = 0; i < 2; i++) {
      await acquire(semaphore, name);
      await sleep(10);
      semaphore.release();
    }
  }
  await group(async (tasks) => {
    for (const name of ["one", "two", "three"]) tasks.spawn(twice, name);
  });
});

program("semaphore: who gives its permit back waits behind the others", async () => {
  const semaphore = new Semaphore(1);
  async function again() {
    await acquire(semaphore, "two");
    semaphore.release();
    await acquire(semaphore, "two again");
  }
  const tasks = [spawn(acquire, semaphore, "one"), spawn(again), spawn(acquire, semaphore, "three")];
  await sleep(0);
  semaphore.release();
  semaphore.release();
  await gather(tasks);
});

program("semaphore: the first of three is cancelled", async () => {
  const semaphore = new Semaphore(0);
  const tasks = ["one", "two", "three"].map((name) => spawn(acquire, semaphore, name));
  await sleep(0);
  tasks[0].cancel();
  await sleep(0);
  semaphore.release();
  semaphore.release();
  log(await gather(tasks, { returnExceptions: true }));
});

program("semaphore: three permits at once wake three", async () => {
  const semaphore = new Semaphore(0);
  let later;
  async function first() {
    await acquire(semaphore, "one");
    later = spawn(acquire, semaphore, "four");
  }
  async function second() {
    for (let i = 0; i < 3; i++) semaphore.release();
    await acquire(semaphore, "two");
  }
  await gather([spawn(first), spawn(second), spawn(acquire, semaphore, "three")]);
  semaphore.release();
  log(await later);
});
