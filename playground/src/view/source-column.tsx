// The source: where it is edited, and where what is wrong with it is shown.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { diagnosticCount, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Problem } from "../compile/messages.ts";
import { placeInSource } from "../links.ts";
import type { Playground } from "../playground.ts";
import { common, following, showMarks } from "./editor.ts";

export function SourceColumn({ playground }: { playground: Playground }) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);

  useEffect(() => {
    editor.current = new EditorView({ parent: host.current!, state: newState(playground) });
    return () => editor.current!.destroy();
  }, [playground]);

  // Another program: with a history of its own.
  useSignalEffect(() => {
    const source = playground.parts.source.value;
    if (editor.current && source !== editor.current.state.doc.toString()) editor.current.setState(newState(playground));
  });

  useSignalEffect(() => {
    const marks = { lit: playground.lit.value?.source ?? [], current: playground.current.value?.source ?? [] };
    if (editor.current) showMarks(editor.current, "range", marks);
  });

  useSignalEffect(() => {
    const compiled = playground.compiled.value;
    const view = editor.current;
    if (!compiled || !view || compiled.source !== view.state.doc.toString()) return;
    if (compiled.problems.length + diagnosticCount(view.state) > 0) view.dispatch(setDiagnostics(view.state, compiled.problems.map(toDiagnostic)));
  });

  useSignalEffect(() => {
    const [span] = playground.revealed.value?.lit.source ?? [];
    const view = editor.current;
    if (span && view && span.from <= view.state.doc.length) view.dispatch({ effects: EditorView.scrollIntoView(span.from, { y: "center" }) });
  });

  const problems = playground.compiled.value?.problems ?? [];
  return (
    <section class="column" data-part="source" aria-label="Source">
      <h2>Source</h2>
      <div class="editor" ref={host} />
      <Problems problems={problems} />
    </section>
  );
}

function newState(playground: Playground): EditorState {
  const { edit, moveCursor, point, compiled, parts } = playground;
  const placeAt = (position: number) => compiled.peek() && placeInSource(compiled.peek()!, position);
  return EditorState.create({
    doc: parts.source.peek(),
    extensions: [
      common("Source"),
      history(),
      lintGutter(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) edit(update.state.doc.toString());
      }),
      following(
        (position) => point(position === null ? null : placeAt(position)),
        (position) => {
          moveCursor(position);
          const place = placeAt(position);
          point(place);
          if (place) playground.showFunction(place.function);
        },
      ),
    ],
  });
}

function toDiagnostic({ from, to, severity, code, message, hint }: Problem) {
  return { from, to, severity, message: [`${code}: ${message}`, hint].filter(Boolean).join("\n") };
}

/** The same as a list, for people who do not find them in the text. */
function Problems({ problems }: { problems: Problem[] }) {
  const shown = problems.filter(({ severity }) => severity !== "info");
  return (
    <div class="problems" role="status" data-part="error" data-count={shown.length}>
      {shown.map(({ code, message, hint, excerpt, from }) => (
        <details key={`${code} ${from}`} open>
          <summary>
            <strong>{code}</strong> {message}
          </summary>
          {hint && <p>{hint}</p>}
          {excerpt && (
            <pre tabIndex={0} role="region" aria-label={`Place of ${code}`}>
              {excerpt}
            </pre>
          )}
        </details>
      ))}
    </div>
  );
}
