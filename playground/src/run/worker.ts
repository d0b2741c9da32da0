// The worker that runs a program, once: the page ends it when it has told all, or takes too long.

import type { Process } from "babel-plugin-switchyard/inspect";
import { RECORDER } from "../compile/recorder-name.ts";
import { preview } from "./preview.ts";
import type { Surface } from "./host.ts";
import type { RunMessage, RunRequest, TaskView } from "./messages.ts";
import { createJobQueue, type JobQueue } from "./queue-promise.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** More events than anybody reads: the run ends there. */
const MOST_EVENTS = 2000;
/** A program with an interval would never be done. */
const MOST_TIMERS = 1000;

const { setTimeout: realTimeout, queueMicrotask: realMicrotask, Promise: RealPromise } = globalThis;
const turn = () => new RealPromise<void>((resolve) => realTimeout(resolve, 0));
const send = (message: RunMessage) => self.postMessage(message);

self.onmessage = ({ data }: MessageEvent<RunRequest>) => void run(data);

async function run(request: RunRequest): Promise<void> {
  const clock = createVirtualClock();
  const count = { events: 0, timers: 0 };
  const event = (text: string) => {
    if (count.events++ < MOST_EVENTS) send({ kind: "event", text });
    else if (count.events === MOST_EVENTS + 2) send({ kind: "end", pending: true });
  };
  const fire = (until?: number) => count.timers++ < MOST_TIMERS && clock.fireNext(until);
  clock.install(globalThis);
  if (request.side === "recorded") return record(request, clock, event, () => count.events, fire);

  self.addEventListener("unhandledrejection", (rejection) => {
    rejection.preventDefault();
    event(`unhandled ${preview(rejection.reason)}`);
  });
  const settle = async (ms = Infinity) => {
    const until = clock.now() + ms;
    do {
      await turn();
      // Only then is a rejection told of that nobody has handled.
      await turn();
    } while (fire(until));
    if (ms < Infinity) clock.goOn(until);
  };
  const { runProgram } = await import("./host.ts");
  send({ kind: "begin" });
  send({ kind: "end", ...(await runProgram(request, { event, settle })) });
}

async function record(request: RunRequest, clock: VirtualClock, event: Surface["event"], events: () => number, fire: (until?: number) => boolean): Promise<void> {
  const { createRecorder } = await import("./recorder.ts");
  const queue: JobQueue = createJobQueue({
    labelOf: (callback) => recorder.takeWaiting() ?? nameOf(callback),
    // Each has a turn of the engine's own queue, so that native code takes its turns among them.
    queued: () => realMicrotask(() => queue.runNext()),
  });
  const idOf = createNumbering();
  let listTasks: () => TaskView[] = () => [];
  const recorder = createRecorder(request.functions, {
    events,
    time: clock.now,
    microtasks: () => queue.jobs().map(({ label }) => label),
    timers: () => clock.timers().map(({ at, label }) => ({ at, label })),
    tasks: () => listTasks(),
    tell: send,
  });
  Object.assign(globalThis, { Promise: queue.Promise, queueMicrotask: queue.queueMicrotask, [RECORDER]: recorder });
  const settle = async (ms = Infinity) => {
    const until = clock.now() + ms;
    for (;;) {
      await turn();
      if (queue.jobs().length > 0) continue;
      for (const error of queue.takeUnhandled()) event(`unhandled ${preview(error)}`);
      const before = clock.now();
      if (!fire(until)) break;
      if (clock.now() > before) recorder.idle(`the clock goes on to ${clock.now()} ms`);
    }
    if (ms < Infinity) clock.goOn(until);
  };
  const { runProgram } = await import("./host.ts");
  const observe: Surface["observe"] = ({ ps }) => void (listTasks = () => taskViews(ps(), idOf));
  send({ kind: "begin" });
  const { pending } = await runProgram(request, { event, settle, observe });
  recorder.idle("the end");
  send({ kind: "end", pending });
}

function taskViews(processes: Process[], idOf: (task: object) => number): TaskView[] {
  return processes.map(({ task, name, function: fn, parent, status, awaiting, waitsFor, turn, due }) => {
    const waits: string | null = waitsFor ? waitsFor.name : awaiting;
    return { id: idOf(task), title: `${name} ${fn}`, parent: parent && idOf(parent), status, awaiting: waits, turn, due };
  });
}

/** Numbers for objects, in the order in which they are asked for. */
function createNumbering(): (object: object) => number {
  const numbers = new WeakMap<object, number>();
  let count = 0;
  return (object) => numbers.get(object) ?? (numbers.set(object, count), count++);
}

const nameOf = (callback: unknown): string => (typeof callback === "function" && callback.name) || "a reaction";
