// What a set of programs covers, so that it cannot become hollow: constructs that they contain, what CPython did in them,
// and what their transcripts show.

import { bodiesOf, type Program, type Source, type Statement } from "./ast.js";
import type { Entry } from "./corpus.js";

/** Each is covered by so many programs at least. Names that begin with `cancel` or `waits` are those of situations.py. */
export const LEAST: [number, string[]][] = [
  [
    100,
    [
      ...["spawn", "sleep", "sleep(0)", "gather", "gather, returnExceptions", "wait", "asCompleted", "waitFor", "timeout", "group", "groupSpawn", "shield", "try", "try, finally", "raise"],
      ...["put", "get", "locked", "permitted", "event", "set", "cancel", "cancel with a reason", "cancel itself", "repeat", "call in a task", "task awaited"],
      ...["cancel by program", "cancel by timeout", "cancel by group", "cancel by gather", "cancel by failing child", "cancel by awaiting task", "cancel by waitFor(0)"],
      ...["cancel in unstarted", "cancel in finished", "cancel in itself", "cancel in already woken", "cancel in sleep", "cancel in get", "cancel in event", "cancel in gather", "cancel in shield"],
      ...["cancel in end of group", "cancel in wait", "cancel in finally", "cancel in except", "cancel in timeout", "cancel in nested timeout", "cancel in group", "cancel in held lock"],
      ...["cancel: caught", "cancel: still pending", "cancel again by program", "cancel again by timeout"],
      ...["waits: get", "waits: put", "waits: event", "waits: lock", "waits: semaphore", "waits: wait", "waits: end of group", "waits: shield"],
      ...["a group error", "a timeout", "main does not end", "a task fails", "a task is cancelled", "a failure in a gathered list"],
    ],
  ],
  [
    20,
    [
      ...["startGather", "join", "taskDone", "release", "clear", "store", "load", "status", "groupCancel", "groupSpawn elsewhere", "wait FIRST_COMPLETED", "wait FIRST_EXCEPTION", "wait, timeout"],
      ...["cancel by group.cancel", "cancel by group again", "cancel in task", "cancel in put", "cancel in semaphore", "cancel in lock", "cancel in sleep(0)", "cancel in nested group"],
      ...["cancel by timeout in already woken", "cancel by program in already woken", "cancel by group in unstarted", "cancel by group in sleep", "cancel by timeout in gather"],
      ...["cancel by timeout in end of group", "cancel by timeout in wait", "cancel by timeout in semaphore", "cancel by program in get", "cancel by timeout in put"],
      ...["cancel again by awaiting task", "cancel again by failing child", "cancel again by gather", "waits: join", "waits: asCompleted"],
      ...["a group error with several", "a wait that leaves some", "a wait that nothing ended", "misuse", "a context variable of another value", "a cancellation raised by hand", "main is cancelled"],
    ],
  ],
  [
    2,
    [
      ...["cancel by group in get", "cancel by group in already woken", "cancel by group in event", "cancel by group in put", "cancel by group in lock", "cancel by group in shield"],
      ...["cancel by group in end of group", "cancel by program in event", "cancel by program in shield", "cancel by program in sleep(0)", "cancel by program in gather", "cancel by program in wait"],
      ...["cancel by program in end of group", "cancel by program in put", "cancel by program in lock", "cancel by program in task", "cancel by timeout in lock", "cancel by timeout in sleep(0)"],
      ...["cancel in waitFor(0)", "cancel in join", "cancel in asCompleted", "cancel again by group", "cancel again by group.cancel", "a group error in a group error"],
    ],
  ],
];

const OUTCOMES: Record<string, RegExp> = {
  "a group error": /Group\[/,
  "a group error with several": /Group\[[^[\]]+, /,
  "a group error in a group error": /Group\[[^\]]*Group\[/,
  "a timeout": /caught Timeout/,
  "a failure in a gathered list": /gathered \[.*(Failure|Cancelled|Timeout)/,
  "a wait that leaves some": / done \[t.*\] \[t/,
  "a wait that nothing ended": / done \[\] \[t/,
  "a cancellation raised by hand": /Cancelled\(main/,
  "a context variable of another value": / var\d+ [1-9]/,
  "a task fails": /^\d+ t\d+ is failed/m,
  "a task is cancelled": /^\d+ t\d+ is cancelled/m,
  "main is cancelled": /^\d+ main is cancelled/m,
  "main does not end": /^\d+ main is pending/m,
  misuse: /Misuse/,
};

export function coverageOf(program: Program, { situations, transcript }: Pick<Entry, "situations" | "transcript">): Set<string> {
  const text = transcript.join("\n");
  const outcomes = Object.keys(OUTCOMES).filter((name) => OUTCOMES[name]!.test(text));
  return new Set([...constructsOf(program), ...situations, ...outcomes]);
}

function constructsOf(program: Program): Set<string> {
  const found = new Set<string>();
  const source = (of: Source) => {
    if (of.type === "sleep") found.add(of.ms === 0 ? "sleep(0)" : "sleep");
    else if (of.type === "call") found.add("call in a task");
    else if (of.type === "task") found.add("task awaited");
    else found.add(of.type);
    if (of.type === "shield") source(of.of);
  };
  const visit = (body: Statement[], groups: number[]) => {
    for (const statement of body) {
      if (statement.type !== "await" && statement.type !== "gather") found.add(statement.type);
      for (const variant of variantsOf(statement, groups)) found.add(variant);
      if ("of" in statement) source(statement.of);
      if ("items" in statement) statement.items.forEach(source);
      for (const part of bodiesOf(statement)) visit(part, statement.type === "group" ? [...groups, statement.group] : groups);
    }
  };
  program.functions.forEach((body) => visit(body, []));
  return found;
}

function variantsOf(statement: Statement, groups: number[]): string[] {
  switch (statement.type) {
    case "gather":
      return [statement.slot === null ? "gather" : "startGather", ...(statement.returnExceptions ? ["gather, returnExceptions"] : [])];
    case "wait":
      return [`wait ${statement.mode}`, ...(statement.timeout === null ? [] : ["wait, timeout"])];
    case "try":
      return statement.finalizer ? ["try, finally"] : [];
    case "cancel":
      return [...(statement.slot === null ? ["cancel itself"] : []), ...(statement.reason ? ["cancel with a reason"] : [])];
    case "groupSpawn":
      return groups.includes(statement.group) ? [] : ["groupSpawn elsewhere"];
    default:
      return [];
  }
}

/** @returns name → how many of the sets have it */
export function countsOf(coverages: Set<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const coverage of coverages) for (const name of coverage) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The names that are covered too seldom. */
export function missing(counts: Map<string, number>): string[] {
  return LEAST.flatMap(([least, names]) => names.flatMap((name) => ((counts.get(name) ?? 0) < least ? [`${name}: ${counts.get(name) ?? 0} of ${least}`] : [])));
}
