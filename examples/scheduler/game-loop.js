"use coroutine";
// A game's loop, with its actors as tasks: each is written as what it does from beginning to end, and waits where it waits.
//
// Notice who has the clock. It is a manual one: the loop draws a frame, says that 100 ms have passed, and in tick() every task
// that is due runs up to its next await, and no further. While the game is paused nobody calls tick(), and all stand still,
// the burning fuse too.

const { createScheduler, manualClock, sleep, Event, CancelledError } = Switchyard.scheduler;

const { spawn, tick, now } = createScheduler({ clock: manualClock() });
const game = { guard: 0, thief: 9, fuse: "     ", isOver: false };
const gong = new Event();

/** To and fro, a step every 100 ms, until the thief is there. */
async function guard() {
  for (let step = 1; !game.isOver; game.guard += step) {
    await sleep(100);
    if (game.guard === 4) step = -1;
    if (game.guard === 0) step = 1;
  }
}

/** Waits for the gong, and then runs. */
async function thief() {
  try {
    await gong.wait();
    for (;;) {
      await sleep(200);
      game.thief--;
    }
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    game.thief = "?";
  }
}

/** Burns down, whatever the others do; what it cancels gets an error at its await, wherever that is. */
async function fuse(runner) {
  for (const left of ["~~~~*", "~~~*", "~~*", "~*", "*"]) {
    game.fuse = (left + "    ").slice(0, 5);
    if (left === "~~~*") gong.set();
    await sleep(200);
  }
  game.fuse = "BANG!";
  game.isOver = true;
  runner.cancel();
}

function draw() {
  const field = [".", ".", ".", ".", ".", ".", ".", ".", ".", "."];
  field[game.guard] = "G";
  if (game.thief !== "?") field[game.thief] = "t";
  print(`${String(now() + 10000).slice(1)} ms ${game.fuse} ${field.join("")}`);
}

spawn(guard);
spawn(fuse, spawn(thief));
for (let frame = 0; !game.isOver; frame++) {
  if (frame === 6) print("paused: the loop goes on, and time does not");
  else tick(100);
  draw();
}
