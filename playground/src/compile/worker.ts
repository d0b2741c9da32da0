// The worker that compiles: it answers requests in the order in which they come.

import { byRegenerator } from "./compare.ts";
import { compileForView, type Compilation } from "./compile.ts";
import type { Layouts } from "./layout.ts";
import { passesOf } from "./passes.ts";
import { linkPrograms } from "./programs.ts";
import type { Request } from "./messages.ts";

const state: { last: Compilation | null; layouts: Layouts } = { last: null, layouts: new Map() };

self.onmessage = async ({ data: { id, request } }: MessageEvent<{ id: number; request: Request }>) => {
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
