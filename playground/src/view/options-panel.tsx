// The compiler's options, and what becomes of a function in each phase.

import { useSignal, useSignalEffect } from "@preact/signals";
import type { Pass } from "../compile/messages.ts";
import type { Playground } from "../playground.ts";
import { StillPicture } from "./picture.tsx";

const TARGETS = { import: "modules: the runtime is imported", inline: "one file: the runtime is in it", global: "script: the runtime is a global" };

export function OptionsPanel({ playground }: { playground: Playground }) {
  const options = playground.parts.options.value;
  const isOpen = useSignal(false);
  const choice = <Key extends "mode" | "sourceType" | "runtime" | "shape">(key: Key, title: string, values: Record<(typeof options)[Key], string>) => (
    <label>
      {title}{" "}
      <select value={options[key]} onChange={(event) => playground.setOptions({ [key]: event.currentTarget.value })}>
        {Object.entries<string>(values).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
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
        {choice("mode", "Mode", { annotated: "annotated functions", all: "all functions" })}
        {choice("runtime", "Target", TARGETS)}
        {choice("shape", "Shape", { function: "ES5 functions", method: "ES2015 methods" })}
        {choice("sourceType", "Source", { module: "module", script: "script, CommonJS" })}
        {toggle("optimize", "optimizer")}
        {toggle("debug", "debug tables")}
      </div>
      <details class="scroller" onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
        <summary>Phase by phase</summary>
        {isOpen.value && <Passes playground={playground} />}
      </details>
    </section>
  );
}

function Passes({ playground }: { playground: Playground }) {
  const passes = useSignal<Pass[]>([]);
  useSignalEffect(() => {
    // Whenever something has compiled: what is shown is of the text that the columns show then.
    if (!playground.compiled.value) return;
    const { source, options } = playground.program.peek();
    void playground.compiler.ask({ kind: "passes", source, options }).then((reply) => (passes.value = reply));
  });
  const drawn = playground.drawn.value;
  const name = drawn && playground.compiled.value?.functions[drawn.function]?.name;
  const own = passes.value.filter((pass) => pass.function === name);
  return (
    <div data-part="passes">
      {own.map(({ title, shown }, index) => {
        const isSame = index > 0 && JSON.stringify(shown) === JSON.stringify(own[index - 1].shown);
        return (
          <details key={title}>
            <summary class={isSame ? "unchanged" : ""}>
              {title}
              {isSame && " (nothing to do)"}
            </summary>
            <div class="pass" tabIndex={0} role="region" aria-label={title}>
              {"code" in shown ? <pre>{shown.code}</pre> : <StillPicture drawing={shown.drawing} label={`Graph of ${name}, ${title}`} />}
            </div>
          </details>
        );
      })}
    </div>
  );
}
