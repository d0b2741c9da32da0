"use coroutine";
// Three stages, each a task, each joined to the next by a queue that holds one item.
//
// Notice the times: four loaves that are kneaded, baked and packed in 20, 30 and 10 ms take 150 ms, not 240, since every
// stage works on a loaf of its own. The slowest sets the pace. What ends the first stage goes through all of them, as an item.

const { createScheduler, group, sleep, virtualClock, Queue } = Switchyard.scheduler;

const END = {};

async function stage(name, ms, input, output) {
  for (;;) {
    const loaf = await input.get();
    if (loaf !== END) {
      await sleep(ms);
      print(`${now()} ms: loaf ${loaf} is ${name}`);
    }
    await output.put(loaf);
    if (loaf === END) return;
  }
}

async function main() {
  const [flour, dough, bread, shelf] = [new Queue(), new Queue(1), new Queue(1), new Queue()];
  for (const item of [1, 2, 3, 4, END]) flour.putNow(item);
  await group(async (bakery) => {
    bakery.spawn(stage, "kneaded", 20, flour, dough);
    bakery.spawn(stage, "baked", 30, dough, bread);
    bakery.spawn(stage, "packed", 10, bread, shelf);
  });
  print(`${now()} ms: ${shelf.size - 1} loaves are on the shelf`);
}

const { run, now } = createScheduler({ clock: virtualClock() });
run(main);
