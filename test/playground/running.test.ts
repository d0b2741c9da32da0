// When a program is run: not while somebody types. Without a browser, as what counts is which worker is asked for what.

import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Compiler } from "../../playground/src/compile/client.js";
import type { Compiled } from "../../playground/src/compile/messages.js";
import { emptyProgram, partsOf, type Program } from "../../playground/src/program.js";
import { NOTHING_RUN, runWhenCompiled } from "../../playground/src/running.js";

interface Asked {
  kind: string;
  source: string;
  code: string;
}

let asked: Asked[];
let ended: string[];

/** Linking is answered at once; a run goes on until it is ended. */
class StillWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly #name: string;

  constructor(_address: URL, { name }: { name: string }) {
    this.#name = name;
  }

  postMessage({ id, request }: { id: number; request?: Asked }): void {
    if (!request) return;
    asked.push(request);
    const reply = { native: request.source, machine: request.code, recorded: null };
    queueMicrotask(() => this.onmessage?.({ data: { id, reply } }));
  }

  terminate(): void {
    ended.push(this.#name);
  }
}

beforeEach(() => {
  [asked, ended] = [[], []];
  vi.useFakeTimers();
  vi.stubGlobal("Worker", StillWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function begin() {
  const compiled = signal<Compiled | null>(null);
  const program = signal<Program>(emptyProgram("one"));
  const typedAt = signal(performance.now());
  const run = signal(NOTHING_RUN);
  const compiler: Compiler = { ask: () => Promise.reject(new Error("nothing is drawn here")), hush: () => {} };
  runWhenCompiled({ compiler, compiled, program, parts: partsOf(program), transcript: signal(null), typedAt, run });
  return {
    run,
    type(source: string) {
      typedAt.value = performance.now();
      program.value = { ...program.peek(), source };
    },
    hasCompiled(source: string) {
      compiled.value = { kind: "compiled", source, code: `machine of ${source}`, problems: [], functions: [], origins: [], drawn: null, milliseconds: 1 };
    },
  };
}

it("a run that was due is not begun when something else has been typed, which has not compiled yet", async () => {
  const { type, hasCompiled } = begin();
  hasCompiled("one");
  await vi.advanceTimersByTimeAsync(300);
  type("two");
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toEqual([]);
  hasCompiled("two");
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toMatchObject([{ kind: "link", source: "two", code: "machine of two" }]);
});

it("a run that goes on ends with the first key", async () => {
  const { type, hasCompiled, run } = begin();
  hasCompiled("one");
  await vi.advanceTimersByTimeAsync(400);
  expect(run.value.status).toBe("running");
  expect(ended).toEqual([]);
  type("two");
  expect(ended.sort()).toEqual(["machine", "native"]);
  expect(run.value.status).toBe("waiting");
});
