"use coroutine";
// A host without timers and without an event loop: it has a loop of its own, and asks the scheduler in each round.
//
// Notice that pump() never waits. It runs what is ready or due by the real clock, and says whether anything is left, now or later;
// what the host does between two calls is its own affair.

const { createScheduler, gather, sleep, spawn, Lock } = Switchyard.scheduler;

const current = new Lock();

async function blink(lamp) {
  await current.acquire();
  for (let i = 1; i <= 3; i++) {
    print(`${lamp} ${i}`);
    await sleep(10);
  }
  current.release();
}

async function main() {
  await gather([spawn(blink, "red"), spawn(blink, "green")]);
  return "dark again";
}

const { run, pump } = createScheduler();
const task = run(main);
let rounds = 0;
while (pump()) rounds++;
print(rounds > 0 ? task.result() : "it did not wait");
