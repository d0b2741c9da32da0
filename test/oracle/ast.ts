// What a generated program of tasks consists of. It is printed as Python and as JavaScript, and says the same in both.
//
// Functions are numbered, the first is main. A function calls and starts only functions after it, and awaits only tasks
// that run functions after it: so every program ends, and no two tasks await each other. A task may cancel any other.

export interface Program {
  /** How many items each queue holds; 0 is without a bound. */
  queues: number[];
  semaphores: number[];
  locks: number;
  events: number;
  variables: number;
  functions: Statement[][];
}

/**
 * What can be awaited, gathered, shielded or given a deadline. A task stands in a slot, which every function of the
 * program sees; it may be empty still, and is passed over then.
 */
export type Source =
  | { type: "call"; function: number }
  | { type: "task"; slot: number }
  | { type: "sleep"; ms: number; value: number }
  | { type: "get"; queue: number }
  | { type: "event"; event: number }
  | { type: "shield"; of: Source };

export type Mode = "FIRST_COMPLETED" | "FIRST_EXCEPTION" | "ALL_COMPLETED";

/** What a handler catches: `error` is everything but a cancellation, as Python's Exception; `any` stands alone. */
export type Kind = "cancelled" | "timeout" | "failure" | "group" | "error" | "any";

export interface Handler {
  kind: Kind;
  body: Statement[];
  rethrow: boolean;
}

export type Statement =
  | { type: "log" }
  | { type: "await"; of: Source }
  | { type: "spawn"; slot: number; function: number }
  | { type: "gather"; items: Source[]; returnExceptions: boolean; slot: number | null }
  | { type: "wait"; slots: number[]; mode: Mode; timeout: number | null }
  | { type: "asCompleted"; items: Source[] }
  | { type: "waitFor"; of: Source; ms: number }
  | { type: "timeout"; ms: number; body: Statement[] }
  | { type: "group"; group: number; body: Statement[] }
  | { type: "groupSpawn"; group: number; slot: number; function: number }
  | { type: "groupCancel"; group: number }
  | { type: "try"; body: Statement[]; handlers: Handler[]; finalizer: Statement[] | null }
  | { type: "raise"; kind: "failure" | "cancelled" | "timeout" }
  | { type: "cancel"; slot: number | null; reason: boolean }
  | { type: "status"; slot: number }
  | { type: "put"; queue: number; value: number }
  | { type: "taskDone"; queue: number }
  | { type: "join"; queue: number }
  | { type: "locked"; lock: number; body: Statement[] }
  | { type: "permitted"; semaphore: number; body: Statement[] }
  | { type: "release"; semaphore: number }
  | { type: "set"; event: number }
  | { type: "clear"; event: number }
  | { type: "store"; variable: number; value: number }
  | { type: "load"; variable: number }
  | { type: "repeat"; count: number; body: Statement[] }
  | { type: "return"; value: number };

/** The lists of statements directly in a statement. */
export function bodiesOf(statement: Statement): Statement[][] {
  switch (statement.type) {
    case "try":
      return [statement.body, ...statement.handlers.map(({ body }) => body), ...(statement.finalizer ? [statement.finalizer] : [])];
    case "timeout":
    case "group":
    case "locked":
    case "permitted":
    case "repeat":
      return [statement.body];
    default:
      return [];
  }
}
