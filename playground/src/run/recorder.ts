// What instrumented code tells → moments, told to the page as they come. compile/instrument.ts puts the calls there.

import { inspect, NOT_KEPT, type Inspection } from "babel-plugin-switchyard/inspect";
import type { LinkedFunction } from "../compile/messages.ts";
import { preview } from "./preview.ts";
import type { FrameView, Local, Moment, RunMessage } from "./messages.ts";

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- a record with the program's own variables */
type Frame = any;

/** So many moments are kept: more than anybody steps through. */
const MOST_MOMENTS = 4000;
/** Of so many frames that rest it is looked up at each moment whether what they hold has changed. */
const MOST_WATCHED = 16;
const MODES = ["next", "throw", "return"];

export interface Surroundings {
  events(): number;
  time(): number;
  microtasks(): string[];
  timers(): Moment["timers"];
  tasks(): Moment["tasks"];
  tell(message: RunMessage): void;
}

export interface Recorder {
  enter(frame: Frame, fn: number, state: number, mode: number | undefined, value: unknown): void;
  /** `values`: of the step function's variables; `sent`: what the one that receives it is about to get. */
  at(frame: Frame, fn: number, state: number, values: Record<string, unknown>, sent: unknown): void;
  left<T>(frame: Frame, fn: number, value: T): T;
  threw(frame: Frame, fn: number, error: unknown): unknown;
  /** Nothing runs; something outside of all frames has happened. */
  idle(text: string): void;
  /** What the next reaction to a promise will do: the frame that was left last is waiting for it. */
  takeWaiting(): string | null;
}

export function createRecorder(functions: LinkedFunction[], surroundings: Surroundings): Recorder {
  const count = { moments: 0, frames: 0 };
  const ids = new WeakMap<object, number>();
  const running: number[] = [];
  const resting = new Map<number, { frame: Frame; known: string }>();
  let waiting: string | null = null;

  const idOf = (frame: Frame, fn: number): number => {
    let id = ids.get(frame);
    if (id === undefined) {
      id = count.frames++;
      ids.set(frame, id);
      surroundings.tell({ kind: "frame", frame: { id, function: fn, name: functions[fn].name, parent: running.at(-1) ?? ids.get(frame.$up) ?? null } });
    }
    return id;
  };

  const add = (moment: Pick<Moment, "kind" | "frame" | "state" | "text"> & { view(): FrameView | null }): void => {
    if (count.moments++ === MOST_MOMENTS) surroundings.tell({ kind: "cut" });
    if (count.moments > MOST_MOMENTS) return;
    const { events, time, microtasks, timers, tasks, tell } = surroundings;
    const queues = { events: events(), time: time(), microtasks: microtasks(), timers: timers(), tasks: tasks() };
    tell({ kind: "moment", moment: { ...moment, view: moment.view(), others: changedViews(moment.frame), ...queues } });
  };

  const changedViews = (current: number | null): Moment["others"] =>
    [...resting].slice(-MOST_WATCHED).flatMap(([id, one]) => {
      if (id === current) return [];
      const view = viewOf(one.frame, null);
      const text = JSON.stringify(view);
      if (text === one.known) return [];
      one.known = text;
      return [{ frame: id, view }];
    });

  const rest = (id: number, frame: Frame): void => {
    resting.delete(id);
    if (frame.$state >= 0) resting.set(id, { frame, known: JSON.stringify(viewOf(frame, null)) });
  };

  return {
    enter(frame, fn, state, mode = 0, value) {
      const id = idOf(frame, fn);
      resting.delete(id);
      const text = state === 0 && mode === 0 ? "starts" : `${MODES[mode]}(${value === undefined && mode === 0 ? "" : preview(value)})`;
      add({ kind: "enter", frame: id, state, text, view: () => viewOf(frame, mode === 0 && state === 0 ? null : text) });
      running.push(id);
    },
    at(frame, fn, state, values, sent) {
      const receives = functions[fn].blocks.find((block) => block.state === state)?.receives;
      const all = receives ? { ...values, [receives]: sent } : values;
      add({ kind: "at", frame: idOf(frame, fn), state, text: "", view: () => viewOfVariables(frame, functions[fn], state, all) });
    },
    left(frame, fn, value) {
      running.pop();
      const isOver = frame.$state < 0;
      const { name } = functions[fn];
      const found = inspect(frame);
      const text = `${isOver ? "returns" : (found?.op ?? "yield").replace("delegate", "yields from")} ${preview(value)}`;
      if (!isOver && found?.op === "await") waiting = `resume ${name}, case ${frame.$state}`;
      rest(idOf(frame, fn), frame);
      add({ kind: "left", frame: idOf(frame, fn), state: frame.$state, text, view: () => viewOf(frame, null) });
      return value;
    },
    threw(frame, fn, error) {
      running.pop();
      const found = viewOf(frame, null);
      const over = { ...found, status: "done", awaiting: null, locals: found.locals.map(({ name }) => ({ name, text: null })), temporaries: [], pended: [] };
      add({ kind: "threw", frame: idOf(frame, fn), state: -1, text: `throws ${preview(error)}`, view: () => over });
      return error;
    },
    idle(text) {
      add({ kind: "idle", frame: null, state: -1, text, view: () => null });
    },
    takeWaiting() {
      const label = waiting;
      waiting = null;
      return label;
    },
  };
}

