// The compiler's fixtures, found by their names.

import { useSignal } from "@preact/signals";
import type { Playground } from "../playground.ts";

type Fixtures = typeof import("../fixtures.ts");

export function FixtureField({ playground }: { playground: Playground }) {
  const fixtures = useSignal<Fixtures | null>(null);
  const load = async () => void (fixtures.value ??= await import("../fixtures.ts"));
  const open = async (name: string) => {
    await load();
    const program = fixtures.value!.fixtureProgram(name);
    if (program) playground.open(program);
  };
  const origin = playground.parts.origin.value;
  const shown = origin?.replace(/^fixtures\//, "");
  const isFixture = origin?.startsWith("fixtures/");
  return (
    <label>
      Fixture{" "}
      <input
        type="text"
        data-part="fixtures"
        list="fixtures"
        placeholder="loops/range"
        value={isFixture ? shown : ""}
        onFocus={() => void load()}
        onInput={(event) => void open(event.currentTarget.value)}
        spellcheck={false}
      />
      <datalist id="fixtures">
        {fixtures.value?.fixtureNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}
