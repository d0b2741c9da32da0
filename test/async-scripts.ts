// What a fixture's `subject` is run by, when it is no generator.
//
//   async function    wait("a"), wait("b"), … are what it awaits: a script says how each is settled
//   async generator   requests, each awaited before the next one is made, or all made at once

import { fulfilled, resume, sequences, type FixtureModule, type Step, type Wait } from "./fixtures.js";
import { format } from "./format.js";
import { createTrace, linesOf } from "./trace.js";

export type SubjectKind = "generator" | "async function" | "async generator";

/** What the subject of a module returns. A subject that throws may be any of them, and is taken for a generator. */
export async function subjectKind({ subject }: FixtureModule): Promise<SubjectKind> {
  const trace = createTrace(format);
  let kind: SubjectKind = "generator";
  // Rejections that the call leaves behind end here, and are not seen by the run that follows.
  await linesOf(trace, () => {
    try {
      const made = subject!(trace.probe, () => new Promise(() => {}));
      if (Symbol.asyncIterator in made) kind = "async generator";
      if (made instanceof Promise) kind = "async function";
    } catch {
      return;
    }
  });
  return kind;
}

/** How one wait of an async function is settled. */
export type Settlement = keyof typeof settlements;

const settlements = {
  fulfil: (index: number) => Promise.resolve(`fulfilled ${index}`),
  reject: (index: number) => Promise.reject(`rejected ${index}`),
  value: (index: number) => `value ${index}`,
  thenable: (index: number) => ({ then: (resolve: (value: unknown) => void) => resolve(`thenable ${index}`) }),
};

/** Waits after these are for ever, so that every loop comes to an end. */
const MOST_WAITS = 20;

/** Every script of a length; what is beyond it is fulfilled, so shorter ones would show nothing else. */
export function awaitScripts(length: number): Settlement[][] {
  return sequences(Object.keys(settlements) as Settlement[], length).filter((script) => script.length === length);
}

export function runAwaitScript({ subject }: FixtureModule, script: Settlement[]): Promise<string[]> {
  const trace = createTrace(format);
  let waits = 0;
  const wait: Wait = (label) => {
    const index = waits++;
    trace.log(`wait ${String(label)}`);
    return index < MOST_WAITS ? settlements[script[index] ?? "fulfil"](index) : new Promise(() => {});
  };
  return linesOf(trace, async () => {
    try {
      await trace.probe.ticks({ call: subject!(trace.probe, wait) as Promise<unknown> });
    } catch (error) {
      trace.log(`call threw ${format(error)}`);
    }
  });
}

/** Makes the requests of a script to a fresh async generator. */
export function runRequests({ subject }: FixtureModule, script: Step[], order: "in turn" | "at once"): Promise<string[]> {
  const trace = createTrace(format);
  return linesOf(trace, async () => {
    const generator = subject!(trace.probe, fulfilled) as AsyncGenerator;
    if (order === "at once") {
      const requests = script.map((step, index) => [`${index} ${step}`, resume(generator, step, index)]);
      await trace.probe.ticks(Object.fromEntries(requests));
      return;
    }
    for (const [index, step] of script.entries()) {
      await trace.probe.ticks({ [step]: resume(generator, step, index) as Promise<unknown> });
    }
  });
}
