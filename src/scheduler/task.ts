// A task: a call of a coroutine that runs by itself, and the driver that runs it. asyncio.Task
//
// frames are a stack, linked by $up; at the outermost one that is the task itself. A callee that is awaited is pushed, and
// what it returns or throws goes on in its caller, all in one turn and one loop: neither depth nor promises.
//
// Rejected: a driver per task made of closures. Frames say everything, so there is nothing to close over.

import { MODE_NEXT, MODE_THROW, STATE_START } from "../protocol.js";
import { apply, crossing, request, unwatch, watch, watching, type Frame, type Watched } from "../runtime/index.js";
import { current } from "./current.js";
import { CancelledError } from "./errors.js";
import { isPrimitive, subscribe, thenOf } from "./foreign.js";
import { frameOfAwait, frameOfCall, frameOfResult } from "./frames.js";
import { cancellationOf, endCancelled, Future, look, resolve, settle, whenDone } from "./future.js";
import { surroundings, type Surroundings } from "./host.js";
import { ownAsyncDisposeKey } from "./keys.js";
import { soon, watchOf, type Loop } from "./loop.js";
import { loopInUse } from "./program.js";

/** Awaiting it in a task gives the others a turn, and nothing else. */
export const YIELD: object = {};

/** A call that runs by itself; spawn() and run() make them. It can be awaited, natively too. asyncio.Task */
export class Task<T = any> extends Future<T> {
  /** Of its loop, from 1 in the order of their making. */
  id: number;
  /** Task.get_name */
  name: string;
  /** The innermost frame; null once the task has ended. */
  frame: Frame | null;
  /** Values of contextVar()s by their ids, if it has any; never changed, only replaced. */
  context: { [id: string]: any } | null;
  /** Of the host, at the place where it was made: each of its steps runs in them. Null once the task has ended, or where there are none. */
  surroundings: Surroundings | null;
  /** What it waits for. */
  waitsFor: Future | null = null;
  /** A cancellation that is to arrive at the next step. */
  mustCancel = false;
  reason?: string;
  /** How often it was asked to cancel, less what scopes have taken back. Task.cancelling */
  cancelling = 0;
  controller?: any;
  /** run() of a scheduler of its own has started it, and whoever called that has it. */
  isMain?: boolean;
  /** Its entry in the list that ps() reads, in programs with debug tables. */
  watched?: Watched;

  constructor(loop: Loop, frame: Frame) {
    super(loop);
    this.id = ++loop.tasks;
    this.name = "Task-" + this.id;
    this.frame = frame;
    this.context = current.task && current.task.context;
    this.surroundings = surroundings();
    frame.$up = this as any;
    if (watching.isOn) this.watched = watch(this, current);
    soon(loop, step, this);
    const observer = watchOf(this);
    if (observer) observer.began(this);
  }

  /**
   * Has a CancelledError thrown at the innermost await. The task may catch it, and go on. Task.cancel
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

  /**
   * Leaving a block that has it with `await using`: cancels it, and waits until it has ended. An error that nobody has
   * looked at is reported, as that of any task.
   */
  [ownAsyncDisposeKey](): Future<void> {
    const ended = new Future(this.loop);
    whenDone(this, resolve, ended);
    this.cancel();
    return ended;
  }

  /**
   * An AbortSignal that is aborted when the task ends cancelled. asyncio has none
   * @throws ReferenceError where the host has no AbortController
   */
  get signal(): any {
    if (!this.controller) {
      this.controller = new AbortController();
      abortIfCancelled(this);
    }
    return this.controller.signal;
  }
}

declare var AbortController: any;

/** Takes one request to cancel back: a scope's own, when the scope ends. Returns how many are left. Task.uncancel */
export function uncancel(task: Task): number {
  if (task.cancelling > 0 && --task.cancelling === 0) task.mustCancel = false;
  return task.cancelling;
}

/**
 * A call that has not begun: what the scheduler's own waiting functions return. asyncio's coroutine object
 *
 *   await queue.get()            in a task: runs as part of it, without a turn of its own
 *   gather([queue.get(), …])     becomes a task
 *   await queue.get()            in native code: becomes a task, and is awaited as such
 *
 * Nothing has happened before somebody awaits it or hands it to the scheduler.
 */
export class Coroutine {
  name: string;
  /** Where it was made: native code awaits it when no scheduler runs. */
  loop: Loop;
  /** null: somebody has it already. */
  frame: Frame | null;

  constructor(name: string, frame: Frame) {
    this.name = name;
    this.loop = loopInUse();
    this.frame = frame;
    const observer = watchOf(this);
    if (observer) observer.made(this);
  }

  then(onFulfilled?: any, onRejected?: any): Promise<any> {
    return ensureFuture(this).then(onFulfilled, onRejected);
  }
}

