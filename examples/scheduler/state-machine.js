"use coroutine";
// What a mouse button means: a click, a double click, or that it is held. The usual machine has four states, a switch over
// them, and a timer to be cancelled in each transition.
//
// Notice that no variable says which state it is in: the await at which the function stands does. A transition is the next
// statement, and a deadline an await that ends by itself.

const { createScheduler, sleep, spawn, virtualClock, waitFor, Queue, TimeoutError } = Switchyard.scheduler;

const HELD = 500;
const PAUSE = 250;

async function gestures(button) {
  for (;;) {
    await button.get(); // up: waits for a press, for as long as it takes
    if (await isSoon(button, HELD)) {
      if (await isSoon(button, PAUSE)) {
        print(`${now()} ms: double click`);
        await button.get();
      } else print(`${now()} ms: click`);
    } else {
      print(`${now()} ms: held`);
      await button.get();
      print(`${now()} ms: let go`);
    }
  }
}

/** Does the next event come in time? */
async function isSoon(button, ms) {
  try {
    await waitFor(() => button.get(), ms);
    return true;
  } catch (error) {
    if (error instanceof TimeoutError) return false;
    throw error;
  }
}

async function hand(button) {
  //           a click,    a double click,      one held,  two clicks
  const ups = [[100, 80], [600, 60, 120, 70], [900, 800], [500, 90, 300, 90]];
  for (const pauses of ups) {
    for (const pause of pauses) {
      await sleep(pause);
      button.putNow("pressed or released");
    }
  }
  await sleep(1000);
}

async function main() {
  const button = new Queue();
  const machine = spawn(gestures, button);
  await hand(button);
  machine.cancel();
}

const { run, now } = createScheduler({ clock: virtualClock() });
run(main);
