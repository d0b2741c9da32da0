// The two editors: CodeMirror with what both have in common, and the pieces of text that are lit in them.

import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { StateEffect, StateField, type Extension, type Range } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightSpecialChars, lineNumbers, type DecorationSet } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

export interface Marks {
  lit: { from: number; to: number }[];
  current: { from: number; to: number }[];
}

/** Places in the text to light, instead of those that were lit before. */
export const setMarks = StateEffect.define<Marks>();

const decorations = {
  lit: Decoration.mark({ class: "lit" }),
  current: Decoration.mark({ class: "current" }),
  litLine: Decoration.line({ class: "lit-line" }),
  currentLine: Decoration.line({ class: "current-line" }),
};

/** `unit`: whether ranges are lit as they are, or their lines as a whole. */
function marks(unit: "range" | "line"): Extension {
  return StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(shown, transaction) {
      const effect = transaction.effects.find((one) => one.is(setMarks));
      if (!effect) return shown.map(transaction.changes);
      const { length } = transaction.newDoc;
      const ranges = (["current", "lit"] as const).flatMap((kind): Range<Decoration>[] =>
        effect.value[kind]
          .filter(({ from, to }) => to <= length && (unit === "line" || from < to))
          .map(({ from, to }) => (unit === "line" ? decorations[`${kind}Line`].range(from) : decorations[kind].range(from, to))),
      );
      return Decoration.set(ranges, true);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

/** What both editors have. `label` is read to people who do not see them. */
export function common(label: string, unit: "range" | "line"): Extension {
  return [
    lineNumbers(),
    highlightSpecialChars(),
    drawSelection(),
    bracketMatching(),
    javascript({ jsx: true, typescript: false }),
    syntaxHighlighting(classHighlighter),
    marks(unit),
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
