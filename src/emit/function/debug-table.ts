// Option `debug`: what a function's frames, and the function itself, say about it.
//
//   async function load(key) { await fetch(key); }  // debug: true
//   → … _described(_asyncFunction(load), load$Frame);
//     _describe(load$Frame, { name: "load", file: "unknown", sites: { "1": [1, 28, "await fetch(key)"] }, graph: … }); …
//
// At the start of the program: hoisted functions can be called before any other statement has run. The graph is a text, the
// JSON of graph/json.ts: one constant, which nobody has to read until somebody asks.

import * as b from "../../ast/build.js";
import type { Expression, Statement } from "../../ast/node.js";
import { excerptOf } from "../../graph/excerpt.js";
import type { GraphJson } from "../../graph/json.js";
import type { RuntimeImport } from "../../protocol.js";
import type { EmittedFunction } from "./emitted-function.js";

interface Described {
  name: string;
  file: string;
  graph: GraphJson;
  source: string;
}

export function emitDebugTable(frameName: string, { name, file, graph, source }: Described, runtime: (name: RuntimeImport) => Expression): Statement {
  const sites = graph.blocks.flatMap(({ terminator }) => {
    if (terminator.kind !== "suspend" || terminator.source === null) return [];
    const { line, column } = terminator.source;
    const { state } = graph.blocks.find(({ id }) => id === terminator.resume)!;
    const site = b.array([b.number(line), b.number(column + 1), b.string(excerptOf(terminator.source, source))]);
    return [b.property(String(state), site)];
  });
  const fields = { name: b.string(name), file: b.string(file), sites: b.object(sites), graph: b.string(JSON.stringify(graph)) };
  const table = b.object(Object.entries(fields).map(([key, value]) => b.property(key, value)));
  return b.statement(b.call(runtime("describe"), [b.id(frameName), table]));
}

/** The same function, whose object knows the table too. Methods are found by their class or object: keyed-methods.ts. */
export function describeFunction(emitted: EmittedFunction, runtime: (name: RuntimeImport) => Expression): EmittedFunction {
  const { frameName, define, defineSelf } = emitted;
  if (frameName === null) return emitted;
  const described = (made: Expression) => b.call(runtime("described"), [made, b.id(frameName)]);
  return {
    ...emitted,
    define: (kickoff) => described(define(kickoff)),
    defineSelf: () => {
      const defined = defineSelf();
      return defined && described(defined);
    },
  };
}
