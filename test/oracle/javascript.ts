// A program as JavaScript, with the names of the scheduler. What it uses besides (log, s, present, names, status, is,
// Failure) is in programs.ts.

import type { Handler, Program, Source, Statement } from "./ast.js";
import { withDeclarations } from "./declarations.js";
import { callNames, functionName, labelsOf, outcomeOf, slotOf } from "./labels.js";
import { lines, type Lines } from "./lines.js";

export function toJavaScript(program: Program): string {
  const labels = labelsOf(program);
  const functions = program.functions.map((body, level) => {
    const out = lines("  ");
    out.add("");
    out.add(`async function ${functionName(level)}(tag) {`);
    block(out, labels, body);
    out.add("}");
    return out.text();
  });
  return withDeclarations(program, functions, {
    queue: (name, size) => `const ${name} = new Queue(${size || ""});`,
    semaphore: (name, permits) => `const ${name} = new Semaphore(${permits});`,
    lock: (name) => `const ${name} = new Lock();`,
    event: (name) => `const ${name} = new Event();`,
    variable: (name) => `const ${name} = contextVar("${name}", 0);`,
  });
}

function block(out: Lines, labels: Map<Statement, number>, body: Statement[], ...first: string[]): void {
  out.within(() => {
    first.forEach(out.add);
    for (const statement of body) print(out, labels, statement);
  });
}

function print(out: Lines, labels: Map<Statement, number>, statement: Statement): void {
  const label = labels.get(statement)!;
  const named = callNames(label);
  const log = (what: string, ...values: string[]) => `log(tag, ${[`"${label}${what && " "}${what}"`, ...values].join(", ")});`;
  const inside = (body: Statement[], ...first: string[]) => block(out, labels, body, ...first);
  const when = (slot: number | null, line: string) => out.add(slot === null ? line : `if (s.t${slot}) ${line}`);
  const holding = (name: string, did: string, body: Statement[]) => {
    out.add(`await ${name}.acquire();`);
    out.add("try {");
    inside(body, log(did));
    out.add("} finally {");
    out.within(() => out.add(`${name}.release();`));
    out.add("}");
  };
  switch (statement.type) {
    case "log":
      return out.add(log(""));
    case "await":
      return when(slotOf(statement.of), log(outcomeOf(statement.of), `await ${source(statement.of, named)}`));
    case "spawn":
      return out.add(`s.t${statement.slot} = spawn(${call(statement.function, named)});`);
    case "gather": {
      const gathered = `gather(${list(statement.items, named)}${statement.returnExceptions ? ", { returnExceptions: true }" : ""})`;
      return out.add(statement.slot === null ? log("gathered", `await ${gathered}`) : `s.t${statement.slot} = ${gathered};`);
    }
    case "wait": {
      const tasks = `present(${statement.slots.map((slot) => `s.t${slot}`).join(", ")})`;
      const timeout = statement.timeout === null ? "" : `timeout: ${statement.timeout}, `;
      out.add(`if (${tasks}.length) {`);
      out.within(() => {
        out.add(`const { done, pending } = await wait(${tasks}, { ${timeout}returnWhen: "${statement.mode}" });`);
        out.add(log("done", "names(done)", "names(pending)"));
      });
      return out.add("}");
    }
    case "asCompleted":
      return out.add(`for await (const task of asCompleted(${list(statement.items, named)})) ${log("completed", "await task")}`);
    case "waitFor":
      return when(slotOf(statement.of), log("in time", `await waitFor(${started(statement.of, named)}, ${statement.ms})`));
    case "timeout":
      out.add(`await timeout(${statement.ms}, async () => {`);
      inside(statement.body);
      return out.add("});");
    case "group":
      out.add(`await group(async (g) => {`);
      inside(statement.body, `s.g${statement.group} = g;`);
      return out.add("});");
    case "groupSpawn":
      return out.add(`if (s.g${statement.group}) s.t${statement.slot} = s.g${statement.group}.spawn(${call(statement.function, named)});`);
    case "groupCancel":
      return out.add(`if (s.g${statement.group}) s.g${statement.group}.cancel();`);
    case "try":
      out.add("try {");
      inside(statement.body);
      if (statement.handlers.length > 0) handle(out, labels, statement.handlers, log("caught", "error"));
      if (statement.finalizer) {
        out.add("} finally {");
        inside(statement.finalizer, log("finally"));
      }
      return out.add("}");
    case "raise":
      return out.add(
        `throw ${{ failure: `new Failure(tag + ".${label}")`, cancelled: `new CancelledError(tag + ".${label}")`, timeout: "new TimeoutError()" }[statement.kind]};`,
      );
    case "cancel": {
      const task = statement.slot === null ? "currentTask()" : `s.t${statement.slot}`;
      return when(statement.slot, log(`cancel ${statement.slot === null ? "itself" : `t${statement.slot}`}`, `${task}.cancel(${statement.reason ? `"by " + tag` : ""})`));
    }
    case "status":
      return out.add(log(`t${statement.slot} is`, `status(s.t${statement.slot})`));
    case "put":
      out.add(`await q${statement.queue}.put(${statement.value});`);
      return out.add(log(`put ${statement.value}`));
    case "taskDone":
      return out.add(`q${statement.queue}.taskDone();`);
    case "join":
      out.add(`await q${statement.queue}.join();`);
      return out.add(log("joined"));
    case "locked":
      return holding(`lock${statement.lock}`, "locked", statement.body);
    case "permitted":
      return holding(`semaphore${statement.semaphore}`, "permitted", statement.body);
    case "release":
      return out.add(`semaphore${statement.semaphore}.release();`);
    case "set":
    case "clear":
      return out.add(`event${statement.event}.${statement.type}();`);
    case "store":
      return out.add(`var${statement.variable}.set(${statement.value});`);
    case "load":
      return out.add(log(`var${statement.variable}`, `var${statement.variable}.get()`));
    case "repeat":
      out.add(`for (let i = 0; i < ${statement.count}; i++) {`);
      inside(statement.body);
      return out.add("}");
    case "return":
      return out.add(`return ${statement.value};`);
  }
}

