// What waits at the moment that is shown: jobs, timers, and who called whom. The clock can be dragged.

import type { Playground } from "../playground.ts";
import { framesAt } from "../stepping.ts";

export function Lanes({ playground }: { playground: Playground }) {
  const { recording } = playground.run.value;
  const moment = recording?.moments[playground.moment.value];
  const last = recording?.moments.at(-1)?.time ?? 0;
  const frames = recording ? framesAt(recording, playground.moment.value) : [];
  return (
    <section class="panel" data-part="lanes" aria-label="Queues">
      <h2>Queues</h2>
      <div class="scroller" tabIndex={0} role="region" aria-label="What waits at this step">
        <label class="clock">
          Virtual clock: {moment?.time ?? 0} ms
          <input
            type="range"
            min={0}
            max={last}
            value={moment?.time ?? 0}
            disabled={last === 0}
            onInput={(event) => playground.goToTime(Number(event.currentTarget.value))}
          />
        </label>
        <Lane title="Microtasks" items={moment?.microtasks ?? []} />
        <Lane title="Timers" items={(moment?.timers ?? []).map(({ at, label }) => `${at} ms: ${label}`)} />
        <Lane title="Suspended" items={frames.filter(({ view }) => view.status === "suspended").map(({ name, id, view }) => `${name} #${id}: ${view.awaiting ?? "suspended"}`)} />
        <h3>Activations</h3>
        <Tree frames={frames} parent={null} />
      </div>
    </section>
  );
}

function Lane({ title, items }: { title: string; items: string[] }) {
  return (
    <>
      <h3>{title}</h3>
      {items.length === 0 ? (
        <p class="hint">none</p>
      ) : (
        <ol>
          {items.map((item, index) => (
            <li key={index}>{item}</li>
          ))}
        </ol>
      )}
    </>
  );
}

type Frames = ReturnType<typeof framesAt>;

function Tree({ frames, parent }: { frames: Frames; parent: number | null }) {
  const here = frames.filter((frame) => frame.parent === parent);
  if (here.length === 0) return parent === null ? <p class="hint">none</p> : null;
  return (
    <ul>
      {here.map(({ id, name, view, isCurrent }) => (
        <li key={id} class={isCurrent ? "current" : ""}>
          {name} #{id} <small>{view.status}</small>
          <Tree frames={frames} parent={id} />
        </li>
      ))}
    </ul>
  );
}
