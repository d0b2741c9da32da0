"use coroutine";

async function telling(name, ms) {
  try {
    await sleep(ms);
  } catch (error) {
    log(name, "is cancelled");
    throw error;
  }
  log(name, "has slept");
}

async function failingWhenCancelled(ms, message) {
  try {
    await sleep(ms);
  } finally {
    throw new Failure(message);
  }
}

/** Logs what a call throws, as the except clauses of the originals do. */
async function caught(call, name = "caught") {
  try {
    await call();
  } catch (error) {
    log(name, error);
  }
}

program("too long", async () => {
  await caught(async () => await timeout(10, async () => await telling("work", 100)));
});

program("in time, and the deadline is forgotten", async () => {
  await timeout(100, async () => await telling("work", 10));
  await telling("more", 1000);
});

program("no limit", async () => {
  await timeout(Infinity, async () => await telling("work", 10));
});

program("two deadlines at once: the outer one counts, the inner one lets the cancellation through", async () => {
  await caught(async () => {
    await timeout(10, async () => {
      try {
        await timeout(10, async () => await telling("work", 100));
      } catch (error) {
        log("between", error);
        throw error;
      }
    });
  });
});

program("the inner deadline first, then the outer one", async () => {
  await caught(async () => {
    await timeout(20, async () => {
      await caught(async () => await timeout(10, async () => await telling("work", 100)), "inner");
      await telling("more", 100);
    });
  }, "outer");
});

program("no time at all: what does not wait is done", async () => {
  await timeout(0, async () => log("quick"));
  await sleep(1);
  log("and is not cancelled later");
});

program("no time at all: the first wait is the last", async () => {
  for (const ms of [0, -11]) {
    for (const pause of [0, 10]) await caught(async () => await timeout(ms, async () => await telling("work", pause)));
  }
});

program("another error, before the deadline", async () => {
  await caught(async () => {
    await timeout(10, async () => {
      throw new Failure("early");
    });
  });
  await telling("more", 100);
});

program("another error, in the place of the cancellation", async () => {
  await caught(async () => await timeout(10, async () => await failingWhenCancelled(100, "instead")));
  await telling("more", 100);
});

program("a wait in a finally is cancelled, too", async () => {
  await caught(async () => {
    await timeout(10, async () => {
      try {
        throw new Failure("lost");
      } finally {
        await telling("cleaning", 100);
      }
    });
  });
});

program("cancelled by itself before the deadline: that is no timeout", async () => {
  await caught(async () => {
    await timeout(100, async () => {
      currentTask().cancel("mine");
      await telling("work", 10);
    });
  });
});

program("the task of a timeout is not cancelled", async () => {
  const task = spawn(async () => {
    await caught(async () => await timeout(1, async () => await sleep(10)));
  });
  await task;
  log(status(task));
});

program("a timeout in the finally of a timeout", async () => {
  await caught(async () => {
    await timeout(10, async () => {
      try {
        await sleep(100);
      } finally {
        await caught(async () => await timeout(10, async () => await telling("cleaning", 100)), "inner");
      }
    });
  }, "outer");
});

program("a timeout after a cancellation that was caught", async () => {
  try {
    currentTask().cancel();
    await sleep(1);
  } catch {
  } finally {
    await caught(async () => await timeout(0, async () => await telling("cleaning", 1)));
  }
});

program("cancelled in a timeout, after a cancellation that was caught", async () => {
  try {
    currentTask().cancel();
    await sleep(1);
  } catch {}
  await caught(async () => {
    await timeout(10, async () => {
      currentTask().cancel("again");
      await telling("cleaning", 100);
    });
  });
});

program("who catches the cancellation of a timeout has it back", async () => {
  await timeout(10, async () => await caught(async () => await sleep(100), "swallowed"));
  await telling("more", 100);
});

program("cancelled from outside while the deadline passes", async () => {
  const task = spawn(async () => {
    await timeout(10, async () => {
      try {
        await sleep(100);
      } finally {
        await telling("cleaning", 100);
      }
    });
  });
  await sleep(50);
  task.cancel("outside");
  await wait([task]);
  log(status(task));
});

program("a group in a timeout: an error of its children counts for more", async () => {
  await caught(async () => {
    await timeout(10, async () => {
      await group(async (tasks) => {
        tasks.spawn(failingWhenCancelled, 100, "child");
        try {
          throw new Failure("lost");
        } finally {
          await sleep(100);
        }
      });
    });
  });
  await telling("more", 10);
});

program("a group in a timeout: children that end well", async () => {
  await caught(async () => {
    await timeout(10, async () => await group(async (tasks) => void tasks.spawn(telling, "child", 100)));
  });
});
