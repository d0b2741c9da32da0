// What the compiler's option `debug` adds at run time: names and places of functions, logical stacks, a list of tasks.
//
// An error that leaves an async function arrives, turns later, at the await of another one. The engine's stack ends where
// the first one was resumed; each await that the error arrives at adds a line for its function, in every engine.

import { frameKey, type Frame } from "./frame.js";
import { defineHidden } from "./host.js";

/** What is known of a function that was compiled with `debug`. */
export interface DebugTable {
  name: string;
  file: string;
  /** A state in which a frame is suspended → line and column, from 1, and text of the suspension. */
  sites: { [state: number]: [line: number, column: number, text: string] };
  /** The function's state graph, as the JSON that `switchyard graph` prints. */
  graph: string;
}

/** A task of a scheduler, in a list of those that have not ended, in the order in which they were started. */
export interface Watched {
  /** Where the host has weak references, it may be gone although it has not ended. null once it has. */
  task: { deref(): any } | null;
  /** The entry of the task that started it; null if none did. */
  parent: Watched | null;
  /** The scheduler's note of which task runs. */
  current: { task: any };
  before: Watched | null;
  after: Watched | null;
}

/** The list is kept as soon as a program has functions with tables: without these there is little to see. */
export var watching: { isOn: boolean; first: Watched | null; last: Watched | null } = { isOn: false, first: null, last: null };

declare var WeakRef: any;

/** A reference that does not keep an object, where the host has such. */
export function weakly(object: any): { deref(): any } {
  if (typeof WeakRef === "function") return new WeakRef(object);
  return {
    deref: function () {
      return object;
    },
  };
}

/** Puts a task that has been started at the end of the list. Returns its entry. */
export function watch(task: any, current: { task: any }): Watched {
  var entry: Watched = { task: weakly(task), parent: current.task && current.task.watched, current: current, before: watching.last, after: null };
  if (watching.last) watching.last.after = entry;
  else watching.first = entry;
  watching.last = entry;
  return entry;
}

/** Takes a task that has ended out of the list. */
export function unwatch(entry: Watched): void {
  entry.task = null;
  if (entry.before) entry.before.after = entry.after;
  else watching.first = entry.after;
  if (entry.after) entry.after.before = entry.before;
  else watching.last = entry.before;
}

/** Attaches a function's table to its frames. */
export function describe(Frame: any, table: DebugTable): void {
  Frame.prototype.$debug = table;
  watching.isOn = true;
}

/** Lets a kickoff function know its frames, as generator objects know theirs. Returns the function. */
export function described(kickoff: any, Frame: any): any {
  defineHidden(kickoff, frameKey, Frame.prototype);
  return kickoff;
}

/** The same for methods of a class or object, by their keys. Returns the object. */
export function describedMethods(holder: any, keys: any[], Frames: any[]): any {
  for (var i = 0; i < keys.length; i++) described((Object.getOwnPropertyDescriptor(holder, keys[i]) as any).value, Frames[i]);
  return holder;
}

/** The table of a frame, or of a kickoff function; null without `debug`. */
export function tableOf(x: any): DebugTable | null {
  if (typeof x !== "function") return x.$debug || null;
  var own = Object.prototype.hasOwnProperty.call(x, frameKey);
  return (own && x[frameKey].$debug) || null;
}

/** Notes on an error's stack that it arrived at the await where a frame is. Returns the error. */
export function crossing(frame: Frame, error: any): any {
  var table: DebugTable = (frame as any).$debug;
  var site = table && table.sites[frame.$state];
  try {
    if (site && error instanceof Error && typeof error.stack === "string") {
      error.stack += "\n    at async " + table.name + " (" + table.file + ":" + site[0] + ":" + site[1] + ")";
    }
  } catch (unwilling) {
    // it is frozen, or its stack has a getter that throws: it stays as it is
  }
  return error;
}
