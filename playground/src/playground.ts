// The page's state, and what changes it. Views read the signals and call the actions; nothing else has a state of its own.

import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { createCompiler, type Compiler } from "./compile/client.ts";
import type { Compiled, Drawing } from "./compile/messages.ts";
import { transcriptOf } from "./examples.ts";
import { litBy, type Lit, type Place } from "./links.ts";
import { partsOf, toggleBreakpoint, type Parts, type Program } from "./program.ts";
import type { Command, Recording } from "./run/messages.ts";
import { NOTHING_RUN, runWhenCompiled, type RunState } from "./running.ts";
import { momentAtTime, momentOfEvent, nextAtCursor, nextBreak, placeOf } from "./stepping.ts";

export interface Playground {
  program: ReadonlySignal<Program>;
  /** Of the program, one by one: whoever reads all of it is rendered with each key. */
  parts: Parts;
  compiled: ReadonlySignal<Compiled | null>;
  drawn: ReadonlySignal<{ function: number; drawing: Drawing } | null>;
  run: ReadonlySignal<RunState>;
  recording: ReadonlySignal<Recording | null>;
  /** Index of the moment that is shown. */
  moment: ReadonlySignal<number>;
  /** Where control is at that moment. */
  current: ReadonlySignal<Lit | null>;
  /** What is pointed at. */
  lit: ReadonlySignal<Lit | null>;
  /** What is to be scrolled to; another object each time. */
  revealed: ReadonlySignal<{ lit: Lit } | null>;
  compiler: Compiler;
  /** Another program in place of this one. */
  open(program: Program): void;
  edit(source: string): void;
  setOptions(options: Partial<Program["options"]>): void;
  moveCursor(offset: number): void;
  point(place: Place | null): void;
  reveal(place: Place): void;
  showFunction(index: number): void;
  toggleBreakpoint(fn: string, state: number): void;
  goTo(moment: number): void;
  goToEvent(event: number): void;
  goToTime(time: number): void;
  runToBreak(): void;
  runToCursor(): void;
  drive(commands: Command[] | null): void;
}

export function createPlayground(initial: Program): Playground {
  const program = signal(initial);
  const parts = partsOf(program);
  const transcript = computed(() => transcriptOf(program.value));
  const compiled = signal<Compiled | null>(null);
  const drawn = signal<{ function: number; drawing: Drawing } | null>(null);
  const run = signal<RunState>(NOTHING_RUN);
  const recording = computed(() => run.value.recording);
  const pointed = signal<Place | null>(null);
  const revealed = signal<{ lit: Lit } | null>(null);
  const cursor = signal(0);
  const typedAt = signal(-Infinity);
  const compiler = createCompiler();

  const moment = computed(() => Math.min(parts.step.value, Math.max(0, (recording.value?.moments.length ?? 1) - 1)));
  const current = computed(() => {
    const { recording, status } = run.value;
    // What was recorded of another text has no places in this one.
    const at = status === "done" ? recording?.moments[moment.value] : undefined;
    const place = recording && at && compiled.value ? placeOf(recording, at, compiled.value.functions) : null;
    return place && litBy(compiled.value!, place);
  });
  const lit = computed(() => compiled.value && litBy(compiled.value, pointed.value));

  compileWhenChanged({ compiler, compiled, drawn, cursor, parts });
  runWhenCompiled({ compiler, compiled, program, parts, transcript, typedAt, run });

  const showFunction = async (index: number): Promise<void> => {
    if (drawn.peek()?.function === index) return;
    const asked = compiled.peek();
    const { status, drawings } = run.peek();
    const drawing = (status === "done" && drawings[index]) || (await compiler.ask({ kind: "layout", function: index }));
    if (drawing && asked === compiled.peek()) drawn.value = { function: index, drawing };
  };
  const reveal = (lit: Lit | null): void => {
    if (!lit) return;
    revealed.value = { lit };
    void showFunction(lit.place.function);
  };

  const goTo = (index: number): void => {
    const last = (run.peek().recording?.moments.length ?? 1) - 1;
    program.value = { ...program.peek(), step: Math.max(0, Math.min(index, last)) };
    reveal(current.peek());
  };
  const withRecording = (find: (recording: Recording) => number): void => {
    const { recording } = run.peek();
    if (recording && recording.moments.length > 0) goTo(find(recording));
  };

  return {
    program,
    parts,
    compiled,
    drawn,
    run,
    recording,
    moment,
    current,
    lit,
    revealed,
    compiler,
    open: (opened) =>
      batch(() => {
        cursor.value = 0;
        pointed.value = null;
        program.value = opened;
      }),
    edit(text) {
      if (text === program.peek().source) return;
      typedAt.value = performance.now();
      program.value = { ...program.peek(), source: text, step: 0 };
    },
    setOptions: (changed) => void (program.value = { ...program.peek(), options: { ...program.peek().options, ...changed }, step: 0 }),
    moveCursor(offset) {
      cursor.value = offset;
      compiler.hush();
    },
    point: (place) => void (pointed.value = place),
    reveal(place) {
      pointed.value = place;
      reveal(lit.peek());
    },
    showFunction: (index) => void showFunction(index),
    toggleBreakpoint: (fn, state) => void (program.value = toggleBreakpoint(program.peek(), fn, state)),
    goTo,
    goToEvent: (event) => withRecording((recording) => momentOfEvent(recording, event)),
    goToTime: (time) => withRecording((recording) => momentAtTime(recording, time)),
    runToBreak: () => withRecording((recording) => nextBreak(recording, moment.peek(), parts.breakpoints.peek())),
    runToCursor: () => withRecording((recording) => nextAtCursor(recording, moment.peek(), compiled.peek()!, cursor.peek())),
    drive: (commands) => void (program.value = { ...program.peek(), commands, step: 0 }),
  };
}

interface Compiling {
  compiler: Compiler;
  compiled: Signal<Compiled | null>;
  drawn: Signal<{ function: number; drawing: Drawing } | null>;
  cursor: ReadonlySignal<number>;
  parts: Parts;
}

/** One compilation at a time; what is typed meanwhile is compiled once, after it. */
function compileWhenChanged({ compiler, compiled, drawn, cursor, parts: { source, options } }: Compiling): void {
  let busy = false;
  let wanted = false;
  const compile = async (): Promise<void> => {
    wanted = true;
    if (busy) return;
    busy = true;
    try {
      while (wanted) {
        wanted = false;
        const reply = await compiler.ask({ kind: "compile", source: source.peek(), options: options.peek(), focus: cursor.peek() });
        batch(() => {
          compiled.value = reply;
          drawn.value = reply.drawn;
        });
      }
    } finally {
      busy = false;
    }
  };
  effect(() => {
    void source.value;
    void options.value;
    void compile();
  });
}
