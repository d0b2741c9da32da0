// The same program by Babel's regenerator: output, size, states, and the time of a run. Loaded when it is asked for.

import { useSignal } from "@preact/signals";
import type { Playground } from "../playground.ts";
import { measureRun } from "../run/measure.ts";

interface Row {
  name: string;
  bytes: number | null;
  gzipped: number | null;
  states: number | null;
  microseconds: number | null;
}

type State = { kind: "idle" } | { kind: "busy" } | { kind: "failed"; error: string } | { kind: "done"; source: string; rows: Row[]; code: string };

export function ComparePanel({ playground }: { playground: Playground }) {
  const state = useSignal<State>({ kind: "idle" });
  const compare = async () => {
    state.value = { kind: "busy" };
    try {
      state.value = await measured(playground);
    } catch (error) {
      state.value = { kind: "failed", error: String(error) };
    }
  };
  const shown = state.value;
  return (
    <section class="panel" data-part="compare" aria-label="Compare compilers">
      <h2>Compare compilers</h2>
      <p>
        <button type="button" onClick={() => void compare()} disabled={shown.kind === "busy"}>
          {shown.kind === "busy" ? "measuring …" : "Compile by Babel's regenerator, and measure"}
        </button>
      </p>
      {shown.kind === "failed" && <p role="alert">{shown.error}</p>}
      {shown.kind === "done" && (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">Compiler</th>
                <th scope="col">Bytes</th>
                <th scope="col">Gzipped</th>
                <th scope="col">States</th>
                <th scope="col">One run</th>
              </tr>
            </thead>
            <tbody>
              {shown.rows.map(({ name, bytes, gzipped, states, microseconds }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{bytes ?? "–"}</td>
                  <td>{gzipped ?? "–"}</td>
                  <td>{states ?? "–"}</td>
                  <td>{microseconds === null ? "–" : `${microseconds.toFixed(microseconds < 10 ? 1 : 0)} µs`}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="hint">Sizes are those of the file, without the runtime it imports. Babel puts its helpers into the file.</p>
          <details class="scroller">
            <summary>Babel's output</summary>
            <pre tabIndex={0} role="region" aria-label="Output of Babel's regenerator">
              {shown.code}
            </pre>
          </details>
        </>
      )}
    </section>
  );
}

async function measured({ program, compiled, compiler }: Playground): Promise<State> {
  const { options } = program.peek();
  const { source, code, functions, problems } = compiled.peek()!;
  if (code === null) return { kind: "failed", error: problems.map(({ message }) => message).join("\n") };
  const linked = await compiler.ask({ kind: "link", source, options, code, functions });
  const babel = await compiler.ask({ kind: "compare", source, options });
  if ("error" in babel) return { kind: "failed", error: babel.error };
  const states = functions.reduce((count, { blocks }) => count + blocks.filter(({ state }) => state !== null).length, 0);
  const sides = [
    { name: "none (native)", code: linked.native, side: "native" as const, states: null },
    { name: "switchyard", code: linked.machine, side: "machine" as const, states },
    { name: "Babel's regenerator", code: babel.code, side: "native" as const, states: babel.states },
  ];
  const rows: Row[] = [];
  for (const { name, code, side, states: count } of sides) {
    const isCompiled = side === "machine" || count !== null;
    rows.push({
      name,
      bytes: isCompiled ? code.length : null,
      gzipped: isCompiled ? await gzippedSize(code) : null,
      states: count,
      microseconds: await measureRun({ code, side, sourceType: options.sourceType, commands: null, functions: [] }),
    });
  }
  return { kind: "done", source, rows, code: babel.code };
}

async function gzippedSize(text: string): Promise<number> {
  const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(compressed).arrayBuffer()).byteLength;
}
