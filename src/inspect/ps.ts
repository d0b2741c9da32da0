// ps(): the tasks that have not ended, and what each of them is doing. asyncio.all_tasks, and `python -m asyncio ps`
//
// The scheduler keeps a list of them in programs that have functions compiled with `debug`; in others the answer is empty.

import { watching, type Watched } from "../runtime/index.js";
import { inspect, type Inspection } from "./inspect.js";

/** A task that has not ended, as ps() found it: docs/inspect.md. */
export interface Process {
  task: any;
  /** The task's name, such as "Task-2"; tasks of other schedulers may have the same. */
  name: string;
  /** Of the function that it was started with. */
  function: string;
  status: "running" | "ready" | "waiting";
  /** Where it waits: of its innermost frame that has a table. null while it runs, before it has begun, and without `debug`. */
  file: string | null;
  line: number | null;
  column: number | null;
  awaiting: string | null;
  /** Its frames, the outermost first. Of a task that runs: none, since they are not at rest. */
  stack: Inspection[];
  /** The task that started it, or the next one above that has not ended; null if there is none. */
  parent: any;
  /** The task that it awaits; null if it waits for anything else. */
  waitsFor: any;
  /** Its place among those that are ready in its scheduler, from 0; null if it is not. */
  turn: number | null;
  /** The next time, of its scheduler's clock, at which a timer of its own is due; null without one. */
  due: number | null;
}

/** All tasks that have not ended, in the order in which they were started. */
export function ps(): Process[] {
  var found: Process[] = [];
  for (var entry = watching.first; entry !== null; entry = entry.after) {
    var task = taskOf(entry);
    if (task) found.push(processOf(entry, task));
  }
  return found;
}

function taskOf(entry: Watched): any {
  return entry.task && entry.task.deref();
}

function processOf(entry: Watched, task: any): Process {
  var isRunning = entry.current.task === task;
  var stack = isRunning ? [] : framesOf(task);
  var place = innermostWithTable(stack);
  return {
    task: task,
    name: task.name,
    function: outermostName(task),
    status: isRunning ? "running" : task.waitsFor === null || task.waitsFor.done ? "ready" : "waiting",
    file: place && place.file,
    line: place && place.line,
    column: place && place.column,
    awaiting: place && place.awaiting,
    stack: stack,
    parent: livingParent(entry),
    waitsFor: task.waitsFor !== null && task.waitsFor.watched ? task.waitsFor : null,
    turn: isRunning ? null : turnOf(task),
    due: dueOf(task),
  };
}

/** Frames are linked from the innermost one upwards; above the outermost one is the task. */
function framesOf(task: any): Inspection[] {
  var stack: Inspection[] = [];
  for (var frame = task.frame; frame && frame !== task; frame = frame.$up) {
    var found = inspect(frame);
    if (found) stack.unshift(found);
  }
  return stack;
}

function outermostName(task: any): string {
  var frame = task.frame;
  while (frame && frame.$up !== task) frame = frame.$up;
  var found = frame && inspect(frame);
  return found ? found.function : "";
}

function innermostWithTable(stack: Inspection[]): Inspection | null {
  for (var i = stack.length - 1; i >= 0; i--) if (stack[i]!.line !== null) return stack[i]!;
  return null;
}

function livingParent(entry: Watched): any {
  var parent = entry.parent;
  while (parent !== null && !taskOf(parent)) parent = parent.parent;
  return parent && taskOf(parent);
}

/** What is ready stands as callbacks with their arguments: a task's step and the task. */
function turnOf(task: any): number | null {
  var ready: any[] = task.loop.ready.slice(task.loop.position);
  for (var i = 0; i < ready.length; i += 2) if (ready[i + 1] === task) return i / 2;
  return null;
}

function dueOf(task: any): number | null {
  var due: number | null = null;
  var timers: { when: number; callback: unknown; task: any; left: any; right: any }[] = [task.loop.timers];
  for (var timer = timers.pop(); timer; timer = timers.pop()) {
    if (timer.left) timers.push(timer.left);
    if (timer.right) timers.push(timer.right);
    if (timer.task === task && timer.callback !== null && (due === null || timer.when < due)) due = timer.when;
  }
  return due;
}
