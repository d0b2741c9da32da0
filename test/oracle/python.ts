// A program as Python. What it uses besides asyncio (log, s, present, names, status, Failure) is in scripts/oracle/programs.py.

import type { Handler, Kind, Program, Source, Statement } from "./ast.js";
import { withDeclarations } from "./declarations.js";
import { callNames, functionName, labelsOf, outcomeOf, slotOf } from "./labels.js";
import { lines, type Lines } from "./lines.js";

const EXCEPTIONS: Record<Kind, string> = {
  cancelled: "asyncio.CancelledError",
  timeout: "TimeoutError",
  failure: "Failure",
  group: "ExceptionGroup",
  error: "Exception",
  any: "BaseException",
};

export function toPython(program: Program): string {
  const labels = labelsOf(program);
  const functions = program.functions.map((body, level) => {
    const out = lines("    ");
    out.add("");
    out.add(`async def ${functionName(level)}(tag):`);
    block(out, labels, body);
    return out.text();
  });
  return withDeclarations(program, functions, {
    queue: (name, size) => `${name} = asyncio.Queue(${size || ""})`,
    semaphore: (name, permits) => `${name} = asyncio.Semaphore(${permits})`,
    lock: (name) => `${name} = asyncio.Lock()`,
    event: (name) => `${name} = asyncio.Event()`,
    variable: (name) => `${name} = contextvars.ContextVar("${name}", default=0)`,
  });
}

function block(out: Lines, labels: Map<Statement, number>, body: Statement[], first?: string): void {
  out.within(() => {
    if (first) out.add(first);
    else if (body.length === 0) out.add("pass");
    for (const statement of body) print(out, labels, statement);
  });
}

