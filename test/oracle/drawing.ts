// What a program is drawn with: where a statement stands, the tasks that are known there, and what can be awaited.

import type { Program, Source, Statement } from "./ast.js";
import type { Random } from "./random.js";

/** What a program is mostly about. A mixture of everything seldom makes two tasks wait for the same thing. */
export type Theme = "contention" | "tasks" | "cancel" | "timeout" | "group" | "gather" | "queue" | "lock" | "event";

/** What many tasks want of one thing, or each has of its own. */
export type Wanted = "lock" | "semaphore" | "item" | "room" | "event" | "group" | "timeout" | "gather" | "shield";

/** Short, few and often equal, so that deadlines and wake-ups fall on the same moment. */
export const DURATIONS = [0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 8];
export const NESTING = 4;

export interface Drawing {
  random: Random;
  theme: Theme;
  /** What contention is about. */
  wanted: Wanted;
  program: Program;
  /** The functions whose end a slot or a group waits for come after `level`; a gathering cannot be watched or waited for as a task. */
  slots: { level: number; task: boolean }[];
  groups: { level: number }[];
  /** How many statements the function may still grow by. Small programs have as much to tell: what is large mostly does not run. */
  left: number;
}

/** Where a statement stands. */
export interface Place {
  level: number;
  depth: number;
  /** The groups whose body this is, innermost last. */
  groups: number[];
  /** A return would leave the body of a group or timeout, which is a function in JavaScript, or override what `finally` runs for. */
  mayReturn: boolean;
  repeated: boolean;
  /** Something ends this if it takes too long. */
  timed: boolean;
  /** The locks that are held: taken again, they would never be had. */
  locks: number[];
}

export function spawn(drawing: Drawing, place: Place): Extract<Statement, { type: "spawn" }> {
  const target = after(drawing, place.level);
  drawing.slots.push({ level: target, task: true });
  return { type: "spawn", slot: drawing.slots.length - 1, function: target };
}

export function groupSpawn(drawing: Drawing, place: Place, group: number): Statement {
  const target = after(drawing, Math.max(place.level, drawing.groups[group]!.level));
  drawing.slots.push({ level: target, task: true });
  return { type: "groupSpawn", group, slot: drawing.slots.length - 1, function: target };
}

/** A function after this one, mostly a near one. */
export function after({ random, program }: Drawing, level: number): number {
  const rest = program.functions.length - 1 - level;
  return level + 1 + Math.min(random.below(rest), random.below(rest));
}

/** The slots whose end may be waited for. */
export function awaitable({ slots }: Drawing, place: Place): number[] {
  return slots.flatMap(({ level, task }, slot) => ((task ? level > place.level : level >= place.level) ? [slot] : []));
}

export function sources(drawing: Drawing, place: Place): Source[] {
  return Array.from({ length: drawing.random.chance(5) ? 0 : 1 + drawing.random.below(3) }, () => source(drawing, place));
}

export function source(drawing: Drawing, place: Place): Source {
  const { random, program } = drawing;
  const known = awaitable(drawing, place);
  const last = place.level === program.functions.length - 1;
  switch (random.weighted([["call", last ? 0 : 8], ["task", known.length > 0 ? 8 : 0], ["sleep", 3], ["get", 2], ["event", 1], ["shield", 1]] as const)) {
    case "call":
      return { type: "call", function: after(drawing, place.level) };
    case "task":
      return { type: "task", slot: random.chance(60) ? known[known.length - 1]! : random.pick(known) };
    case "sleep":
      return { type: "sleep", ms: random.pick(DURATIONS), value: random.below(100) };
    case "get":
      return { type: "get", queue: random.below(program.queues.length) };
    case "event":
      return { type: "event", event: random.below(program.events) };
    case "shield":
      return { type: "shield", of: known.length > 0 ? { type: "task", slot: random.pick(known) } : { type: "sleep", ms: random.pick(DURATIONS), value: random.below(100) } };
  }
}
