// A task: a call of a coroutine that runs by itself, and the driver that runs it. asyncio.Task
//
// frames are a stack, linked by $up; at the outermost one that is the task itself. A callee that is awaited is pushed, and
// what it returns or throws goes on in its caller, all in one turn and one loop: neither depth nor promises.
//
// Rejected: a driver per task made of closures. Frames say everything, so there is nothing to close over.

import { isAsyncFunction, request, unstarted, unwatch, watch, watching, type Frame, type Watched } from "../runtime/index.js";
import { Coroutine, takeFrame } from "./coroutine.js";
import { current } from "./current.js";
import { CancelledError } from "./errors.js";
import { cancellationOf, endCancelled, Future, type Waiter } from "./future.js";
import { apply } from "./host.js";
import { soon, type Loop } from "./loop.js";
import { loopInUse } from "./scheduler.js";

const NEXT = 0;
const THROW = 1;
const START = 0;

/** Awaiting it in a task gives the others a turn, and nothing else. */
export const YIELD: object = {};

var names = 0;

export class Task extends Future {
  name: string;
  /** The innermost frame; null once the task has ended. */
  frame: Frame | null;
  /** Values of contextVar()s by their ids; never changed, only replaced. */
  context: { [id: string]: any };
  /** What it waits for. */
  waitsFor: Future | null = null;
  /** A cancellation that is to arrive at the next step. */
  mustCancel = false;
  reason: string | undefined = void 0;
  /** How often it was asked to cancel, less what scopes have taken back. Task.cancelling */
  cancelling = 0;
  controller: any = null;
  wakeUp: Waiter;
  /** Its entry in the list that ps() reads; null in programs without debug tables. */
  watched: Watched | null;

  constructor(loop: Loop, frame: Frame, name?: string) {
    super(loop);
    this.name = name || "Task-" + ++names;
    this.frame = frame;
    this.context = current.task ? current.task.context : {};
    frame.$up = this as any;
    this.wakeUp = (future) => wakeUp(this, future);
    this.watched = watching.isOn ? watch(this, current) : null;
    soon(loop, step, this);
  }

  /**
   * Has a CancelledError thrown at the innermost await. The task may catch it, and go on.
   * @param reason its message
   * @returns false if the task has ended
   */
  override cancel(reason?: string): boolean {
    if (this.done) return false;
    this.cancelling++;
    if (this.waitsFor && this.waitsFor.cancel(reason)) return true;
    this.mustCancel = true;
    this.reason = reason;
    return true;
  }

  /** Takes one request to cancel back: a scope's own, when the scope ends. Returns how many are left. Task.uncancel */
  uncancel(): number {
    if (this.cancelling > 0 && --this.cancelling === 0) this.mustCancel = false;
    return this.cancelling;
  }

  /** An AbortSignal that is aborted when the task ends cancelled. Needs AbortController. */
  get signal(): any {
    if (this.controller === null) {
      this.controller = new AbortController();
      if (this.cancelled) this.controller.abort(cancellationOf(this));
    }
    return this.controller.signal;
  }
}

declare var AbortController: any;

/** The frame of a call of any function: of a compiled one its own, of another one a frame that calls it and awaits that. */
export function frameOfCall(fn: any, args: any): Frame {
  if (isAsyncFunction(fn)) return unstarted(fn, void 0, args);
  if (typeof fn !== "function") throw new TypeError(String(fn) + " is not a function");
  return frameOfAwait(() => apply(fn, void 0, args));
}

/** A frame that awaits what `start` returns, and returns that. */
export function frameOfAwait(start: () => any): Frame {
  return {
    $state: 0,
    $step: function (frame: Frame, mode: number, value: any) {
      if (mode === THROW) throw value;
      if (frame.$state === 0) {
        frame.$state = 1;
        return start();
      }
      frame.$state = -1;
      return value;
    },
    $owner: null,
    $up: null,
  };
}

function step(task: Task): void {
  resume(task, NEXT, void 0);
}

function wakeUp(task: Task, future: Future): void {
  try {
    var value = future.result();
  } catch (error) {
    return resume(task, THROW, error);
  }
  resume(task, NEXT, value);
}

