// Copies a suspended generator by the slot table of its function alone: what that forgets, the copy does not have.

import type { CompileResult } from "../src/compiler/index.js";
import type { Frame } from "../src/runtime/index.js";

type Runtime = typeof import("../src/runtime/index.js");
type AnyFrame = Frame & Record<string, unknown>;

/** Reading this from a slot that was not copied shows up in every trace. */
const FORGOTTEN = "a slot that the table forgot";

export function copyGenerator(generator: Generator, functions: CompileResult["functions"], runtime: Runtime): Generator {
  const frame = runtime.frameOf(generator) as AnyFrame | null;
  if (frame === null) throw new Error("not a generator of this runtime");
  const copy = Object.create(Object.getPrototypeOf(generator));
  const copied = copyFrame(frame, functions);
  copied.$owner = copy;
  copy[runtime.frameKey] = copied;
  copyDelegates(frame, copied, functions);
  return copy;
}

function copyFrame(frame: AnyFrame, functions: CompileResult["functions"]): AnyFrame {
  const constructor = (frame.constructor as { name?: string }).name;
  const compiled = functions.find((candidate) => candidate.frame === constructor);
  // Array and foreign iterators under yield* are frames of the runtime: plain records.
  if (!compiled) return Object.assign(Object.create(Object.getPrototypeOf(frame)), frame);
  const copy = Object.create(Object.getPrototypeOf(frame)) as AnyFrame;
  for (const field of ["$state", "$step", "$up", "$leaf"]) {
    if (Object.prototype.hasOwnProperty.call(frame, field)) copy[field] = frame[field];
  }
  const live = new Set(compiled.slots.live[frame.$state] ?? []);
  for (const slot of compiled.slots.names) copy[slot] = live.has(slot) ? frame[slot] : FORGOTTEN;
  return copy;
}

/** The chain below a root hangs together by $up, and the root points at its innermost frame. */
function copyDelegates(frame: AnyFrame, copy: AnyFrame, functions: CompileResult["functions"]): void {
  if (!frame.$leaf) return;
  let innermost: AnyFrame | null = null;
  let below: AnyFrame | null = null;
  for (let at = frame.$leaf as AnyFrame; at !== frame; at = at.$up as AnyFrame) {
    const copied = copyFrame(at, functions);
    copied.$owner = at.$owner;
    if (below) below.$up = copied;
    innermost ??= copied;
    below = copied;
  }
  below!.$up = copy;
  copy.$leaf = innermost;
}
