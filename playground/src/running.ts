// What has compiled is run: by the engine, by the machine, and by the machine with a recorder.

import { effect, type ReadonlySignal, type Signal } from "@preact/signals";
import { createCompiler, type Compiler } from "./compile/client.ts";
import type { Compiled, Drawing } from "./compile/messages.ts";
import { usesScheduler, type Parts, type Program } from "./program.ts";
import { startRun, type Run, type RunResult } from "./run/client.ts";
import type { Recording } from "./run/messages.ts";
import { aloneRun, compareRuns, type Timeline } from "./timeline.ts";

export interface RunState {
  status: "waiting" | "running" | "done";
  left: RunResult | null;
  right: RunResult | null;
  timeline: Timeline;
  recording: Recording | null;
  /** The recorded run showed something else than the machine's: its steps are those of another run. */
  isOther: boolean;
  /** Of the functions of what has run, so that a step into one shows it at once. */
  drawings: (Drawing | null)[];
}

export const NOTHING_RUN: RunState = { status: "waiting", left: null, right: null, timeline: { rows: [], divergence: null, equal: 0 }, recording: null, isOther: false, drawings: [] };

/** A program is run when nobody has typed for so long. */
const TYPING_MS = 350;

interface Running {
  /** It compiled what is to be run. */
  compiler: Compiler;
  compiled: ReadonlySignal<Compiled | null>;
  program: ReadonlySignal<Program>;
  parts: Parts;
  transcript: ReadonlySignal<string[] | null>;
  typedAt: ReadonlySignal<number>;
  run: Signal<RunState>;
}

/** The left side: a transcript, or the engine's run; null where neither says what is right. */
async function partnerOf({ source, commands }: Program, transcript: string[] | null, native: () => Promise<RunResult>): Promise<RunResult | null> {
  if (!usesScheduler(source)) return native();
  return transcript && !commands ? { events: transcript, end: "finished", recording: { moments: [], frames: [], cut: false } } : null;
}

/** Both sides and the recording, each in a worker; a run that is overtaken by a change is ended. */
export function runWhenCompiled({ compiler, compiled, program, parts: { source, options, commands }, transcript, typedAt, run }: Running): void {
  // By a compiler of its own: what is typed next does not wait for it.
  const linker = createCompiler();
  let open: Run[] = [];
  let count = 0;

  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What is shown of the last run says nothing of what is there now; one that is due or goes on takes time from the compiler. */
  const overtake = (): void => {
    count++;
    clearTimeout(timer);
    for (const one of open) one.cancel();
    open = [];
    // Whoever shows the run is rendered again with each other value, and this comes twice with each key.
    if (run.peek().status !== "waiting") run.value = { ...run.peek(), status: "waiting" };
  };

  const start = async (source: string, code: string, functions: Compiled["functions"]): Promise<void> => {
    const mine = count;
    const { options, commands } = program.peek();
    run.value = { ...run.peek(), status: "running" };
    const linked = await linker.ask({ kind: "link", source, options, code, functions });
    if (mine !== count) return;
    const { sourceType } = options;
    const begin = (text: string, side: "native" | "machine" | "recorded"): Promise<RunResult> => {
      const one = startRun({ code: text, sourceType, side, commands, functions });
      open.push(one);
      return one.result;
    };
    const [left, right, recorded] = await Promise.all([
      partnerOf(program.peek(), transcript.peek(), () => begin(linked.native, "native")),
      begin(linked.machine, "machine"),
      linked.recorded === null ? null : begin(linked.recorded, "recorded"),
    ]);
    // One by one, and behind all else: what is typed meanwhile waits for one at most.
    const drawings: (Drawing | null)[] = [];
    for (const index of functions.keys()) if (mine === count) drawings.push(await compiler.ask({ kind: "layout", function: index }));
    if (mine !== count) return;
    run.value = {
      status: "done",
      left,
      right,
      timeline: left ? compareRuns(left, right) : aloneRun(right),
      recording: recorded?.recording ?? null,
      isOther: recorded !== null && compareRuns(right, recorded).divergence !== null,
      drawings,
    };
  };

  effect(() => {
    void [source.value, options.value];
    overtake();
  });
  effect(() => {
    void commands.value;
    if (compiled.value === null || compiled.value.source !== source.peek()) return;
    overtake();
    const pause = Math.max(0, typedAt.peek() + TYPING_MS - performance.now());
    const { code, functions } = compiled.value;
    if (code !== null) timer = setTimeout(() => void start(source.peek(), code, functions), pause);
    else run.value = { ...NOTHING_RUN, status: "done" };
  });
}