/** Runs a task until it waits for something, or ends. Task.__step */
function resume(task: Task, mode: number, value: any): void {
  if (task.mustCancel) {
    if (mode !== THROW || !(value instanceof CancelledError)) value = new CancelledError(task.reason);
    mode = THROW;
    task.mustCancel = false;
  }
  task.waitsFor = null;
  current.task = task;
  var root = task as any;
  var frame: Frame = task.frame!;
  // Cancelled before it began: there is nothing that could catch it.
  if (mode === THROW && frame.$state === START) return end(task, THROW, value);
  for (;;) {
    var awaited: any;
    try {
      awaited = frame.$step(frame, mode, value);
      mode = NEXT;
    } catch (error) {
      frame = frame.$up!;
      if ((frame as any) === root) return end(task, THROW, error);
      mode = THROW;
      value = error;
      continue;
    }
    if (frame.$state < 0) {
      frame = frame.$up!;
      if ((frame as any) === root) return end(task, NEXT, awaited);
      value = awaited;
    } else if (awaited !== null && awaited === request.callee) {
      request.callee = null;
      frame = pushed(frame, awaited);
      value = void 0;
    } else if (awaited === YIELD) {
      task.frame = frame;
      return soon(task.loop, step, task);
    } else {
      try {
        var waits = waitable(task.loop, awaited);
        if (waits instanceof Coroutine) {
          frame = pushed(frame, takeFrame(waits));
          value = void 0;
          continue;
        }
        if (waits === null) {
          value = awaited;
          continue;
        }
        if (waits === (task as Future)) throw new Error("a task cannot await itself");
        if (waits.done) {
          value = waits.result();
          continue;
        }
      } catch (error) {
        mode = THROW;
        value = error;
        continue;
      }
      task.frame = frame;
      return waitFor(task, waits);
    }
  }
}

function pushed(caller: Frame, callee: Frame): Frame {
  callee.$up = caller;
  return callee;
}

function waitFor(task: Task, future: Future): void {
  task.waitsFor = future;
  future.whenDone(task.wakeUp);
  if (task.mustCancel && future.cancel(task.reason)) task.mustCancel = false;
}

function end(task: Task, mode: number, value: any): void {
  task.frame = null;
  current.task = null;
  if (task.watched) unwatch(task.watched);
  if (mode === THROW && value instanceof CancelledError) endCancelled(task, value);
  else if (mode === THROW) {
    task.reject(value);
    if (!task.isSeen) soon(task.loop, reportUnseen, task);
  } else if (task.mustCancel) {
    task.mustCancel = false;
    endCancelled(task, task.reason);
  } else task.resolve(value);
  if (task.cancelled && task.controller) task.controller.abort(cancellationOf(task));
}

/** Nobody waits for it and nobody has looked by the next turn. */
function reportUnseen(task: Task): void {
  if (task.isSeen) return;
  task.isSeen = true;
  task.loop.report(task.outcome, task);
}

/** What a task has to wait for: a future, a coroutine to run, or null for a value that is there. */
function waitable(loop: Loop, value: any): Future | Coroutine | null {
  if (value instanceof Future || value instanceof Coroutine) return value;
  if (value === null || (typeof value !== "object" && typeof value !== "function")) return null;
  var then = value.then;
  return typeof then === "function" ? subscribe(loop, value, then) : null;
}

/** A promise, or another thenable of the host: its `then` is called once, and whatever it calls back first counts. */
function subscribe(loop: Loop, thenable: any, then: any): Future {
  var future = new Future(loop);
  loop.foreign++;
  var settle = (how: "resolve" | "reject") => (value: any) => {
    if (loop.foreign > 0 && !isSettled) loop.foreign--;
    isSettled = true;
    future[how](value);
  };
  var isSettled = false;
  try {
    apply(then, thenable, [settle("resolve"), settle("reject")]);
  } catch (error) {
    settle("reject")(error);
  }
  return future;
}

/** A future for whatever can be awaited, or for a function to start: a task where it needs one. asyncio.ensure_future */
export function ensureFuture(value: any): Future {
  if (value instanceof Future) return value;
  if (value instanceof Coroutine) return new Task(value.loop, takeFrame(value));
  var isFunction = typeof value === "function" && typeof value.then !== "function";
  return new Task(loopInUse(), isFunction ? frameOfCall(value, []) : frameOfAwait(() => value));
}
