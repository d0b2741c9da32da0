// Copies a suspended activation by the slot table of its function alone: what that forgets, the copy does not have.

import type { CompileResult } from "../src/compiler/index.js";
import { MODE_NEXT, MODE_THROW } from "../src/protocol.js";
import type { Frame } from "../src/runtime/index.js";
import type { Queue } from "../src/runtime/request-queue.js";

type Runtime = typeof import("../src/runtime/index.js");
export type AnyFrame = Frame & Record<string, unknown>;

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

export function copyFrame(frame: AnyFrame, functions: CompileResult["functions"]): AnyFrame {
  const constructor = (frame.constructor as { name?: string }).name;
  const compiled = functions.find((candidate) => candidate.frame === constructor);
  // Array and foreign iterators under yield* are frames of the runtime: plain records.
  if (!compiled) return Object.assign(Object.create(Object.getPrototypeOf(frame)), frame);
  const copy = Object.create(Object.getPrototypeOf(frame)) as AnyFrame;
  for (const field of ["$state", "$step", "$up", "$leaf", "$queue"]) {
    if (Object.prototype.hasOwnProperty.call(frame, field)) copy[field] = frame[field];
  }
  const live = new Set(compiled.slots.live[frame.$state] ?? []);
  for (const slot of compiled.slots.names) copy[slot] = live.has(slot) ? frame[slot] : FORGOTTEN;
  return copy;
}

export type Between = (frame: AnyFrame, resumption: number) => AnyFrame;

/**
 * Runs the frame of a compiled async function by hand, as `await` does, tick for tick. `between` sees and may replace it
 * before each resumption.
 */
export async function drive(start: () => AnyFrame, between: Between, runtime: Runtime): Promise<unknown> {
  let frame = start();
  let mode = MODE_NEXT;
  let value: unknown;
  for (let resumption = 0; ; resumption++) {
    frame = between(frame, resumption);
    let result: unknown = frame.$step(frame, mode, value);
    if (frame.$state < 0) return result;
    const { asked } = runtime.request;
    if (asked !== null && asked === result) result = asked.iterator.next();
    try {
      value = await result;
      mode = MODE_NEXT;
    } catch (error) {
      value = error;
      mode = MODE_THROW;
    }
  }
}

/** An async generator whose frame `between` may replace before each resumption: by a request, or after an await. */
export function exchanging(generator: AsyncGenerator, between: Between, runtime: Runtime): AsyncGenerator {
  let resumptions = 0;
  const put = (frame: AnyFrame): AnyFrame => {
    const queue = frame.$queue as Queue;
    const resume = (mode: number) => (value: unknown) => queue.resume(exchange(), mode, value);
    (generator as unknown as Record<symbol, unknown>)[runtime.frameKey] = frame;
    Object.assign(queue, { frame, onFulfilled: resume(MODE_NEXT), onRejected: resume(MODE_THROW) });
    return Object.assign(frame, { $owner: generator });
  };
  const exchange = (): AnyFrame => put(between(runtime.frameOf(generator) as AnyFrame, resumptions++));
  put(runtime.frameOf(generator) as AnyFrame);
  const request = (name: "next" | "throw" | "return") => (value: unknown) => {
    exchange();
    return generator[name](value);
  };
  return { next: request("next"), throw: request("throw"), return: request("return") } as AsyncGenerator;
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
