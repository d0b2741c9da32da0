// The two editors: CodeMirror with what both have in common, and the pieces of text that are lit in them.

import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { StateEffect, StateField, type ChangeSet, type Extension, type Range, type Text } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightSpecialChars, lineNumbers, type DecorationSet } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

export interface Marks {
  lit: { from: number; to: number }[];
  current: { from: number; to: number }[];
}

/** What is lit: ranges as they are, or the lines that they begin in as a whole. */
export type Unit = "range" | "line";

const setMarks = StateEffect.define<DecorationSet>();

const decorations = {
  range: { lit: Decoration.mark({ class: "lit" }), current: Decoration.mark({ class: "current" }) },
  line: { lit: Decoration.line({ class: "lit-line" }), current: Decoration.line({ class: "current-line" }) },
};

const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (shown, transaction) => transaction.effects.find((one) => one.is(setMarks))?.value ?? shown.map(transaction.changes),
  provide: (field) => EditorView.decorations.from(field),
});

/** Lights places in the text, instead of those that were lit before. An editor lays itself out with each thing it is told. */
export function showMarks(view: EditorView, unit: Unit, marks: Marks): void {
  const wanted = decorationsOf(view.state.doc, unit, marks);
  if (!areSame(wanted, view.state.field(marked))) view.dispatch({ effects: setMarks.of(wanted) });
}

/** The same together with a change of the text: the marks are those of the text as it will be. */
export function changeWithMarks(view: EditorView, changes: ChangeSet, unit: Unit, marksIn: (doc: Text) => Marks): void {
  const doc = changes.apply(view.state.doc);
  view.dispatch({ changes, effects: setMarks.of(decorationsOf(doc, unit, marksIn(doc))) });
}

/** RangeSet.eq takes sets of marks for the same that are not. */
function areSame(one: DecorationSet, other: DecorationSet): boolean {
  const [a, b] = [one.iter(), other.iter()];
  for (; a.value && b.value; a.next(), b.next()) {
    if (a.from !== b.from || a.to !== b.to || a.value !== b.value) return false;
  }
  return a.value === b.value;
}

function decorationsOf({ length }: Text, unit: Unit, marks: Marks): DecorationSet {
  const ranges = (["current", "lit"] as const).flatMap((kind): Range<Decoration>[] =>
    marks[kind]
      .filter(({ from, to }) => to <= length && (unit === "line" || from < to))
      .map(({ from, to }) => decorations[unit][kind].range(from, unit === "line" ? from : to)),
  );
  return Decoration.set(ranges, true);
}

/** What both editors have. `label` is read to people who do not see them. */
export function common(label: string): Extension {
  return [
    lineNumbers(),
    highlightSpecialChars(),
    drawSelection(),
    bracketMatching(),
    javascript({ jsx: true, typescript: false }),
    syntaxHighlighting(classHighlighter),
    marked,
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
  ];
}

/** Tells where the pointer and the selection are. */
export function following(point: (position: number | null) => void, select: (position: number) => void): Extension {
  return [
    EditorView.domEventHandlers({
      mousemove(event, view) {
        point(view.posAtCoords({ x: event.clientX, y: event.clientY }));
      },
      mouseleave: () => point(null),
    }),
    EditorView.updateListener.of((update) => {
      if (update.selectionSet) select(update.state.selection.main.head);
    }),
  ];
}
