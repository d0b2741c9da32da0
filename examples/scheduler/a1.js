"use coroutine";
// One coroutine awaits two others, one after the other: they run as part of it.

const { createScheduler, virtualClock } = Switchyard.scheduler;

async function f() {
  print("hello");
}

async function g() {
  print("world");
}

async function main() {
  await f();
  await g();
}

createScheduler({ clock: virtualClock() }).run(main);
