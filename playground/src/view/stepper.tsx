// Forwards and backwards through the recorded run of the machine.

import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Playground } from "../playground.ts";
import type { Moment } from "../run/messages.ts";

export function Stepper({ playground }: { playground: Playground }) {
  const { recording, status } = playground.run.value;
  const index = playground.moment.value;
  const count = recording?.moments.length ?? 0;
  const step = (by: number) => () => playground.goTo(playground.moment.peek() + by);

  useEffect(() => {
    const actions: Record<string, () => void> = {
      F10: step(1),
      "Shift+F10": step(-1),
      F8: playground.runToBreak,
      "Shift+F8": playground.runToCursor,
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const action = actions[`${event.shiftKey ? "Shift+" : ""}${event.key}`];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [playground]);

  const isEmpty = count === 0;
  const button = (label: string, keys: string, act: () => void, disabled: boolean, children: ComponentChildren) => (
    <button type="button" onClick={act} disabled={disabled} title={keys ? `${label} (${keys})` : label} aria-label={label}>
      {children}
    </button>
  );
  return (
    <div class="stepper" role="toolbar" aria-label="Steps">
      {button("To the start", "", () => playground.goTo(0), isEmpty || index === 0, "|◀")}
      {button("Step back", "Shift+F10", step(-1), isEmpty || index === 0, "◀ back")}
      {button("Step", "F10", step(1), isEmpty || index >= count - 1, "step ▶")}
      {button("Run to breakpoint", "F8", playground.runToBreak, isEmpty, "to breakpoint")}
      {button("Run to cursor", "Shift+F8", playground.runToCursor, isEmpty, "to cursor")}
      {button("To the end", "", () => playground.goTo(count - 1), isEmpty || index >= count - 1, "▶|")}
      <input
        type="range"
        min={0}
        max={Math.max(0, count - 1)}
        value={index}
        disabled={isEmpty}
        aria-label="Step of the run"
        aria-valuetext={recording?.moments[index] ? sentence(playground, recording.moments[index]) : "nothing recorded"}
        onInput={(event) => playground.goTo(Number(event.currentTarget.value))}
      />
      <span class="position" data-part="position">
        {isEmpty ? (status === "done" ? "no steps" : "running …") : `${index + 1} / ${count}${recording!.cut ? "+" : ""}`}
      </span>
    </div>
  );
}

/** Every step in words, for people who do not see the columns. */
export function StepLog({ playground }: { playground: Playground }) {
  const recording = playground.recording.value;
  const index = playground.moment.value;
  const moment = recording?.moments[index];
  return (
    <p class="log" aria-live="polite" data-part="log">
      {moment ? `${index + 1}: ${sentence(playground, moment)}` : ""}
    </p>
  );
}

function sentence(playground: Playground, { kind, frame, state, text, time }: Moment): string {
  const name = frame === null ? "" : `${playground.recording.peek()!.frames[frame].name} #${frame}`;
  switch (kind) {
    case "enter":
      return text === "starts" ? `${name} starts` : `${name} is resumed by ${text}, in case ${state}`;
    case "at":
      return `${name} is at case ${state}`;
    case "left":
      return `${name} ${text}`;
    case "threw":
      return `${name} ${text}`;
    case "idle":
      return `${text}${time ? `, at ${time} ms` : ""}`;
  }
}
