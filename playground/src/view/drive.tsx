// Resuming the program's `subject` by hand, on both sides; or cancelling it, if it is a task.

import { useComputed, useSignal } from "@preact/signals";
import type { Playground } from "../playground.ts";
import { usesScheduler } from "../program.ts";
import type { Command } from "../run/messages.ts";

export function Drive({ playground }: { playground: Playground }) {
  const value = useSignal("");
  const commands = playground.parts.commands.value;
  const hasSubject = useComputed(() => /\bsubject\b/.test(playground.parts.source.value)).value;
  const isScheduled = useComputed(() => usesScheduler(playground.parts.source.value)).value;
  const hows: Command["how"][] = isScheduled ? ["pass", "cancel"] : ["next", "throw", "return"];
  const add = (how: Command["how"]) => () => playground.drive([...(commands ?? []), { how, value: value.peek().trim() }]);
  return (
    <section class="panel" data-part="drive" aria-label="Drive">
      <h2>Drive it</h2>
      {!hasSubject && <p class="hint">A program that exports `subject`, a function that makes a generator or a task, can be driven by hand.</p>}
      {hasSubject && (
        <form onSubmit={(event) => event.preventDefault()}>
          <label>
            {hows[0] === "pass" ? "Milliseconds, or a reason" : "Value, in JavaScript"}
            <input type="text" value={value.value} onInput={(event) => (value.value = event.currentTarget.value)} spellcheck={false} />
          </label>
          <div class="buttons">
            {hows.map((how) => (
              <button key={how} type="button" onClick={add(how)}>
                {how}(…)
              </button>
            ))}
            <button type="button" disabled={!commands?.length} onClick={() => playground.drive(commands!.slice(0, -1))}>
              take back
            </button>
            <button type="button" disabled={!commands} onClick={() => playground.drive(null)}>
              whole program
            </button>
          </div>
        </form>
      )}
      {commands && (
        <ol class="commands" aria-label="Commands">
          {commands.map(({ how, value: given }, index) => (
            <li key={index}>
              <code>
                {how}({given})
              </code>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
