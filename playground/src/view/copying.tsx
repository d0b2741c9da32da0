// What can be taken away: a link to all that is there, and the program as a fixture.

import { useComputed, useSignal } from "@preact/signals";
import { asShellScript, toFixture } from "../fixture-export.ts";
import type { Playground } from "../playground.ts";
import { usesScheduler } from "../program.ts";
import { toHash } from "../share.ts";

export function Copying({ playground }: { playground: Playground }) {
  const said = useSignal("");
  const copy = async (what: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      said.value = `${what} copied`;
    } catch {
      said.value = "this browser does not allow copying here";
    }
  };
  const copyLink = async () => {
    const hash = await toHash(playground.program.peek());
    history.replaceState(null, "", hash);
    await copy("link", location.href);
  };
  const copyFixture = () => copy("fixture, as a shell script,", asShellScript(toFixture(playground.program.peek(), "playground/exported", playground.run.peek().left)));
  const isScheduled = useComputed(() => usesScheduler(playground.parts.source.value)).value;
  const isRun = useComputed(() => playground.run.value.status === "done").value;
  return (
    <>
      <button type="button" onClick={() => void copyLink()}>
        Copy link
      </button>
      <button
        type="button"
        onClick={() => void copyFixture()}
        disabled={isScheduled || !isRun || playground.parts.commands.value !== null}
        title={isScheduled ? "A fixture's trace is what the engine does, and the engine has no scheduler" : "Folder, input, options and trace"}
      >
        Copy as fixture
      </button>
      <span role="status" class="hint">
        {said.value}
      </span>
    </>
  );
}
