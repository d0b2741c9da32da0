"use coroutine";

async function get(queue, name = "get") {
  let item;
  try {
    item = await queue.get();
  } catch (error) {
    log(name, "is cancelled");
    throw error;
  }
  log(name, item);
  return item;
}

async function put(queue, item) {
  try {
    await queue.put(item);
  } catch (error) {
    log("put of", item, "is cancelled");
    throw error;
  }
  log("put", item);
}

/** The exceptions of the originals have names; here they are plain errors. */
function refused(call, what) {
  try {
    call();
  } catch {
    log(what);
  }
}

program("first in, first out; empty and full", async () => {
  const queue = new Queue(3);
  log(queue.size, queue.isFull);
  for (const item of [1, 3, 2]) await queue.put(item);
  log(queue.size, queue.isFull);
  log([await queue.get(), await queue.get(), await queue.get()]);
  log(queue.size, queue.isFull);
});

program("without a bound it is never full", async () => {
  for (const queue of [new Queue(), new Queue(0), new Queue(-1)]) {
    for (let item = 0; item < 1000; item++) queue.putNow(item);
    log(queue.size, queue.isFull);
  }
});

program("a bound that is no whole number", async () => {
  const queue = new Queue(1.3);
  queue.putNow(1);
  queue.putNow(2);
  log(queue.isFull);
  refused(() => queue.putNow(3), "full");
});

program("who puts waits for room", async () => {
  const queue = new Queue(2);
  const task = spawn(async () => {
    for (let item = 0; item < 3; item++) await put(queue, item);
    return true;
  });
  await sleep(0);
  await sleep(0);
  log("got", await queue.get());
  await sleep(0);
  log("got", await queue.get());
  log("got", await queue.get());
  log(status(task));
});

program("who gets waits for an item", async () => {
  const queue = new Queue();
  const task = spawn(get, queue);
  await sleep(10);
  log(status(task));
  queue.putNow("late");
  log(await task);
});

program("who puts waits until somebody takes without waiting", async () => {
  const queue = new Queue(1);
  const task = spawn(async () => {
    await put(queue, 1);
    await put(queue, 2);
  });
  await sleep(10);
  log(queue.getNow());
  await task;
});

program("nothing to take, no room: at once", async () => {
  const queue = new Queue(1);
  refused(() => queue.getNow(), "empty");
  queue.putNow(1);
  refused(() => queue.putNow(2), "full");
  log(queue.getNow());
});

program("a getter that is cancelled takes nothing from the next", async () => {
  const queue = new Queue();
  const one = spawn(get, queue, "one");
  const two = spawn(get, queue, "two");
  await sleep(0);
  one.cancel();
  await sleep(0);
  log(status(one));
  await queue.put("a");
  await sleep(0);
  log(await two);
});

program("a getter that is cancelled when it has been woken leaves the item", async () => {
  const queue = new Queue();
  const one = spawn(get, queue, "one");
  await sleep(0);
  queue.putNow(1);
  queue.putNow(2);
  one.cancel();
  await wait([one]);
  log(status(one), await get(queue, "again"));
});

program("of three getters the first is cancelled when it has been woken", async () => {
  const queue = new Queue();
  const tasks = ["one", "two", "three"].map((name) => spawn(get, queue, name));
  await sleep(0);
  queue.putNow(1);
  queue.putNow(2);
  tasks[0].cancel();
  await wait(tasks);
  log(tasks.map(status));
});

program("a getter that waited too long is forgotten", async () => {
  const queue = new Queue(5);
  try {
    await waitFor(async () => await get(queue), 10);
  } catch (error) {
    log("caught", error);
  }
  queue.putNow("for nobody");
  await sleep(10);
  log(queue.size);
});

program("two wait to put, one takes", async () => {
  const queue = new Queue(1);
  const tasks = ["a", "b"].map((item) => spawn(put, queue, item));
  log("got", await queue.get());
  log("got", await queue.get());
  await wait(tasks);
});

program("producer and consumer through a queue of one", async () => {
  const queue = new Queue(1);
  await group(async (tasks) => {
    tasks.spawn(async () => {
      for (let item = 0; item < 5; item++) await put(queue, item);
    });
    tasks.spawn(async () => {
      for (let i = 0; i < 5; i++) await get(queue);
    });
  });
});

program("a putter that is cancelled when it has been woken puts nothing", async () => {
  const queue = new Queue(1);
  queue.putNow(1);
  const writer = spawn(put, queue, 2);
  await sleep(0);
  log(queue.getNow());
  writer.cancel();
  await wait([writer]);
  log(status(writer), queue.size);
  await put(queue, 3);
  log(queue.getNow(), queue.size);
});

program("a putter that is cancelled while it waits lets the others by", async () => {
  const queue = new Queue(1);
  const [one, two, three] = ["a", "b", "x"].map((item) => spawn(put, queue, item));
  await sleep(0);
  log(status(one), status(two));
  three.cancel();
  await sleep(0);
  log(status(three), queue.getNow());
  await sleep(0);
  log(status(two), queue.getNow(), queue.size);
});

program("a putter that is woken and cancelled wakes the next one", async () => {
  const queue = new Queue(1);
  queue.putNow(0);
  const [one, two] = ["a", "b"].map((item) => spawn(put, queue, item));
  await sleep(0);
  log(queue.getNow());
  one.cancel();
  await wait([two]);
  log(status(one), queue.getNow());
});

program("who puts has put before the getter runs", async () => {
  const queue = new Queue();
  const task = spawn(get, queue);
  await sleep(0);
  await put(queue, "a");
  log(await task);
});

program("four putters, and a getter that takes what is there", async () => {
  const queue = new Queue(2);
  await group(async (tasks) => {
    tasks.spawn(async () => {
      await sleep(0);
      for (let left = queue.size; left > 0; left--) log("took", queue.getNow());
    });
    for (let item = 0; item < 4; item++) tasks.spawn(put, queue, item);
  });
  log(queue.size);
});

program("join waits until all is dealt with", async () => {
  const queue = new Queue();
  for (let item = 0; item < 100; item++) queue.putNow(item);
  let total = 0;
  async function worker() {
    for (;;) {
      const item = await queue.get();
      await sleep(1);
      total += item;
      queue.taskDone();
    }
  }
  const workers = [spawn(worker), spawn(worker)];
  await queue.join();
  log(total);
  for (const task of workers) task.cancel();
});

program("join of a queue with nothing to deal with", async () => {
  const queue = new Queue();
  await queue.join();
  await queue.join();
  log("at once");
});

program("join waits for what was taken, too", async () => {
  const queue = new Queue();
  await queue.put(1);
  const task = spawn(async () => await queue.join());
  await queue.get();
  await sleep(0);
  log(queue.size, status(task));
  queue.taskDone();
  await sleep(0);
  await sleep(0);
  log(status(task));
  await queue.put(2);
  log(queue.size);
});

program("more is dealt with than there was", async () => {
  const queue = new Queue();
  refused(() => queue.taskDone(), "refused Misuse");
});
