// Which scheduler do run(), spawn() and the waiting functions mean? The one that runs, else the one of the program.

import { realClock } from "./clocks.js";
import { current } from "./current.js";
import { complainOf } from "./host.js";
import { newLoop, type Loop } from "./loop.js";
import type { Task } from "./task.js";

/** With the host's time; made when it is first asked for. */
var ofProgram: Loop | null = null;

export function loopInUse(): Loop {
  return current.loop || (ofProgram = ofProgram || newLoop(realClock(), reportError));
}

export function reportError(error: unknown, task: Task): void {
  complainOf(error, task.name + " failed, and nobody has looked:");
}
