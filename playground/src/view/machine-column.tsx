// The machine: what the source is compiled to, with a place for a breakpoint at each case.

import { EditorState, RangeSet } from "@codemirror/state";
import { EditorView, gutter, GutterMarker } from "@codemirror/view";
import { effect, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Compiled } from "../compile/messages.ts";
import { placeInMachine } from "../links.ts";
import type { Playground } from "../playground.ts";
import { isBreakpoint } from "../program.ts";
import { common, following, showMarks } from "./editor.ts";

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
        if (!view || typeof code !== "string" || code === view.state.doc.toString()) return;
        view.dispatch({ changes: differenceOf(view.state.doc.toString(), code) });
      }),
    [playground],
  );

  useSignalEffect(() => {
    const [lit, current, compiled] = [playground.lit.value, playground.current.value, playground.compiled.value];
    const view = editor.current;
    if (!view || !compiled) return;
    const starts = (lines: number[]) => lines.filter((line) => line < view.state.doc.lines).map((line) => view.state.doc.line(line + 1)).map(({ from }) => ({ from, to: from }));
    showMarks(view, "line", { lit: starts(lit?.machine ?? []), current: starts(current?.machine ?? []) });
  });

  // The gutter asks for the breakpoints whenever something is dispatched.
  useSignalEffect(() => {
    void playground.program.value.breakpoints;
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
  return gutter({
    class: "breakpoints",
    markers(view) {
      const lines = casesByLine(playground.compiled.peek());
      const markers = [...lines]
        .filter(([line]) => line < view.state.doc.lines)
        .sort(([a], [b]) => a - b)
        .map(([line, at]) => MARKERS[isBreakpoint(playground.program.peek(), at.function, at.state) ? "set" : "unset"].range(view.state.doc.line(line + 1).from));
      return RangeSet.of(markers);
    },
    domEventHandlers: {
      click(view, { from }) {
        const at = casesByLine(playground.compiled.peek()).get(view.state.doc.lineAt(from).number - 1);
        if (at) playground.toggleBreakpoint(at.function, at.state);
        return at !== undefined;
      },
    },
  });
}

function casesByLine(compiled: Compiled | null): Map<number, { function: string; state: number }> {
  const cases = (compiled?.functions ?? []).flatMap(({ name, blocks }) =>
    blocks.flatMap(({ state, machine }) => (state === null || machine.length === 0 ? [] : [[machine[0], { function: name, state }] as const])),
  );
  return new Map(cases);
}
