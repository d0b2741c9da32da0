// What waits at the moment that is shown: jobs, timers, tasks, and who called whom. The clock can be dragged.

import type { Playground } from "../playground.ts";
import type { TaskView } from "../run/messages.ts";
import { framesAt } from "../stepping.ts";

export function Lanes({ playground }: { playground: Playground }) {
  const recording = playground.recording.value;
  const moment = recording?.moments[playground.moment.value];
  const last = recording?.moments.at(-1)?.time ?? 0;
  const frames = recording ? framesAt(recording, playground.moment.value) : [];
  const hasTasks = recording?.moments.some(({ tasks }) => tasks.length > 0) ?? false;
  const tasks = moment?.tasks ?? [];
  const nodes = frames.map(({ id, name, parent, view, isCurrent }) => ({ key: id, parent, title: `${name} #${id}`, note: view.status, isCurrent }));
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
        {hasTasks && <Lane title="Ready queue" items={readyOf(tasks)} />}
        <Lane title="Microtasks" items={moment?.microtasks ?? []} />
        <Lane title="Timers" items={timersOf(moment?.timers ?? [], tasks)} />
        {hasTasks && (
          <>
            <h3>Tasks</h3>
            <Tree nodes={tasks.map((task) => ({ key: task.id, parent: task.parent, title: task.title, note: noteOf(task), isCurrent: task.status === "running" }))} parent={null} />
          </>
        )}
        <h3>Activations</h3>
        <Tree nodes={nodes} parent={null} />
      </div>
    </section>
  );
}

const readyOf = (tasks: TaskView[]): string[] =>
  tasks
    .filter(({ turn }) => turn !== null)
    .sort((a, b) => a.turn! - b.turn!)
    .map(({ title }) => title);

/** Those of the host, and those that tasks have set with their scheduler. */
function timersOf(timers: { at: number; label: string }[], tasks: TaskView[]): string[] {
  const own = tasks.flatMap(({ title, due }) => (due === null ? [] : [{ at: due, label: title }]));
  return [...timers, ...own].sort((a, b) => a.at - b.at).map(({ at, label }) => `${at} ms: ${label}`);
}

const noteOf = ({ status, awaiting }: TaskView): string => (status === "waiting" && awaiting ? `waits for ${awaiting}` : status);

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

interface TreeNode {
  key: number | string;
  parent: number | string | null;
  title: string;
  note: string;
  isCurrent: boolean;
}

function Tree({ nodes, parent }: { nodes: TreeNode[]; parent: TreeNode["parent"] }) {
  const here = nodes.filter((node) => node.parent === parent);
  if (here.length === 0) return parent === null ? <p class="hint">none</p> : null;
  return (
    <ul>
      {here.map(({ key, title, note, isCurrent }) => (
        <li key={key}>
          <span class={isCurrent ? "current" : ""}>
            {title} <small>{note}</small>
          </span>
          <Tree nodes={nodes} parent={key} />
        </li>
      ))}
    </ul>
  );
}
