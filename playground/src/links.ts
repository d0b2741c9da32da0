// Pointing: a place in one column → the block it belongs to, and what of each column that block lights.

import type { Compiled, LinkedBlock, LinkedFunction, Span } from "./compile/messages.ts";

/** A function, or one block of it; `block` is null where the place belongs to no block. */
export interface Place {
  function: number;
  block: number | null;
}

export interface Lit {
  source: Span[];
  /** Lines, from 0. */
  machine: number[];
  place: Place;
}

export function placeInSource({ functions }: Compiled, offset: number): Place | null {
  const around = functions
    .map((fn, index) => ({ fn, index }))
    .filter(({ fn: { range } }) => range.from <= offset && offset < range.to)
    .sort((a, b) => size(a.fn.range) - size(b.fn.range))[0];
  if (!around) return null;
  return { function: around.index, block: smallestAround(around.fn, offset)?.id ?? null };
}

export function placeInMachine(compiled: Compiled, line: number): Place | null {
  const index = compiled.functions.findIndex(({ machine }) => machine !== null && machine.from <= line && line < machine.to);
  if (index >= 0) return { function: index, block: compiled.functions[index].blocks.find(({ machine }) => machine.includes(line))?.id ?? null };
  const origin = compiled.origins[line] ?? -1;
  const found = origin < 0 ? null : placeInSource(compiled, origin);
  // Outside of a step function a line stands for the function as a whole.
  return found && { ...found, block: null };
}

export function litBy({ functions }: Compiled, place: Place | null): Lit | null {
  const fn = place && functions[place.function];
  if (!fn) return null;
  const block = fn.blocks.find(({ id }) => id === place.block);
  if (!block) return { source: [fn.range], machine: fn.machine ? lines(fn.machine) : [], place };
  return { source: block.source, machine: block.machine, place };
}

/** The block that is printed as a case. */
export const blockOfState = (fn: LinkedFunction, state: number): LinkedBlock | null => fn.blocks.find((block) => block.state === state) ?? null;

/** The block whose end suspends the activation in a state. */
export const blockSuspendedIn = (fn: LinkedFunction, state: number): LinkedBlock | null => fn.blocks.find(({ suspendsIn }) => suspendsIn === state) ?? null;

function smallestAround(fn: LinkedFunction, offset: number): LinkedBlock | null {
  let best: { block: LinkedBlock; size: number } | null = null;
  for (const block of fn.blocks) {
    for (const span of block.source) {
      if (span.from <= offset && offset < span.to && (best === null || size(span) < best.size)) best = { block, size: size(span) };
    }
  }
  return best?.block ?? null;
}

const size = ({ from, to }: Span): number => to - from;
const lines = ({ from, to }: Span): number[] => Array.from({ length: to - from }, (_, index) => from + index);
