// Option `debug`: what a function's frames say about it.
//
//   async function load(key) { await fetch(key); }  // debug: true
//   → … _describe(load$Frame, { name: "load", file: "unknown", sites: { "1": [1, 28] } }); …
//
// At the start of the program: hoisted functions can be called before any other statement has run.

import type { Layout } from "../analyze/layout.js";
import * as b from "../ast/build.js";
import type { Expression, Statement } from "../ast/node.js";
import { liveBlocks, type StateGraph } from "../graph/graph.js";
import type { RuntimeImport } from "../protocol.js";

interface Described {
  name: string;
  file: string;
  graph: StateGraph;
  layout: Layout;
}

export function emitDebugTable(frameName: string, { name, file, graph, layout }: Described, runtime: (name: RuntimeImport) => Expression): Statement {
  const sites = liveBlocks(graph).flatMap(({ terminator }) => {
    if (terminator.kind !== "suspend" || terminator.source === null) return [];
    const { line, column } = terminator.source;
    return [b.property(String(layout.state.get(terminator.resume)), b.array([b.number(line), b.number(column + 1)]))];
  });
  const table = b.object([b.property("name", b.string(name)), b.property("file", b.string(file)), b.property("sites", b.object(sites))]);
  return b.statement(b.call(runtime("describe"), [b.id(frameName), table]));
}
