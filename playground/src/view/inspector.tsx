// The frames that there are at the moment that is shown: what they hold, and what they wait for.

import type { Playground } from "../playground.ts";
import type { FrameView, Local } from "../run/messages.ts";
import { framesAt } from "../stepping.ts";

type Shown = ReturnType<typeof framesAt>[number];

export function Inspector({ playground }: { playground: Playground }) {
  const recording = playground.recording.value;
  const frames = recording ? framesAt(recording, playground.moment.value) : [];
  const shown = [...frames].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent) || Number(isOver(a)) - Number(isOver(b)) || b.id - a.id);
  return (
    <section class="panel" data-part="inspector" aria-label="Frames">
      <h2>Frames</h2>
      <div class="scroller" tabIndex={0} role="region" aria-label="Frames at this step">
        {shown.length === 0 && <p class="hint">Step to see the frames: what each holds, and what waits.</p>}
        {shown.map((frame) => (
          <Frame key={frame.id} frame={frame} parent={frames.find(({ id }) => id === frame.parent)} />
        ))}
      </div>
    </section>
  );
}

const isOver = ({ view }: Shown): boolean => view.status === "done";

function Frame({ frame: { id, name, state, view, isCurrent }, parent }: { frame: Shown; parent: Shown | undefined }) {
  return (
    <details class={`frame ${isCurrent ? "current" : ""}`} open={isCurrent || view.status === "suspended"} data-frame={id}>
      <summary>
        <b>
          {name} #{id}
        </b>{" "}
        {view.status}
        {state >= 0 && `, case ${state}`}
        {parent && <small> called by {parent.name} #{parent.id}</small>}
      </summary>
      <Facts view={view} />
      {view.locals.length + view.temporaries.length > 0 && (
        <table>
          <tbody>
            {view.locals.map((local) => (
              <Variable key={local.name} local={local} />
            ))}
            {view.temporaries.map((local) => (
              <Variable key={local.name} local={local} isTemporary />
            ))}
          </tbody>
        </table>
      )}
      <details>
        <summary>as JSON</summary>
        <pre tabIndex={0} role="region" aria-label={`Frame ${id} as JSON`}>
          {view.json}
        </pre>
      </details>
    </details>
  );
}

function Facts({ view: { sent, awaiting, pended, status } }: { view: FrameView }) {
  return (
    <dl>
      {sent && (
        <>
          <dt>resumed by</dt>
          <dd>{sent}</dd>
        </>
      )}
      {awaiting && status === "suspended" && (
        <>
          <dt>suspended in</dt>
          <dd>
            <code>{awaiting}</code>
          </dd>
        </>
      )}
      {pended.map((text, index) => (
        <>
          <dt key={`t${index}`}>waits for finally</dt>
          <dd key={`d${index}`}>{text}</dd>
        </>
      ))}
    </dl>
  );
}

function Variable({ local: { name, text }, isTemporary = false }: { local: Local; isTemporary?: boolean }) {
  return (
    <tr class={text === null ? "dead" : isTemporary ? "temporary" : "live"}>
      <th scope="row">{name}</th>
      <td>{text ?? "not kept here"}</td>
    </tr>
  );
}