function print(out: Lines, labels: Map<Statement, number>, statement: Statement): void {
  const label = labels.get(statement)!;
  const named = callNames(label);
  const log = (what: string, ...values: string[]) => `log(tag, ${[`"${label}${what && " "}${what}"`, ...values].join(", ")})`;
  const inside = (body: Statement[], first?: string) => block(out, labels, body, first);
  /** A statement about a slot is left out while the slot is empty. */
  const when = (slot: number | null, line: string) => {
    if (slot === null) return out.add(line);
    out.add(`if s.t${slot}:`);
    out.within(() => out.add(line));
  };
  switch (statement.type) {
    case "log":
      return out.add(log(""));
    case "await":
      return when(slotOf(statement.of), log(outcomeOf(statement.of), `await ${source(statement.of, named)}`));
    case "spawn":
      return out.add(`s.t${statement.slot} = asyncio.create_task(${call(statement.function, named)})`);
    case "gather": {
      const exceptions = statement.returnExceptions ? ["return_exceptions=True"] : [];
      const gathered = `asyncio.gather(${[list(statement.items, named, "*"), ...exceptions].filter(Boolean).join(", ")})`;
      return out.add(statement.slot === null ? log("gathered", `await ${gathered}`) : `s.t${statement.slot} = ${gathered}`);
    }
    case "wait": {
      const tasks = `present(${statement.slots.map((slot) => `s.t${slot}`).join(", ")})`;
      const timeout = statement.timeout === null ? "" : `timeout=${statement.timeout}, `;
      out.add(`if ${tasks}:`);
      return out.within(() => {
        out.add(`done, pending = await asyncio.wait(${tasks}, ${timeout}return_when=asyncio.${statement.mode})`);
        out.add(log("done", "names(done)", "names(pending)"));
      });
    }
    case "asCompleted":
      out.add(`async for task in asyncio.as_completed([${list(statement.items, named, "*")}]):`);
      return out.within(() => out.add(log("completed", "await task")));
    case "waitFor":
      return when(slotOf(statement.of), log("in time", `await asyncio.wait_for(${source(statement.of, named)}, ${statement.ms})`));
    case "timeout":
      out.add(`async with asyncio.timeout(${statement.ms}):`);
      return inside(statement.body);
    case "group":
      out.add(`async with TaskGroup() as s.g${statement.group}:`);
      return inside(statement.body);
    case "groupSpawn":
      out.add(`if s.g${statement.group}:`);
      return out.within(() => out.add(`s.t${statement.slot} = s.g${statement.group}.create_task(${call(statement.function, named)})`));
    case "groupCancel":
      out.add(`if s.g${statement.group}:`);
      return out.within(() => out.add(`s.g${statement.group}.cancel()`));
    case "try":
      out.add("try:");
      inside(statement.body);
      for (const handler of statement.handlers) handle(out, labels, handler, log("caught", "error"));
      if (!statement.finalizer) return;
      out.add("finally:");
      return inside(statement.finalizer, log("finally"));
    case "raise":
      return out.add(`raise ${{ failure: `Failure(tag + ".${label}")`, cancelled: `asyncio.CancelledError(tag + ".${label}")`, timeout: "TimeoutError()" }[statement.kind]}`);
    case "cancel": {
      const task = statement.slot === null ? "asyncio.current_task()" : `s.t${statement.slot}`;
      return when(statement.slot, log(`cancel ${statement.slot === null ? "itself" : `t${statement.slot}`}`, `${task}.cancel(${statement.reason ? `"by " + tag` : ""})`));
    }
    case "status":
      return out.add(log(`t${statement.slot} is`, `status(s.t${statement.slot})`));
    case "put":
      out.add(`await q${statement.queue}.put(${statement.value})`);
      return out.add(log(`put ${statement.value}`));
    case "taskDone":
      return out.add(`q${statement.queue}.task_done()`);
    case "join":
      out.add(`await q${statement.queue}.join()`);
      return out.add(log("joined"));
    case "locked":
      out.add(`async with lock${statement.lock}:`);
      return inside(statement.body, log("locked"));
    case "permitted":
      out.add(`async with semaphore${statement.semaphore}:`);
      return inside(statement.body, log("permitted"));
    case "release":
      return out.add(`semaphore${statement.semaphore}.release()`);
    case "set":
    case "clear":
      return out.add(`event${statement.event}.${statement.type}()`);
    case "store":
      return out.add(`var${statement.variable}.set(${statement.value})`);
    case "load":
      return out.add(log(`var${statement.variable}`, `var${statement.variable}.get()`));
    case "repeat":
      out.add(`for _ in range(${statement.count}):`);
      return inside(statement.body);
    case "return":
      return out.add(`return ${statement.value}`);
  }
}

function handle(out: Lines, labels: Map<Statement, number>, handler: Handler, caught: string): void {
  out.add(`except ${EXCEPTIONS[handler.kind]} as error:`);
  block(out, labels, handler.body, caught);
  if (handler.rethrow) out.within(() => out.add("raise"));
}

const call = (level: number, named: () => string) => `${functionName(level)}(tag + ".${named()}")`;

function source(of: Source, named: () => string): string {
  switch (of.type) {
    case "call":
      return call(of.function, named);
    case "task":
      return `s.t${of.slot}`;
    case "sleep":
      return `asyncio.sleep(${of.ms}, ${of.value})`;
    case "get":
      return `q${of.queue}.get()`;
    case "event":
      return `event${of.event}.wait()`;
    case "shield":
      return `asyncio.shield(${source(of.of, named)})`;
  }
}

/** The items of a list; those in empty slots are left out. */
function list(items: Source[], named: () => string, spread: string): string {
  const mayBeEmpty = items.some((item) => slotOf(item) !== null);
  const printed = items.map((item) => {
    const slot = item.type === "shield" ? slotOf(item) : null;
    return slot === null ? source(item, named) : `s.t${slot} and ${source(item, named)}`;
  });
  return mayBeEmpty ? `${spread}present(${printed.join(", ")})` : printed.join(", ");
}
