// What is looked at: an example, a fixture; what can be taken away; and how the page looks.

import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { exampleOf, examples } from "../examples.ts";
import type { Playground } from "../playground.ts";
import { createTheme } from "../theme.ts";
import { Copying } from "./copying.tsx";
import { FixtureField } from "./fixture-field.tsx";

export function Header({ playground }: { playground: Playground }) {
  const { theme, toggle } = useMemo(createTheme, []);
  const open = (id: string) => {
    const example = exampleOf(id);
    if (example) playground.open(example.program);
  };
  const current = exampleOf(playground.parts.origin.value);
  const isChanged = useComputed(() => exampleOf(playground.parts.origin.value)?.program.source !== playground.parts.source.value).value;
  const groups = [...new Set(examples.map(({ group }) => group))];
  return (
    <header>
      <h1>Switchyard</h1>
      <label>
        Example{" "}
        <select data-part="examples" value={current?.id ?? ""} onChange={(event) => open(event.currentTarget.value)}>
          {!current && (
            <option value="" disabled hidden>
              none
            </option>
          )}
          {groups.map((group) => (
            <optgroup key={group} label={group}>
              {examples
                .filter((example) => example.group === group)
                .map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {current && isChanged && (
        <button type="button" onClick={() => open(current.id)}>
          Undo changes
        </button>
      )}
      <FixtureField playground={playground} />
      <span class="space" />
      <Copying playground={playground} />
      <button type="button" onClick={toggle}>
        {theme.value === "dark" ? "Light" : "Dark"}
      </button>
    </header>
  );
}
