// The page's end of a run: a worker of its own, that is ended when it takes too long.

import type { Recording, RunMessage, RunRequest } from "./messages.ts";

export interface RunResult {
  events: string[];
  /** How it ended: "pending" with a promise that nothing will settle, "stopped" by the budget. */
  end: "finished" | "pending" | "stopped";
  /** Of a recorded run; of others it is empty. */
  recording: Recording;
}

/** A program that computes longer is stopped: it may be one that never ends. */
export const BUDGET_MS = 2000;
/** A worker that has not loaded by then never will. */
const LOADING_MS = 30_000;

export interface Run {
  result: Promise<RunResult>;
  cancel(): void;
}

export function startRun(request: RunRequest, budget = BUDGET_MS): Run {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: request.side });
  const events: string[] = [];
  const recording: Recording = { moments: [], frames: [], cut: false };
  let finish!: (end: RunResult["end"]) => void;
  const result = new Promise<RunResult>((resolve) => {
    finish = (end) => {
      clearTimeout(timer);
      worker.terminate();
      resolve({ events, end, recording });
    };
  });
  let timer = setTimeout(() => finish("stopped"), LOADING_MS);
  worker.onmessage = ({ data }: MessageEvent<RunMessage>) => {
    if (data.kind === "event") events.push(data.text);
    else if (data.kind === "frame") recording.frames.push(data.frame);
    else if (data.kind === "moment") recording.moments.push(data.moment);
    else if (data.kind === "cut") recording.cut = true;
    else if (data.kind === "begin") {
      clearTimeout(timer);
      timer = setTimeout(() => finish("stopped"), budget);
    } else finish(data.pending ? "pending" : "finished");
  };
  worker.postMessage(request);
  return { result, cancel: () => finish("stopped") };
}
