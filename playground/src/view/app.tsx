// The page: what is chosen and shared above, the three columns, and below them what the run says.

import { useComputed } from "@preact/signals";
import { exampleOf, transcriptOf } from "../examples.ts";
import type { Playground } from "../playground.ts";
import { ComparePanel } from "./compare-panel.tsx";
import { Drive } from "./drive.tsx";
import { GraphColumn } from "./graph-column.tsx";
import { Header } from "./header.tsx";
import { Inspector } from "./inspector.tsx";
import { Lanes } from "./lanes.tsx";
import { MachineColumn } from "./machine-column.tsx";
import { OptionsPanel } from "./options-panel.tsx";
import { OriginalPanel } from "./original-panel.tsx";
import { SourceColumn } from "./source-column.tsx";
import { StepLog, Stepper } from "./stepper.tsx";
import { TimelinePanel } from "./timeline-panel.tsx";

/** `refusal`: why the link that was followed could not be opened. */
export function App({ playground, refusal }: { playground: Playground; refusal: string | null }) {
  const origin = playground.parts.origin.value;
  const example = exampleOf(origin);
  const partner = useComputed(() => (transcriptOf(playground.program.value) ? "CPython" : "Native")).value;
  const status = useComputed(() => playground.run.value.status).value;
  return (
    <>
      <Header playground={playground} />
      {refusal && (
        <p class="refusal" role="alert">
          {refusal} Here is an example instead.
        </p>
      )}
      <main data-origin={origin} data-run={status}>
        <div class="columns">
          <SourceColumn playground={playground} />
          <MachineColumn playground={playground} />
          <GraphColumn playground={playground} />
        </div>
        <div class="steps">
          <Stepper playground={playground} />
          <StepLog playground={playground} />
        </div>
        <div class="panels">
          <TimelinePanel playground={playground} partner={partner} />
          <Inspector playground={playground} />
          <Lanes playground={playground} />
          {example?.python && <OriginalPanel python={example.python} />}
          <Drive playground={playground} />
          <OptionsPanel playground={playground} />
          <ComparePanel playground={playground} />
        </div>
      </main>
    </>
  );
}
