// The worker that compiles: it answers requests in the order in which they come.

import { byRegenerator } from "./compare.ts";
import { compileForView, type Compilation } from "./compile.ts";
import type { Layouts } from "./layout.ts";
import { passesOf } from "./passes.ts";
import { linkPrograms } from "./programs.ts";
import type { Request } from "./messages.ts";

/** So long the worker compiles only to become fast: some hundred programs of a hundred lines, as many as engines want to see. */
const WARM_UP_MS = 6000;
/** Nobody types when nothing has been asked for so long: a key would wait for what is under way, and for the engine's own work. */
const QUIET_MS = 500;
/** Between two of these compilations, so that whoever types meanwhile is answered, and the engine has time for its own work. */
const PAUSE_MS = 40;
/** One of so many finds the places of the graph anew: most keys do not ask for that. */
const PLACING = 4;

interface State {
  last: Compilation | null;
  /** What was compiled last. */
  compiled?: Extract<Request, { kind: "compile" }>;
  layouts: Layouts;
  /** Milliseconds of warming up that are left, and the next of it. */
  cold: number;
  next?: ReturnType<typeof setTimeout>;
}

const state: State = { last: null, layouts: new Map(), cold: WARM_UP_MS };

self.onmessage = async ({ data }: MessageEvent<{ id: number; request: Request } | "hush">) => {
  if (data === "hush") return warmUpLater();
  const { id, request } = data;
  try {
    self.postMessage({ id, reply: await answer(request) });
  } catch (error) {
    // The page is to go on: with the next text it may be well again.
    self.postMessage({ id, failure: `${request.kind}: ${String(error)}` });
  }
};

function answer(request: Request): unknown {
  switch (request.kind) {
    case "compile":
      state.last = compileForView(request.source, request.options, request.focus, state.layouts);
      state.compiled = request;
      warmUpLater();
      return state.last.compiled;
    case "layout":
      return state.last?.drawingOf(request.function) ?? null;
    case "passes":
      return passesOf(request.source, request.options, state.layouts);
    case "link":
      return linkPrograms(request);
    case "compare":
      return byRegenerator(request.source, request.options);
  }
}

/**
 * Compiles what is shown again, with no use for the result. The engine optimizes what it has seen run often: without this, the
 * first keys after a page was opened would be answered several times as late as the others.
 */
function warmUpLater(pause = QUIET_MS, count = 0): void {
  clearTimeout(state.next);
  if (state.cold <= 0 || !state.compiled) return;
  const { source, options, focus } = state.compiled;
  state.next = setTimeout(() => {
    const started = performance.now();
    compileForView(source, options, focus, count % PLACING === 0 ? new Map() : state.layouts);
    state.cold -= performance.now() - started;
    warmUpLater(PAUSE_MS, count + 1);
  }, pause);
}
