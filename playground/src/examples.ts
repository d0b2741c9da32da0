// The examples, in the order in which they are read: each a folder of examples/ with the program, its Python original, and
// what CPython printed when it ran that.

import { emptyProgram, type Program } from "./program.ts";

export interface Example {
  id: string;
  title: string;
  group: string;
  program: Program;
  python: string | null;
  /**
   * What stands on the left instead of a native run: of programs that use the scheduler, which the engine has not.
   * null where the engine runs the program.
   */
  transcript: string[] | null;
}

const CONTENTS: Record<string, Record<string, string>> = {
  Generators: {
    "two-way-send": "Two-way send",
    "return-value": "StopIteration's value",
    pipeline: "A pipeline",
    finally: "finally, and return()",
    delegation: "Delegation with yield*",
    "running-average": "A closure over a loop",
  },
  "Async functions": {
    "sequential-await": "Sequential await",
    "microtask-order": "Who goes first: turns of the microtask queue",
    retry: "Retry, with try in a loop",
    "async-generator": "An async generator",
  },
  "Tasks of the scheduler": {
    "create-task": "create_task: two tasks at once",
    sleep: "sleep: who wakes when",
    gather: "gather, with return_exceptions",
    cancellation: "Cancellation and finally",
    "worker-pool": "A worker pool on a queue",
    "step-order": "Turn by turn",
    asyncio: "A tour of asyncio",
  },
};

const texts = import.meta.glob<string>("../examples/*/*", { query: "?raw", import: "default", eager: true });
const textOf = (id: string, file: string): string | null => texts[`../examples/${id}/${file}`] ?? null;

export const examples: Example[] = Object.entries(CONTENTS).flatMap(([group, titles]) =>
  Object.entries(titles).map(([id, title]): Example => {
    const transcript = textOf(id, "transcript.txt");
    return {
      id,
      title,
      group,
      program: { ...emptyProgram(textOf(id, "program.js")!), origin: id },
      python: textOf(id, "original.py"),
      transcript: transcript === null ? null : transcript.trimEnd().split("\n"),
    };
  }),
);

/** What CPython printed for a program: not for one that is no example any more. */
export function transcriptOf({ origin, source }: Program): string[] | null {
  const example = exampleOf(origin);
  return example?.program.source === source ? example.transcript : null;
}

export const exampleOf = (id: string | null): Example | undefined => examples.find((example) => example.id === id);
