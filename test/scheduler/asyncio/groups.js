"use coroutine";

async function after(ms, value) {
  await sleep(ms);
  return value;
}

async function failing(ms, message) {
  await sleep(ms);
  throw new Failure(message);
}

async function failingWhenCancelled(ms, message) {
  try {
    await sleep(ms);
  } finally {
    throw new Failure(message);
  }
}

async function telling(name, ms) {
  try {
    await sleep(ms);
  } catch (error) {
    log(name, "is cancelled");
    throw error;
  }
  log(name, "has slept");
}

/** Logs what a call throws, as the except clauses of the originals do. */
async function caught(call) {
  try {
    await call();
    log("never here");
  } catch (error) {
    log("caught", error);
  }
}

program("ends when all have ended, those started late too", async () => {
  let one, two;
  await group(async (tasks) => {
    one = tasks.spawn(after, 10, "one");
    await sleep(15);
    two = tasks.spawn(after, 20, "two");
  });
  log(one.result(), two.result());
});

program("a child that is cancelled by itself disturbs nobody", async () => {
  let one, two;
  await group(async (tasks) => {
    one = tasks.spawn(after, 100, "one");
    await sleep(15);
    one.cancel();
    two = tasks.spawn(after, 20, "two");
  });
  log(one.cancelled, two.result());
});

program("an error cancels the other children", async () => {
  await caught(async () => {
    await group(async (tasks) => {
      tasks.spawn(failing, 10, "bad");
      tasks.spawn(telling, "other", 100);
    });
  });
});

program("errors of the same moment, and the body", async () => {
  await caught(async () => {
    await group(async (tasks) => {
      for (const name of ["one", "two", "three"]) tasks.spawn(failing, 10, name);
      tasks.spawn(telling, "other", 50);
      await telling("body", 100);
    });
  });
});

program("who is cancelled cancels the children, while it waits for them", async () => {
  const task = spawn(async () => {
    await group(async (tasks) => {
      for (const name of ["one", "two", "three"]) tasks.spawn(telling, name, 50);
    });
  });
  await sleep(10);
  task.cancel();
  await caught(async () => await task);
});

program("who is cancelled cancels the children, while it is in the body", async () => {
  const task = spawn(async () => {
    await group(async (tasks) => {
      tasks.spawn(telling, "child", 50);
      await telling("body", 100);
    });
  });
  await sleep(10);
  task.cancel("why");
  await caught(async () => await task);
});

program("who is cancelled, but the children fail: the errors count", async () => {
  const task = spawn(async () => {
    await group(async (tasks) => {
      for (const name of ["one", "two"]) tasks.spawn(failingWhenCancelled, 100, name);
      await sleep(100);
    });
  });
  await sleep(10);
  task.cancel();
  try {
    await task;
  } catch (error) {
    log("caught", error, task.cancelled);
  }
});

program("an error of the body cancels the children", async () => {
  let one, two;
  try {
    await group(async (tasks) => {
      one = tasks.spawn(telling, "one", 100);
      two = tasks.spawn(telling, "two", 200);
      await sleep(10);
      throw new Failure("body");
    });
  } catch (error) {
    log("caught", error, one.cancelled, two.cancelled);
  }
});

program("an error of the body before a child has begun: it never does", async () => {
  let one;
  try {
    await group(async (tasks) => {
      one = tasks.spawn(telling, "one", 100);
      throw new Failure("body");
    });
  } catch (error) {
    log("caught", error, one.cancelled);
  }
});

program("groups in groups: errors in errors", async () => {
  const task = spawn(async () => {
    await group(async (outer) => {
      outer.spawn(telling, "outer", 100);
      await group(async (inner) => {
        for (const name of ["one", "two"]) inner.spawn(failingWhenCancelled, 100, name);
        await sleep(100);
      });
    });
  });
  await sleep(10);
  task.cancel();
  await caught(async () => await task);
});

program("an error in the outer group ends the inner one, which has none of its own", async () => {
  await caught(async () => {
    await group(async (outer) => {
      outer.spawn(failing, 10, "outer");
      await group(async (inner) => void inner.spawn(failing, 100, "inner"));
    });
  });
});