/** Of a frame that rests. */
function viewOf(frame: Frame, sent: string | null): FrameView {
  const found = inspect(frame)!;
  return {
    status: found.status,
    locals: Object.entries(found.locals).map(([name, value]): Local => ({ name, text: found.kept.includes(name) ? preview(value) : null })),
    temporaries: Object.entries(found.temporaries).map(([name, value]) => ({ name, text: preview(value) })),
    sent,
    pended: found.pended.map(pendedText),
    awaiting: found.source,
    json: jsonOf(frame, found),
  };
}

const pendedText = ({ how, value }: Inspection["pended"][number]): string => (how === "jump" ? "a jump" : `${how} ${preview(value)}`);

/** Of a frame that runs: its variables are those of the step function, which has not put them back yet. */
function viewOfVariables(frame: Frame, fn: LinkedFunction, state: number, values: Record<string, unknown>): FrameView {
  const live = new Set(fn.blocks.find((block) => block.state === state)?.live);
  const isKept = (name: string) => live.has(name) && name in values;
  // Of two variables of a name the one that is kept is shown; if both are, both, by their fields.
  const names = (sourceName: string) => fn.variables.filter((one) => one.sourceName === sourceName).sort((a, b) => Number(isKept(b.name)) - Number(isKept(a.name)));
  const shown = fn.variables.flatMap(({ name, sourceName, isCell }) => {
    const isFirst = sourceName === null || names(sourceName)[0].name === name;
    if (!isFirst && !isKept(name)) return [];
    const value = values[name];
    const content = isCell && value ? (value as { value: unknown }).value : value;
    return [{ name: isFirst ? (sourceName ?? name) : name, isOwn: sourceName === null, text: isKept(name) ? preview(content) : null }];
  });
  const kept = (list: typeof shown): Local[] => list.map(({ name, text }) => ({ name, text }));
  return {
    status: "running",
    locals: kept(shown.filter(({ isOwn }) => !isOwn)),
    temporaries: kept(shown.filter(({ isOwn, text }) => isOwn && text !== null)),
    sent: null,
    pended: [],
    awaiting: null,
    json: jsonOf(frame, null),
  };
}

/** The record, as far as JSON goes; the rest as texts. Fields that hold nothing in this state say so. */
function jsonOf(frame: Frame, found: Inspection | null): string {
  const fields = Object.keys(frame).filter((name) => !/^\$(?!state$)/.test(name));
  const dead = new Set(found ? deadFields(found) : []);
  const plain = (value: unknown): unknown => (value === null || /^(number|string|boolean)$/.test(typeof value) ? value : preview(value));
  return JSON.stringify(Object.fromEntries(fields.map((name) => [name, dead.has(name) ? NOT_KEPT : plain(frame[name])])), null, 2);
}

const deadFields = ({ locals, kept }: Inspection): string[] => Object.keys(locals).filter((name) => !kept.includes(name));
