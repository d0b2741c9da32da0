"use coroutine";
// A producer, two consumers, and a queue between them that holds two items.
//
// Notice how the queue slows the producer down: it could make an item every 10 ms, and from the fifth on waits for room.
// join() waits until every item is dealt with, not until the queue is empty; then the consumers, who wait for more, go home.

const { createScheduler, gather, sleep, spawn, virtualClock, Queue } = Switchyard.scheduler;

const queue = new Queue(2);

async function produce(count) {
  for (let item = 1; item <= count; item++) {
    await sleep(10);
    await queue.put(item);
    print(`${now()} ms: item ${item} is in the queue`);
  }
}

async function consume(name) {
  try {
    for (;;) {
      const item = await queue.get();
      print(`${now()} ms: ${name} takes item ${item}`);
      await sleep(45);
      queue.taskDone();
    }
  } finally {
    print(`${now()} ms: ${name} goes home`);
  }
}

async function main() {
  const consumers = ["Ann", "Bob"].map((name) => spawn(consume, name));
  await produce(7);
  await queue.join();
  for (const consumer of consumers) consumer.cancel();
  await gather(consumers, { returnExceptions: true });
}

const { run, now } = createScheduler({ clock: virtualClock() });
run(main);