program("an error in the inner group is one of the outer's", async () => {
  await caught(async () => {
    await group(async (outer) => {
      outer.spawn(failing, 100, "outer");
      await group(async (inner) => void inner.spawn(failing, 10, "inner"));
    });
  });
});

program("a child fails while the body deals with its cancellation", async () => {
  async function runner() {
    await group(async (tasks) => {
      tasks.spawn(failing, 30, "late");
      try {
        await sleep(1000);
      } catch (error) {
        await sleep(50);
        log("has dealt with it");
        throw error;
      }
    });
  }
  const task = spawn(async () => await spawn(runner));
  await sleep(10);
  task.cancel();
  await caught(async () => await task);
});

program("no children, and a body that is cancelled", async () => {
  const task = spawn(async () => {
    await group(async () => await telling("body", 100));
  });
  await sleep(10);
  task.cancel();
  await wait([task]);
  log(status(task));
});

program("a body that makes another error of its cancellation", async () => {
  const task = spawn(async () => {
    await group(async () => {
      try {
        await sleep(100);
      } catch {
        throw new Failure("another");
      }
    });
  });
  await sleep(10);
  task.cancel();
  await wait([task]);
  log(status(task));
});

program("an error of a child, and one of the body that is cancelled for it", async () => {
  await caught(async () => {
    await group(async (tasks) => {
      tasks.spawn(failing, 10, "child");
      await failingWhenCancelled(100, "body");
    });
  });
  await sleep(1);
  log("is no more cancelled");
});

program("children start children", async () => {
  await group(async (tasks) => {
    tasks.spawn(async () => {
      await sleep(10);
      tasks.spawn(telling, "one", 10);
      tasks.spawn(telling, "two", 20);
    });
  });
  log("over");
});

program("two for each, until one of them is enough", async () => {
  let heads = 0;
  async function hydra(tasks) {
    heads++;
    await sleep(10);
    tasks.spawn(hydra, tasks);
    tasks.spawn(hydra, tasks);
  }
  async function hercules() {
    while (heads < 10) await sleep(15);
    throw new Failure("enough");
  }
  try {
    await group(async (tasks) => {
      tasks.spawn(hydra, tasks);
      tasks.spawn(hercules);
    });
  } catch (error) {
    log("caught", error, heads);
  }
});

program("nothing can be started while it is being cancelled", async () => {
  await caught(async () => {
    await group(async (tasks) => {
      tasks.spawn(failing, 1, "bad");
      tasks.spawn(async () => {
        try {
          await sleep(100);
        } catch {
          try {
            tasks.spawn(after, 1, "never");
          } catch (error) {
            log("refused", error);
          }
        }
      });
    });
  });
});

program("nothing can be started when it has ended", async () => {
  let ended;
  await group(async (tasks) => void (ended = tasks));
  try {
    ended.spawn(after, 1, "never");
  } catch (error) {
    log("refused", error);
  }
});

program("whoever caught the errors of a group is not cancelled afterwards", async () => {
  await caught(async () => {
    await group(async (tasks) => void tasks.spawn(failing, 0, "bad"));
  });
  await sleep(1);
  log("goes on");
});

program("two groups fail at the same time: the outer one still cancels", async () => {
  await caught(async () => {
    await group(async (outer) => {
      await caught(async () => {
        await group(async (inner) => {
          inner.spawn(failing, 0, "inner");
          outer.spawn(failing, 0, "outer");
        });
      });
      await telling("body", 10);
    });
  });
  await sleep(1);
  log("goes on");
});

program("an error and a cancellation from outside at once: both arrive", async () => {
  const begun = new Event();
  async function child() {
    begun.set();
    await sleep(0);
    throw new Failure("child");
  }
  const task = spawn(async () => {
    await caught(async () => {
      await group(async (tasks) => {
        tasks.spawn(child);
        await telling("body", 10);
      });
    });
    await telling("after it", 10);
  });
  await begun.wait();
  task.cancel();
  await wait([task]);
  log(status(task));
});

program("cancelled as a whole, it ends without an error", async () => {
  await group(async (tasks) => {
    tasks.spawn(telling, "child", 100);
    await sleep(10);
    tasks.cancel();
    await telling("body", 100);
  });
  log("goes on");
});