/** @throws Error if it has been awaited before */
function takeFrame(coroutine: Coroutine): Frame {
  var frame = coroutine.frame;
  if (frame === null) throw new Error(coroutine.name + "() is awaited twice");
  coroutine.frame = null;
  return frame;
}

/** Has a task go on, in its surroundings. */
function step(task: Task): void {
  var observer = watchOf(task);
  var pause = observer && observer.step(task);
  if (task.surroundings) task.surroundings.runInAsyncScope(run, void 0, task);
  else run(task);
  if (pause) pause();
}

/**
 * Runs the task until it waits or ends. If it was waiting, resumes it with that future's outcome; if it is to be cancelled, with
 * a CancelledError. Task.__step
 */
function run(task: Task): void {
  var future = task.waitsFor;
  var mode = future ? future.mode : MODE_NEXT;
  var value = future ? look(future) : void 0;
  if (task.mustCancel) {
    if (mode !== MODE_THROW || !(value instanceof CancelledError)) value = new CancelledError(task.reason);
    mode = MODE_THROW;
    task.mustCancel = false;
  }
  task.waitsFor = null;
  current.task = task;
  var root = task as any;
  var frame: Frame = task.frame!;
  // Cancelled before it began: there is nothing that could catch it.
  if (mode === MODE_THROW && frame.$state === STATE_START) return end(task, MODE_THROW, value);
  for (;;) {
    var awaited: any;
    try {
      if (watching.isOn && mode === MODE_THROW) crossing(frame, value);
      awaited = frame.$step(frame, mode, value);
      mode = MODE_NEXT;
    } catch (error) {
      frame = frame.$up!;
      if ((frame as any) === root) return end(task, MODE_THROW, error);
      mode = MODE_THROW;
      value = error;
      continue;
    }
    // Its caller awaits what a function returns, if it can be awaited: as promises adopt one that they are resolved with.
    if (frame.$state < 0) {
      var isLanding = frame.$owner === root;
      frame = frame.$up!;
      if ((frame as any) === root) {
        if (isLanding || isPrimitive(awaited)) return end(task, MODE_NEXT, awaited);
        if (awaited !== request.callee) awaited = request.callee = frameOfResult(task, awaited);
      }
    }
    if (awaited === YIELD) {
      task.frame = frame;
      return soon(task.loop, step, task);
    }
    try {
      var callee = calleeIn(awaited);
      if (callee) {
        callee.$up = frame;
        frame = callee;
        continue;
      }
      var waits = waitable(task, awaited, frame);
      if (waits && !waits.done) {
        task.frame = frame;
        task.waitsFor = waits;
        whenDone(waits, step, task);
        if (task.mustCancel && waits.cancel(task.reason)) task.mustCancel = false;
        return;
      }
      value = waits ? waits.result() : awaited;
    } catch (error) {
      mode = MODE_THROW;
      value = error;
    }
  }
}

/** The frame to run, if that is what is awaited: the one of an awaited call, or of the scheduler's own. */
function calleeIn(awaited: any): Frame | null {
  if (awaited instanceof Coroutine) return takeFrame(awaited);
  if (awaited !== request.callee) return null;
  request.callee = null;
  return awaited;
}

function end(task: Task, mode: number, value: any): void {
  task.frame = null;
  task.surroundings = null;
  current.task = null;
  if (watching.isOn && task.watched) unwatch(task.watched);
  if (mode === MODE_THROW && value instanceof CancelledError) endCancelled(task, value);
  else if (mode === MODE_NEXT && task.mustCancel) endCancelled(task, task.reason);
  else settle(task, mode, value);
  if (mode === MODE_THROW && !task.cancelled) soon(task.loop, reportUnseen, task);
  abortIfCancelled(task);
}

function abortIfCancelled(task: Task): void {
  if (task.cancelled && task.controller) task.controller.abort(cancellationOf(task));
}

/** Nobody has looked by the next turn, in which those who wait were called before. */
function reportUnseen(task: Task): void {
  if (!task.isSeen) task.loop.report(task.outcome, task);
}

/** What a task has to wait for; false for a value that is there. */
function waitable(task: Task, value: any, frame: Frame): Future | false {
  if (value === (task as any)) throw new Error("a task awaits itself");
  // That of another scheduler is awaited as anything of the host: who waits for it would go on there.
  if (value instanceof Future && value.loop === task.loop) return value;
  if (value && value === request.asked) value = apply(value.method, value.iterator, []);
  var then = thenOf(value);
  var observer = then && watchOf(task);
  if (observer) observer.subscribes(frame);
  return then && subscribe(task.loop, value, then);
}

/** A future for whatever can be awaited, or for a function to start: a task where it needs one. asyncio.ensure_future */
export function ensureFuture(value: any): Future {
  if (value instanceof Future) return value;
  if (value instanceof Coroutine) return new Task(value.loop, takeFrame(value));
  return new Task(loopInUse(), typeof value === "function" && !thenOf(value) ? frameOfCall(value, []) : frameOfAwait(() => value));
}
