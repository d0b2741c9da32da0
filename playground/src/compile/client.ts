// The page's end of the worker that compiles: requests as promises. The worker, and the compiler with it, is loaded with the
// first one.

import type { Replies, Request } from "./messages.ts";

export interface Compiler {
  ask<Kind extends Request["kind"]>(request: Extract<Request, { kind: Kind }>): Promise<Replies[Kind]>;
}

export function createCompiler(): Compiler {
  const open = new Map<number, (reply: never) => void>();
  let worker: Worker | null = null;
  let count = 0;

  const start = (): Worker => {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "compiler" });
    started.onmessage = ({ data: { id, reply } }: MessageEvent<{ id: number; reply: never }>) => {
      open.get(id)?.(reply);
      open.delete(id);
    };
    return started;
  };

  return {
    ask: (request) =>
      new Promise((resolve) => {
        worker ??= start();
        open.set(++count, resolve);
        worker.postMessage({ id: count, request });
      }),
  };
}
