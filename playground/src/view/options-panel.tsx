// The compiler's options, and what becomes of a function in each phase.

import { useSignal, useSignalEffect } from "@preact/signals";
import type { Pass } from "../compile/messages.ts";
import type { Playground } from "../playground.ts";

export function OptionsPanel({ playground }: { playground: Playground }) {
  const { options } = playground.program.value;
  const isOpen = useSignal(false);
  const choice = <Key extends "mode" | "sourceType">(key: Key, title: string, values: (typeof options)[Key][]) => (
    <label>
      {title}
      <select value={options[key]} onChange={(event) => playground.setOptions({ [key]: event.currentTarget.value })}>
        {values.map((value) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </select>
    </label>
  );
  const toggle = (key: "debug" | "optimize", title: string) => (
    <label>
      <input type="checkbox" checked={options[key]} onChange={(event) => playground.setOptions({ [key]: event.currentTarget.checked })} /> {title}
    </label>
  );
  return (
    <section class="panel" data-part="options" aria-label="Options">
      <h2>Options</h2>
      <div class="choices">
        {choice("mode", "mode", ["annotated", "all"])}
        {choice("sourceType", "source type", ["module", "script"])}
        {toggle("debug", "debug")}
        {toggle("optimize", "optimizer")}
      </div>
      <details onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
        <summary>Phase by phase</summary>
        {isOpen.value && <Passes playground={playground} />}
      </details>
    </section>
  );
}

function Passes({ playground }: { playground: Playground }) {
  const passes = useSignal<Pass[]>([]);
  useSignalEffect(() => {
    // Whenever something has compiled: the text is that of the columns then.
    if (!playground.compiled.value) return;
    const { source, options } = playground.program.peek();
    void playground.compiler.ask({ kind: "passes", source, options }).then((reply) => (passes.value = reply));
  });
  const drawn = playground.drawn.value;
  const name = drawn && playground.compiled.value?.functions[drawn.function]?.name;
  const own = passes.value.filter((pass) => pass.function === name);
  return (
    <div data-part="passes">
      {own.map(({ title, text }, index) => (
        <details key={title} open={index > 0 && text !== own[index - 1].text && title.startsWith("optimize")}>
          <summary class={index > 0 && text === own[index - 1].text ? "unchanged" : ""}>
            {title}
            {index > 0 && text === own[index - 1].text && " (nothing to do)"}
          </summary>
          <pre tabIndex={0} role="region" aria-label={title}>
            {text}
          </pre>
        </details>
      ))}
    </div>
  );
}
