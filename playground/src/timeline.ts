// What two runs showed → one numbered list, and where they first differ.

import type { RunResult } from "./run/client.ts";

export interface Row {
  left: string | null;
  right: string | null;
  equal: boolean;
}

export interface Timeline {
  rows: Row[];
  /** Index of the first row that differs; null if none does. */
  divergence: number | null;
  /** How many rows are equal before that. */
  equal: number;
}

/** The events of a run that there is nothing to compare with. */
export const aloneRun = ({ events }: Pick<RunResult, "events">): Timeline => ({
  rows: events.map((event) => ({ left: null, right: event, equal: true })),
  divergence: null,
  equal: 0,
});

/** Of runs that were stopped by the budget nobody knows how they go on: what both of them showed is compared. */
export function compareRuns(left: Pick<RunResult, "events" | "end">, right: Pick<RunResult, "events" | "end">): Timeline {
  const stopped = left.end === "stopped" || right.end === "stopped";
  const length = stopped ? Math.min(left.events.length, right.events.length) : Math.max(left.events.length, right.events.length);
  const rows = Array.from({ length }, (_, index): Row => {
    const [one, other] = [left.events[index] ?? null, right.events[index] ?? null];
    return { left: one, right: other, equal: one === other };
  });
  const first = rows.findIndex(({ equal }) => !equal);
  return { rows, divergence: first < 0 ? null : first, equal: first < 0 ? rows.length : first };
}
