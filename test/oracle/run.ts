// Runs a program's JavaScript, compiled, on the scheduler under a virtual clock, and gives what it logged.
//
// What programs use besides the scheduler is the counterpart of scripts/oracle/programs.py.

import * as vm from "node:vm";
import { compile } from "babel-plugin-switchyard/compiler";
import * as runtime from "babel-plugin-switchyard/runtime";
import * as scheduler from "babel-plugin-switchyard/scheduler";
import type { Kind } from "./ast.js";

const { CancelledError, TimeoutError, createScheduler, virtualClock } = scheduler;

/** What programs raise, and what can go wrong in them without being the scheduler's doing. */
export class Failure extends Error {}

interface Ended {
  done: boolean;
  cancelled: boolean;
  result(): unknown;
}

const NAMES = ["spawn", "sleep", "gather", "wait", "asCompleted", "waitFor", "timeout", "shield", "group", "Queue", "Event", "Semaphore", "Lock", "contextVar", "currentTask", "CancelledError", "TimeoutError"] as const;
const OWN = ["log", "s", "present", "names", "status", "is", "Failure"];

function compileProgram(source: string) {
  const { code, diagnostics } = compile(source, { mode: "all", runtime: "global", sourceType: "script" });
  if (code === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return new Function("Switchyard", ...NAMES, ...OWN, `${code}\nreturn main;`);
}

/** A scheduler that is wrong may run for ever. */
const TIME_LIMIT = 2_000;

/** What a program logs; the error, if something throws that should not. */
export function transcriptOf(source: string): string[] {
  try {
    const program = compileProgram(source);
    return limited(() => run(program));
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? String(error)) : String(error)];
  }
}

function limited<T>(call: () => T): T {
  const slot = globalThis as { switchyardOracle?: () => T };
  slot.switchyardOracle = call;
  try {
    return CALL.runInThisContext({ timeout: TIME_LIMIT }) as T;
  } finally {
    delete slot.switchyardOracle;
  }
}
const CALL = new vm.Script("switchyardOracle()");

function run(program: ReturnType<typeof compileProgram>): string[] {
  const { now, run } = createScheduler({ clock: virtualClock(), onError() {} });
  const transcript: string[] = [];
  const s: Record<string, Ended> = {};
  const own = {
    log: (tag: string, what: string, ...values: unknown[]) => void transcript.push([now(), tag, what, ...values.map(show)].join(" ")),
    s,
    present: (...tasks: unknown[]) => tasks.filter(Boolean),
    names(tasks: Iterable<unknown>) {
      const all = [...tasks];
      return slots().filter((name) => all.includes(s[name]));
    },
    status,
    is,
    Failure,
  };
  const slots = () => Object.keys(s).filter((name) => name.startsWith("t") && s[name]).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  const main = program({ runtime, scheduler }, ...NAMES.map((name) => scheduler[name]), ...OWN.map((name) => own[name as keyof typeof own]));
  const ended = run(main, "main");
  for (const [name, task] of [["main", ended] as const, ...slots().map((name) => [name, s[name]!] as const)]) transcript.push(`${now()} ${name} is ${status(task)}`);
  return transcript;
}

export function show(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (!(value instanceof Error)) return String(value);
  if (value instanceof CancelledError) return value.message ? `Cancelled(${value.message})` : "Cancelled";
  if (value instanceof TimeoutError) return "Timeout";
  if (value instanceof Failure) return `Failure(${value.message})`;
  if (value instanceof AggregateError) return `Group${show(value.errors)}`;
  return "Misuse";
}

export function status(task: Ended | undefined): string {
  if (!task) return "absent";
  if (!task.done) return "pending";
  try {
    return `${task.cancelled ? "cancelled" : "done"} ${show(task.result())}`;
  } catch (error) {
    return `${task.cancelled ? "cancelled" : "failed"} ${show(error)}`;
  }
}

/** Would Python's except clause catch it? */
function is(error: unknown, kind: Exclude<Kind, "any">): boolean {
  switch (kind) {
    case "cancelled":
      return error instanceof CancelledError;
    case "timeout":
      return error instanceof TimeoutError;
    case "failure":
      return error instanceof Failure;
    case "group":
      return error instanceof AggregateError;
    case "error":
      return !(error instanceof CancelledError);
  }
}
