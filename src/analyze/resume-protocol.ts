// StateGraph → how its frames are resumed, which decides what the emitter makes around the step function.
//
//   function* g() { yield 1; }                        →  sync         // by whoever calls next
//   async function f() {}                             →  nothing      // there is nothing to run
//   async function f() { return 1; }                  →  never        // a call runs through
//   async function f() { return 1 + await x; }        →  derived      // await is x.then(…), and its promise is the call's
//   async function f() { for (;;) await x; }          →  promise      // the call has a promise of its own
//   async function* g() { yield 1; }                  →  requests     // from a queue
//
// Derived promises need that no path awaits twice; they save a promise, its two resolving functions, and a turn of
// bookkeeping, which is a third of the time of a chain of calls.

import { edgesFrom } from "../graph/edges.js";
import { handlerOf, liveBlocks, type Block, type StateGraph } from "../graph/graph.js";

export type ResumeProtocol =
  | { kind: "sync"; suspends: boolean; delegates: boolean }
  | { kind: "nothing" }
  | { kind: "never" }
  /** `catches`: some await stands where the function itself may catch its error. */
  | { kind: "derived"; catches: boolean }
  | { kind: "promise"; catches: boolean }
  | { kind: "requests"; delegates: boolean };

/** That of an async function. */
export type AsyncProtocol = Extract<ResumeProtocol, { kind: "nothing" | "never" | "derived" | "promise" }>;

export function chooseResumeProtocol(graph: StateGraph): ResumeProtocol {
  const suspending = liveBlocks(graph).filter(({ terminator }) => terminator.kind === "suspend");
  const delegates = suspending.some(({ terminator }) => terminator.kind === "suspend" && terminator.op === "delegate");
  if (graph.kind === "generator") return { kind: "sync", suspends: suspending.length > 0, delegates };
  if (graph.kind === "async-generator") return { kind: "requests", delegates };
  if (suspending.length === 0) return { kind: isEmpty(graph) ? "nothing" : "never" };
  const catches = suspending.some(({ region }) => handlerOf(graph, region) !== null);
  return { kind: suspending.some((block) => awaitsAgain(graph, block)) ? "promise" : "derived", catches };
}

function isEmpty({ blocks, entry }: StateGraph): boolean {
  const { leaves, terminator } = blocks[entry]!;
  return leaves.length === 0 && terminator.kind === "return" && terminator.value === null;
}

/** Can control come from a suspension to another one, or to itself? */
function awaitsAgain(graph: StateGraph, start: Block): boolean {
  const seen = new Set<number>();
  const pending = edgesFrom(graph, start).map(({ to }) => to);
  while (pending.length > 0) {
    const id = pending.pop()!;
    if (seen.has(id)) continue;
    seen.add(id);
    const block = graph.blocks[id]!;
    if (block.terminator.kind === "suspend") return true;
    pending.push(...edgesFrom(graph, block).map(({ to }) => to));
  }
  return false;
}
