// What the page asks of a worker that runs a program, and what it is told.

import type { LinkedFunction } from "../compile/messages.ts";

/** One thing done from outside to the generator or task that `subject` makes. `value` is JavaScript; of "pass", milliseconds. */
export interface Command {
  how: "next" | "throw" | "return" | "cancel" | "pass";
  value: string;
}

export interface RunRequest {
  code: string;
  sourceType: "module" | "script";
  /** "recorded": the machine tells its moments, and runs on promises whose queue can be seen. */
  side: "native" | "machine" | "recorded";
  /** null runs the default export; else `subject` is made and resumed by these. */
  commands: Command[] | null;
  functions: LinkedFunction[];
}

export type RunMessage =
  /** All is loaded, and the program is about to run: the budget counts from here. */
  | { kind: "begin" }
  | { kind: "event"; text: string }
  | { kind: "end"; pending: boolean }
  /** Recorded runs tell their moments one by one, so that a run that is stopped can be looked at as far as it came. */
  | { kind: "frame"; frame: FrameInfo }
  | { kind: "moment"; moment: Moment }
  | { kind: "cut" };

export interface Recording {
  moments: Moment[];
  frames: FrameInfo[];
  /** The run had more moments than are kept. */
  cut: boolean;
}

export interface FrameInfo {
  id: number;
  /** Index of its function. */
  function: number;
  name: string;
  /** The frame on whose behalf it was made: that which ran when it was entered first. */
  parent: number | null;
}

/** The machine at one place of its run. What it holds was written down then, so going back finds exactly that. */
export interface Moment {
  kind: "enter" | "at" | "left" | "threw" | "idle";
  /** null: no frame runs. */
  frame: number | null;
  /** The case that is entered, or the state that the frame is left in. */
  state: number;
  /** How it was resumed, by what; or what it yields, awaits, returns or throws. */
  text: string;
  /** Of `frame`. */
  view: FrameView | null;
  /** Of others that have changed since the last moment, as what they hold may be shared. */
  others: { frame: number; view: FrameView }[];
  /** How many events there have been. */
  events: number;
  /** On the virtual clock. */
  time: number;
  microtasks: string[];
  timers: { at: number; label: string }[];
  /** Of the scheduler, in the order in which they were started. */
  tasks: TaskView[];
}

export interface TaskView {
  /** In the order in which tasks were met. */
  id: number;
  /** Its name, and that of its function. */
  title: string;
  parent: number | null;
  status: "running" | "ready" | "waiting";
  /** What it waits for. */
  awaiting: string | null;
  /** Its place among those that are ready. */
  turn: number | null;
  /** When its next timer is due. */
  due: number | null;
}

export interface FrameView {
  status: string;
  locals: Local[];
  temporaries: Local[];
  sent: string | null;
  pended: string[];
  awaiting: string | null;
  /** The record as it is, as JSON. */
  json: string;
}

export interface Local {
  name: string;
  /** null: not kept here. */
  text: string | null;
}
