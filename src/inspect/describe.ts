// describe(fn): the state graph of a compiled function, as `switchyard graph --format json` prints it.
//
// It was written into the program by the compiler's option `debug`, as a text: it is parsed when it is first asked for, once
// per function.

import { tableOf, type DebugTable } from "../runtime/index.js";

/** What is read of the graph here; docs/state-graph.md says all that there is in it. */
export interface DescribedGraph {
  version: number;
  name: string;
  kind: "generator" | "async" | "async-generator";
  variables: {
    name: string;
    origin: string;
    sourceName: string | null;
    isCell: boolean;
  }[];
  regions: { kind: string; completion?: string; value?: string }[];
  suspensions: { state: number; op: "yield" | "await" | "delegate" }[];
  slots: { names: string[]; live: { [state: number]: string[] } };
  [more: string]: any;
}

/** Its graph; null for a function that was not compiled, not with `debug`, or is async and has an empty body. */
export function describe(fn: any): DescribedGraph | null {
  var table = typeof fn === "function" ? tableOf(fn) : null;
  return table && JSON.parse(table.graph);
}

interface Known extends DebugTable {
  parsed?: DescribedGraph;
}

/** The same for reading only: one for all who ask. */
export function graphOf(table: DebugTable): DescribedGraph {
  var known: Known = table;
  return known.parsed || (known.parsed = JSON.parse(known.graph));
}
