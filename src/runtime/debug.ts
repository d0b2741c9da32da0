// What the compiler's option `debug` adds at run time: names and places of functions, and logical stacks.
//
// An error that leaves an async function arrives, turns later, at the await of another one. The engine's stack ends where
// the first one was resumed; each await that the error arrives at adds a line for its function, in every engine.

import type { Frame } from "./frame.js";

/** `sites`: a state in which a frame is suspended → line, from 1, and column, from 1, of what it waits for. */
export interface DebugTable {
  name: string;
  file: string;
  sites: { [state: number]: [line: number, column: number] };
}

/** Attaches a function's table to its frames. */
export function describe(Frame: any, table: DebugTable): void {
  Frame.prototype.$debug = table;
}

/** Notes on an error's stack that it arrived at the await where a frame is. Returns the error. */
export function crossing(frame: Frame, error: any): any {
  var table: DebugTable = (frame as any).$debug;
  var site = table && table.sites[frame.$state];
  if (site && error instanceof Error && typeof error.stack === "string") {
    try {
      error.stack += "\n    at async " + table.name + " (" + table.file + ":" + site.join(":") + ")";
    } catch (frozen) {
      // its stack stays as it is
    }
  }
  return error;
}
