// The page's end of the worker that compiles: requests as promises. The worker, and the compiler with it, is loaded with the
// first one.

import type { Replies, Request } from "./messages.ts";

export interface Compiler {
  ask<Kind extends Request["kind"]>(request: Extract<Request, { kind: Kind }>): Promise<Replies[Kind]>;
  /** Somebody is about to type: the worker is to do nothing of its own accord for a while. */
  hush(): void;
}

export function createCompiler(): Compiler {
  const open = new Map<number, { resolve(reply: never): void; reject(error: Error): void }>();
  let worker: Worker | null = null;
  let count = 0;

  const start = (): Worker => {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "compiler" });
    started.onmessage = ({ data: { id, reply, failure } }: MessageEvent<{ id: number; reply: never; failure?: string }>) => {
      if (failure === undefined) open.get(id)?.resolve(reply);
      else open.get(id)?.reject(new Error(failure));
      open.delete(id);
    };
    return started;
  };

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        open.set(++count, { resolve, reject });
        worker.postMessage({ id: count, request });
      }),
    hush: () => worker?.postMessage("hush"),
  };
}
