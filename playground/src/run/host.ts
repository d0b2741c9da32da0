// Runs one program in this worker, which is used for nothing else, and tells what shows of it.

import { createTrace, type Probe } from "../../../test/trace.ts";
import { format } from "../../../test/format.ts";
import type { Command, RunRequest } from "./messages.ts";
import { loadProgram, type Program } from "./load.ts";

export interface Surface {
  /** Gets the inspect entry of the program's runtime. */
  observe?: Parameters<typeof loadProgram>[1];
  event(text: string): void;
  /** Lets everything happen that will within so many milliseconds of the clock; without any, to the end. */
  settle(ms?: number): Promise<void>;
}

/** Whether the program's promise, if it has one, is still open at the end. */
export async function runProgram(request: RunRequest, surface: Surface): Promise<{ pending: boolean }> {
  const trace = createTrace((value) => (typeof value === "string" ? value : format(value)), surface.event);
  Object.assign(globalThis, { console: consoleFor(trace.probe) });
  const fail = (error: unknown) => trace.log(`threw ${format(error)}`);
  let open = 0;
  const follow = (result: unknown) => {
    if (!isThenable(result)) return;
    open++;
    result.then(
      () => void open--,
      (error) => {
        open--;
        fail(error);
      },
    );
  };
  try {
    const program = await loadProgram(request, surface.observe);
    if (request.commands) await drive(program, request.commands, trace.log, trace.probe, surface);
    else if (program.default) follow(program.default.length > 1 ? program.default(trace.probe, fulfilled) : program.default(trace.probe));
  } catch (error) {
    fail(error);
  }
  await surface.settle();
  return { pending: open > 0 };
}

/** Something to await: fulfilled with its label. */
const fulfilled = (label: unknown) => Promise.resolve(label);

const isThenable = (value: unknown): value is PromiseLike<unknown> => typeof (value as PromiseLike<unknown> | null)?.then === "function";

const consoleFor = (probe: Probe) => Object.fromEntries(["log", "info", "debug", "warn", "error"].map((name) => [name, (...values: unknown[]) => probe(...values)]));

/** The subject, resumed by one command after the other. A task goes on by itself while time passes; others until they rest. */
async function drive(program: Program, commands: Command[], log: (line: string) => void, probe: Probe, surface: Surface): Promise<void> {
  if (!program.subject) throw new Error("a program that is driven exports `subject`, which makes what is resumed");
  const subject = program.subject(probe, fulfilled) as Record<string, (value?: unknown) => unknown>;
  const isTask = typeof subject.cancel === "function";
  if (isTask) {
    (subject as unknown as PromiseLike<unknown>).then((value) => log(`the task → ${format(value)}`), (error) => log(`the task → threw ${format(error)}`));
    await surface.settle(0);
  }
  for (const { how, value } of commands) {
    const title = `${how}(${value})`;
    if (how === "pass") {
      log(title);
      await surface.settle(Number(value) || 0);
      continue;
    }
    try {
      const result = Reflect.apply(subject[how], subject, value === "" ? [] : [evaluate(value)]);
      if (isThenable(result)) result.then((settled) => log(`${title} → ${format(settled)}`), (error) => log(`${title} → threw ${format(error)}`));
      else log(`${title} → ${format(result)}`);
    } catch (error) {
      log(`${title} → threw ${format(error)}`);
    }
    await surface.settle(isTask ? 0 : undefined);
  }
}

/** What a person wrote into the field; what is no JavaScript is taken as text. */
function evaluate(text: string): unknown {
  try {
    return new Function(`return (${text});`)();
  } catch {
    return text;
  }
}
