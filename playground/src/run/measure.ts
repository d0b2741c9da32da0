// How long one run of a program takes, in a worker of its own.

import type { RunRequest } from "./messages.ts";

const BUDGET_MS = 4000;

/** Microseconds of its default export, the median of many runs; null if it has none, throws, or takes too long. */
export function measureRun(request: RunRequest): Promise<number | null> {
  const worker = new Worker(new URL("./measure-worker.ts", import.meta.url), { type: "module", name: "measure" });
  return new Promise((resolve) => {
    const finish = (result: number | null) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(result);
    };
    const timer = setTimeout(() => finish(null), BUDGET_MS);
    worker.onmessage = ({ data }: MessageEvent<number | null>) => finish(data);
    worker.onerror = () => finish(null);
    worker.postMessage(request);
  });
}
