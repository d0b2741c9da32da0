// What both sides showed, event by event, and whether it is the same.

import type { Playground } from "../playground.ts";
import type { RunState } from "../running.ts";

export function TimelinePanel({ playground, partner }: { playground: Playground; partner: string }) {
  const { timeline, status } = playground.run.value;
  const recording = playground.run.value.recording;
  const reached = recording?.moments[playground.moment.value]?.events ?? 0;
  return (
    <section class="panel" data-part="timeline" aria-label="Time line" aria-busy={status !== "done"}>
      <h2>
        Time line <Badge run={playground.run.value} />
      </h2>
      <Endings run={playground.run.value} partner={partner} />
      <div class="scroller" tabIndex={0} role="region" aria-label="Events">
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{partner}</th>
              <th scope="col">Machine</th>
            </tr>
          </thead>
          <tbody>
            {timeline.rows.map(({ left, right, equal }, index) => (
              <tr key={index} class={[equal ? "equal" : "different", index < reached ? "reached" : "", index === timeline.divergence ? "first" : ""].join(" ")}>
                <td>
                  <button type="button" class="plain" onClick={() => playground.goToEvent(index)} aria-label={`Go to event ${index + 1}`}>
                    {index + 1}
                  </button>
                </td>
                <td>{left ?? (playground.run.value.left ? <i>nothing</i> : "–")}</td>
                <td>{right ?? <i>nothing</i>}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {status === "done" && playground.run.value.right && timeline.rows.length === 0 && <p class="hint">Nothing was shown. A program shows something by console.log, or by the probe that its default export is given.</p>}
      </div>
    </section>
  );
}

export function Badge({ run }: { run: RunState }) {
  const { timeline, status } = run;
  const text = textOf(run);
  const kind = status !== "done" || !run.left || !run.right ? "waiting" : timeline.divergence === null ? "equal" : "different";
  return (
    <output class={`badge ${kind}`} data-part="badge">
      {text}
    </output>
  );
}

function textOf({ status, left, right, timeline }: RunState): string {
  if (status !== "done") return "running …";
  if (!right) return "not run";
  if (!left) return `${timeline.rows.length} events, and nothing to compare them with`;
  if (timeline.divergence !== null) return `differs at event ${timeline.divergence + 1}`;
  return `${timeline.equal} events equal`;
}

const SAID = {
  finished: null,
  pending: "a promise stays open, and nothing is left that could settle it",
  stopped: "stopped: it computed for 2 seconds, or showed more than 2000 events",
};

function Endings({ run: { left, right, isOther }, partner }: { run: RunState; partner: string }) {
  const said = [
    [partner, left && SAID[left.end]],
    ["Machine", right && SAID[right.end]],
  ].filter(([, text]) => text);
  return (
    <>
      {isOther && <p class="ending">The steps are those of a run that showed something else: native code in it took other turns.</p>}
      {said.map(([side, text]) => (
        <p class="ending" key={side}>
          {side}: {text}
        </p>
      ))}
    </>
  );
}
