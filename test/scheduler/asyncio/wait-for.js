"use coroutine";

async function after(ms, value) {
  await sleep(ms);
  return value;
}

async function telling(name, ms) {
  try {
    await sleep(ms);
  } catch (error) {
    log(name, "is cancelled");
    throw error;
  }
  log(name, "has slept");
  return name;
}

/** Sleeps so long, whoever cancels it. */
async function stubborn(ms) {
  const end = now() + ms;
  while (end > now()) {
    try {
      await sleep(end - now());
    } catch {
      log("will not");
    }
  }
  log("ends by itself");
  return "stubborn";
}

async function slowToEnd(ms) {
  try {
    await sleep(ms);
  } catch (error) {
    await sleep(5);
    throw error;
  } finally {
    log("ends");
  }
}

program("who is cancelled while it waits for what cannot be cancelled gets its result", async () => {
  const task = spawn(async () => await waitFor(async () => await stubborn(20), 40));
  await sleep(0);
  task.cancel();
  await wait([task]);
  log(status(task));
});

program("who waits too long for what cannot be cancelled gets what it returns", async () => {
  log(await waitFor(async () => await stubborn(20), 10));
});

program("no time, and it is there already", async () => {
  const task = spawn(after, 0, "done");
  await sleep(5);
  log(await waitFor(task, 0));
});

program("no time: a call is not even begun", async () => {
  try {
    await waitFor(async () => await telling("call", 1), 0);
  } catch (error) {
    log("caught", error);
  }
});

program("no time: a task that runs is cancelled", async () => {
  for (const ms of [0, -1]) {
    const task = spawn(telling, "task", 100);
    await sleep(1);
    try {
      await waitFor(task, ms);
    } catch (error) {
      log("caught", error, task.cancelled);
    }
  }
});

program("too long: the task is cancelled", async () => {
  const task = spawn(telling, "task", 100);
  try {
    await waitFor(task, 10);
  } catch (error) {
    log("caught", error, task.cancelled);
  }
});

program("no limit", async () => {
  log(await waitFor(async () => await telling("call", 10), Infinity));
});

program("just in time", async () => {
  const task = spawn(after, 10, "ok");
  log(await waitFor(task, 11));
});

program("what returns when it is cancelled has returned", async () => {
  async function inner() {
    try {
      await sleep(100);
    } catch {
      return "all the same";
    }
  }
  log(await waitFor(inner, 10));
  log(await waitFor(spawn(inner), 10));
});

program("it is waited for until it has been cancelled", async () => {
  for (const ms of [10, 0]) {
    const task = spawn(slowToEnd, 100);
    await sleep(1);
    try {
      await waitFor(task, ms);
    } catch (error) {
      log("caught", error);
    }
  }
});

program("an error on the way out counts for more than the deadline", async () => {
  async function inner() {
    try {
      await sleep(100);
    } finally {
      throw new Failure("on the way out");
    }
  }
  for (const ms of [10, 0]) {
    const task = spawn(inner);
    await sleep(1);
    try {
      await waitFor(task, ms);
    } catch (error) {
      log("caught", error);
    }
  }
});

program("who is cancelled while it waits cancels what it waits for", async () => {
  for (const ms of [Infinity, 60]) {
    const task = spawn(telling, "task", 100);
    const waiting = spawn(async () => await waitFor(task, ms));
    await sleep(1);
    waiting.cancel("mine");
    await wait([waiting]);
    log(status(waiting), status(task));
  }
});

program("cancelled in the turn in which the task has ended", async () => {
  const task = spawn(async () => "done");
  const waiting = spawn(async () => {
    await waitFor(task, 100);
    await sleep(1);
    log("never here");
  });
  await sleep(0);
  waiting.cancel();
  await wait([waiting]);
  log(status(waiting), status(task));
});

program("a shield, and no time: the shield is cancelled, and not the task", async () => {
  const task = spawn(telling, "task", 10);
  const shielded = shield(task);
  try {
    await waitFor(shielded, 0);
  } catch (error) {
    log("caught", error, task.done, shielded.cancelled);
  }
  log(await task);
});

program("a shield, and no limit", async () => {
  const task = spawn(telling, "task", 10);
  log(await waitFor(shield(task), Infinity));
});

program("a shield, and too little time", async () => {
  const task = spawn(telling, "task", 100);
  try {
    await waitFor(shield(task), 10);
  } catch (error) {
    log("caught", error, task.done);
  }
  log(await task);
});
