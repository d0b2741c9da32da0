// A recording and a place in it → where to go from there. Going anywhere changes nothing: moments were written down once.

import type { LinkedFunction } from "./compile/messages.ts";
import { blockOfState, blockSuspendedIn, placeInSource, type Place } from "./links.ts";
import type { Compiled } from "./compile/messages.ts";
import { isBreakpoint, type Breakpoint } from "./program.ts";
import type { FrameView, Moment, Recording } from "./run/messages.ts";

/** The next moment at which a breakpoint is met; else the last one. */
export function nextBreak(recording: Recording, from: number, breakpoints: Breakpoint[]): number {
  return find(recording, from, ({ kind, state, frame }) => kind === "at" && isBreakpoint(breakpoints, recording.frames[frame!].name, state));
}

/** The next moment at which control is in the block at an offset of the source; else the last one. */
export function nextAtCursor(recording: Recording, from: number, compiled: Compiled, offset: number): number {
  const wanted = placeInSource(compiled, offset);
  if (!wanted) return from;
  return find(recording, from, (moment) => {
    const place = placeOf(recording, moment, compiled.functions);
    return place !== null && moment.kind !== "enter" && place.function === wanted.function && (wanted.block === null || place.block === wanted.block);
  });
}

/** The first moment behind which an event has happened. */
export function momentOfEvent({ moments }: Recording, event: number): number {
  const index = moments.findIndex(({ events }) => events > event);
  return index < 0 ? moments.length - 1 : index;
}

/** The last moment up to a time. */
export function momentAtTime({ moments }: Recording, time: number): number {
  const index = moments.findIndex((moment) => moment.time > time);
  return index < 0 ? moments.length - 1 : Math.max(0, index - 1);
}

/** Where control is: at the case that is entered, or at the suspension that was reached. */
export function placeOf(recording: Recording, moment: Moment, functions: LinkedFunction[]): Place | null {
  if (moment.frame === null) return null;
  const index = recording.frames[moment.frame].function;
  const fn = functions[index];
  if (!fn) return null;
  // What has ended was last in the case that it entered last.
  const state = moment.state < 0 ? lastCase(recording, moment) : moment.state;
  const isResting = moment.state >= 0 && (moment.kind === "left" || moment.kind === "enter");
  const block = (isResting ? blockSuspendedIn(fn, state) : null) ?? blockOfState(fn, state);
  return { function: index, block: block?.id ?? null };
}

function lastCase({ moments }: Recording, of: Moment): number {
  const before = moments.slice(0, moments.indexOf(of));
  return before.findLast(({ kind, frame }) => kind === "at" && frame === of.frame)?.state ?? -1;
}

/** Every frame that there is at a moment, as it is then. */
export function framesAt({ moments, frames }: Recording, index: number): { id: number; name: string; parent: number | null; state: number; view: FrameView; isCurrent: boolean }[] {
  const last = new Map<number, { state: number; view: FrameView }>();
  for (const { frame, state, view, others } of moments.slice(0, index + 1)) {
    if (frame !== null && view) last.set(frame, { state, view });
    for (const other of others) last.set(other.frame, { ...last.get(other.frame)!, view: other.view });
  }
  const current = moments[index]?.frame;
  return frames.flatMap(({ id, name, parent }) => {
    const shown = last.get(id);
    return shown ? [{ id, name, parent, ...shown, isCurrent: id === current }] : [];
  });
}

function find({ moments }: Recording, from: number, test: (moment: Moment) => boolean): number {
  const index = moments.findIndex((moment, at) => at > from && test(moment));
  return index < 0 ? moments.length - 1 : index;
}
