// The machine: what the source is compiled to, with a place for a breakpoint at each case.

import { EditorState, RangeSet, type Text } from "@codemirror/state";
import { EditorView, gutter, GutterMarker } from "@codemirror/view";
import { computed, effect, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Compiled } from "../compile/messages.ts";
import { placeInMachine, type Lit } from "../links.ts";
import type { Playground } from "../playground.ts";
import { isBreakpoint, type Breakpoint } from "../program.ts";
import { changeWithMarks, common, following, showMarks, type Marks } from "./editor.ts";

export function MachineColumn({ playground }: { playground: Playground }) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);

  useEffect(() => {
    const state = EditorState.create({ doc: "", extensions: extensions(playground) });
    editor.current = new EditorView({ parent: host.current!, state });
    return () => editor.current!.destroy();
  }, [playground]);

  // At once; useSignalEffect waits for the next frame, and the machine would be seen in the one after that.
  useEffect(
    () =>
      effect(() => {
        const code = playground.compiled.value?.code;
        const view = editor.current;
        if (!view || typeof code !== "string") return;
        const before = view.state.doc.toString();
        if (code === before) return;
        changeWithMarks(view, view.state.changes(differenceOf(before, code)), "line", (doc) => marksIn(doc, playground.lit.peek(), playground.current.peek()));
      }),
    [playground],
  );

  useSignalEffect(() => {
    const [lit, current] = [playground.lit.value, playground.current.value];
    const view = editor.current;
    if (view) showMarks(view, "line", marksIn(view.state.doc, lit, current));
  });

  // The gutter asks for the breakpoints whenever something is dispatched.
  useSignalEffect(() => {
    void playground.parts.breakpoints.value;
    editor.current?.dispatch({});
  });

  useSignalEffect(() => {
    const line = playground.revealed.value?.lit.machine[0];
    const view = editor.current;
    if (!view || line === undefined || line >= view.state.doc.lines) return;
    view.dispatch({ effects: EditorView.scrollIntoView(view.state.doc.line(line + 1).from, { y: "center" }) });
  });

  const isStale = playground.compiled.value !== null && playground.compiled.value.code === null;
  return (
    <section class="column" data-part="machine" aria-label="Machine" data-stale={isStale || undefined}>
      <h2>
        Machine {isStale && <small>of the last text that compiled</small>}
        {playground.compiled.value === null && <small>the compiler is being loaded</small>}
      </h2>
      <div class="editor" ref={host} />
    </section>
  );
}

/** What is lit and where control is, as the beginnings of their lines. */
function marksIn(doc: Text, lit: Lit | null, current: Lit | null): Marks {
  const starts = (lines: number[] = []) => lines.filter((line) => line < doc.lines).map((line) => doc.line(line + 1)).map(({ from }) => ({ from, to: from }));
  return { lit: starts(lit?.machine), current: starts(current?.machine) };
}

function extensions(playground: Playground) {
  const { compiled } = playground;
  const placeAt = (view: EditorView, position: number | null) =>
    position === null || !compiled.peek() ? null : placeInMachine(compiled.peek()!, view.state.doc.lineAt(position).number - 1);
  let view: EditorView | null = null;
  return [
    common("Machine"),
    EditorState.readOnly.of(true),
    EditorView.updateListener.of((update) => void (view = update.view)),
    breakpointGutter(playground),
    following(
      (position) => playground.point(view && placeAt(view, position)),
      (position) => {
        const place = view && placeAt(view, position);
        if (place) playground.reveal(place);
      },
    ),
  ];
}

/** Only what is new between the ends that are the same, so that the rest need not be highlighted again. */
function differenceOf(before: string, after: string): { from: number; to: number; insert: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

class BreakpointMarker extends GutterMarker {
  constructor(readonly isSet: boolean) {
    super();
  }

  override eq(other: BreakpointMarker): boolean {
    return other.isSet === this.isSet;
  }

  override toDOM(): Node {
    const dot = document.createElement("span");
    dot.className = this.isSet ? "breakpoint set" : "breakpoint";
    return dot;
  }
}

const MARKERS = { set: new BreakpointMarker(true), unset: new BreakpointMarker(false) };

/** The graph offers the same to people without a pointer. */
function breakpointGutter(playground: Playground) {
  const cases = computed(() => casesByLine(playground.compiled.value));
  return gutter({
    class: "breakpoints",
    markers: ({ state: { doc } }) => markersIn(doc, cases.peek(), playground.parts.breakpoints.peek()),
    domEventHandlers: {
      click(view, { from }) {
        const at = cases.peek().get(view.state.doc.lineAt(from).number - 1);
        if (at) playground.toggleBreakpoint(at.function, at.state);
        return at !== undefined;
      },
    },
  });
}

function markersIn(doc: Text, cases: ReturnType<typeof casesByLine>, breakpoints: Breakpoint[]): RangeSet<BreakpointMarker> {
  const markers = [...cases]
    .filter(([line]) => line < doc.lines)
    .sort(([a], [b]) => a - b)
    .map(([line, at]) => MARKERS[isBreakpoint(breakpoints, at.function, at.state) ? "set" : "unset"].range(doc.line(line + 1).from));
  return RangeSet.of(markers);
}

function casesByLine(compiled: Compiled | null): Map<number, { function: string; state: number }> {
  const cases = (compiled?.functions ?? []).flatMap(({ name, blocks }) =>
    blocks.flatMap(({ state, machine }) => (state === null || machine.length === 0 ? [] : [[machine[0], { function: name, state }] as const])),
  );
  return new Map(cases);
}
