// debugMode(): what a scheduler that was made with it says about its tasks. asyncio's debug mode
//
//   createScheduler({ clock: virtualClock(), debug: debugMode({ slowStep: 50 }) })
//
// It costs time and memory; a program that does not import it does not carry it.

import { weakly } from "../runtime/index.js";
import { current } from "./current.js";
import { complain, hostNow } from "./host.js";
import { nextTimer, observing, type Watch } from "./loop.js";
import { nameCall, placeOf, stackOf } from "./place.js";
import type { Coroutine, Task } from "./task.js";

/** What debugMode() takes. */
export interface DebugOptions {
  /** Milliseconds of the host that a task may run before it lets others; 100 if not given. loop.slow_callback_duration */
  slowStep?: number;
  /** Takes what there is to say; console.error if not given. */
  report?: (message: string) => void;
}

/** What debugMode() gives, for the option `debug` of createScheduler(). */
export interface DebugMode extends Watch {
  /** The tasks that have not ended: what each waits for, and where it is. */
  pending(): string;
}

/**
 * Has a scheduler report steps that take long, calls that are never awaited, tasks that nobody can wake any more, and, with
 * a virtual clock, that nothing can run. Lines of the source are known of functions that were compiled with `debug`.
 * asyncio's debug mode
 */
export function debugMode(options?: DebugOptions): DebugMode {
  observing.isOn = true;
  const limit = (options && options.slowStep) || 100;
  const report = (options && options.report) || complain;
  const tasks = rememberTasks(report);
  let calls: Call[] = [];
  let room = ROOM;
  const pending = () => tasks.left().map(stackOf).join("\n");
  return {
    began: tasks.add,
    step(task) {
      const from = placeOf(task.frame) || "its start";
      const start = hostNow();
      return () => {
        const took = Math.round(hostNow() - start);
        const to = (task.frame && placeOf(task.frame)) || "its end";
        if (took >= limit) report(task.name + " ran " + took + " ms in one step: from " + from + " to " + to);
        tasks.stepped(task);
      };
    },
    made(call) {
      nameCall(call);
      if (calls.length >= room) {
        calls = calls.filter(isWaiting);
        room = ROOM + 2 * calls.length;
      }
      calls.push({ call: call, maker: current.task });
    },
    subscribes() {},
    idle(loop) {
      const waiting = calls.filter(isWaiting);
      calls = waiting.filter(({ maker }) => maker && !maker.done);
      for (const one of waiting) if (calls.indexOf(one) < 0) report(sayUnawaited(one));
      const isStuck = loop.clock.turns === Infinity && loop.foreign === 0 && nextTimer(loop) === null;
      if (isStuck && tasks.left().length > 0) report("nothing can run any more\n" + pending());
    },
    pending,
  };
}

/** One of the scheduler's own calls, and the task that made it. */
interface Call {
  call: Coroutine;
  maker: Task | null;
}

/** How many calls are remembered before those that were awaited are forgotten. */
const ROOM = 100;

function isWaiting({ call }: Call): boolean {
  return call.frame !== null;
}

function sayUnawaited({ call, maker }: Call): string {
  return call.name + "() was called" + (maker ? " by " + maker.name : "") + " and never awaited";
}

declare var FinalizationRegistry: any;

interface Known {
  reference: { deref(): Task | undefined };
  /** Where it was after its last step: all that is left of one that is lost. */
  stack: string;
}

/**
 * The tasks that have not ended. Where the host has weak references it does not keep them: one that nobody has, and that
 * waits for what nobody has, is reported when the host collects it. asyncio's "Task was destroyed but it is pending!"
 */
function rememberTasks(report: (message: string) => void) {
  const known: { [id: number]: Known } = {};
  const lost = typeof FinalizationRegistry === "function" && new FinalizationRegistry((id: number) => {
    if (!known[id]) return;
    report("nobody can wake this task any more\n" + known[id]!.stack);
    delete known[id];
  });
  return {
    add(task: Task): void {
      known[task.id] = { reference: weakly(task), stack: stackOf(task) };
      if (lost) lost.register(task, task.id);
    },
    stepped(task: Task): void {
      if (task.done) delete known[task.id];
      else known[task.id]!.stack = stackOf(task);
    },
    left(): Task[] {
      const tasks = [];
      for (const id in known) {
        const task = known[id]!.reference.deref();
        if (task) tasks.push(task);
      }
      return tasks;
    },
  };
}