/** Python's except clauses: the first that fits runs, and what fits none goes on. */
function handle(out: Lines, labels: Map<Statement, number>, handlers: Handler[], caught: string): void {
  const handled = ({ body, rethrow }: Handler) => {
    block(out, labels, body, caught);
    if (rethrow) out.within(() => out.add("throw error;"));
  };
  out.add("} catch (error) {");
  if (handlers[0]!.kind === "any") return handled(handlers[0]!);
  out.within(() => {
    handlers.forEach((handler, index) => {
      out.add(`${index === 0 ? "" : "} else "}if (is(error, "${handler.kind}")) {`);
      handled(handler);
    });
    out.add("} else throw error;");
  });
}

const call = (level: number, named: () => string) => `${functionName(level)}, tag + ".${named()}"`;

/** Awaited at once: a call, or what the scheduler gave. */
function source(of: Source, named: () => string): string {
  switch (of.type) {
    case "call":
      return `${functionName(of.function)}(tag + ".${named()}")`;
    case "task":
      return `s.t${of.slot}`;
    case "sleep":
      return `sleep(${of.ms}, ${of.value})`;
    case "get":
      return `q${of.queue}.get()`;
    case "event":
      return `event${of.event}.wait()`;
    case "shield":
      return `shield(${started(of.of, named)})`;
  }
}

/** Handed to the scheduler: a function that it starts, as asyncio starts a coroutine. */
function started(of: Source, named: () => string): string {
  return of.type === "task" || of.type === "shield" ? source(of, named) : `async () => await ${source(of, named)}`;
}

/** The items of a list; those in empty slots are left out. */
function list(items: Source[], named: () => string): string {
  const printed = items.map((item) => {
    const slot = item.type === "shield" ? slotOf(item) : null;
    return slot === null ? started(item, named) : `s.t${slot} && ${started(item, named)}`;
  });
  const all = printed.join(", ");
  return items.some((item) => slotOf(item) !== null) ? `present(${all})` : `[${all}]`;
}
