"use coroutine";
// Two tasks sleep for a second each, at the same time.

const { createScheduler, sleep, spawn, virtualClock } = Switchyard.scheduler;

async function f() {
  print("f: start");
  await sleep(1000);
  print("hello");
}

async function g() {
  print("g: start");
  await sleep(1000);
  print("world");
}

async function main() {
  const t1 = spawn(f);
  const t2 = spawn(g);
  print("main: created");
  await t1;
  print("main: t1 done");
  await t2;
  print("main: t2 done");
}

const { run, now } = createScheduler({ clock: virtualClock() });
run(main);
print("elapsed_s " + Math.floor(now() / 1000));
