// Code, source map and graphs → which lines of the machine print which block, and which parts of the source it comes from.
//
//   case 2:                  block 5, `total += yield i`
//     sent = value;
//     total += sent;         the same block
//     i++;
//     state = 1;
//     continue;
//
// A block with a `case` has the lines of it. Blocks without one stand inside another's case; their lines are told by the
// source map: what comes from the source of such a block belongs to it.

import { decodedMappings, TraceMap, type SourceMapInput } from "@jridgewell/trace-mapping";
import type { CompiledFunction, GraphJson } from "babel-plugin-switchyard/compiler";
import type { LinkedBlock, LinkedFunction, Span } from "./messages.ts";
import { stepOf } from "./step-functions.ts";
import { stepLines, type StepLines } from "./step-lines.ts";

type BlockJson = GraphJson["blocks"][number];

export interface Linked {
  functions: LinkedFunction[];
  origins: number[];
}

export function linkFunctions(source: string, code: string, map: object | null, compiled: CompiledFunction[], graphs: GraphJson[]): Linked {
  const origins = originsOf(code, map, source);
  const steps = new Map(stepLines(code).map((step) => [step.name, step]));
  const functions = compiled.map((fn, index): LinkedFunction => {
    const step = fn.frame === null ? undefined : steps.get(stepOf(fn.frame));
    const graph = graphs[index];
    return {
      name: fn.name,
      kind: fn.kind,
      range: fn.loc ? { from: fn.loc.start, to: fn.loc.end } : { from: 0, to: 0 },
      frame: fn.frame,
      variables: graph.variables.map(({ name, sourceName, isCell }) => ({ name, sourceName, isCell })),
      machine: step ? { from: step.from, to: step.to } : null,
      blocks: linkBlocks(graph, step, origins),
    };
  });
  return { functions, origins };
}

/** For each line of the code the offset in the source that its first mapped piece comes from. */
function originsOf(code: string, map: object | null, source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  const mappings = map ? decodedMappings(new TraceMap(map as SourceMapInput)) : [];
  return code.split("\n").map((_, line) => {
    const segment = mappings[line]?.find((candidate) => candidate.length > 1);
    return segment ? (starts[segment[2]!] ?? 0) + segment[3]! : -1;
  });
}

function linkBlocks(graph: GraphJson, step: StepLines | undefined, origins: number[]): LinkedBlock[] {
  const suspendedIn = new Map(graph.suspensions.map(({ block, state }) => [block, state]));
  const blocks = new Map(
    graph.blocks.map((block): [number, LinkedBlock] => {
      const suspendsIn = suspendedIn.get(block.id) ?? null;
      return [block.id, { id: block.id, state: block.state, live: block.live, receives: block.receives, source: rangesOf(block), machine: [], suspendsIn }];
    }),
  );
  const inside = nestedBlocks(graph);
  const owners = new Map([...blocks.values()].map((block) => [block.state, block]));
  for (const { state, from, to } of step?.cases ?? []) {
    const owner = owners.get(state);
    if (!owner) continue;
    const nested = blocksInCase(inside, owner.id).map((id) => blocks.get(id)!);
    let current = owner;
    for (let line = from; line < to; line++) {
      if (line > from) current = ownerOf(origins[line], nested) ?? current;
      current.machine.push(line);
    }
  }
  return [...blocks.values()];
}

const rangesOf = ({ leaves, terminator }: BlockJson): Span[] =>
  [...leaves.map(({ source }) => source), terminator.source].filter((range) => range !== null).map(({ start, end }) => ({ from: start, to: end }));

/** For each block those without a case that control goes to from it. */
function nestedBlocks({ blocks, edges }: GraphJson): Map<number, number[]> {
  const hasNoCase = new Set(blocks.filter(({ state }) => state === null).map(({ id }) => id));
  const inside = new Map<number, number[]>();
  for (const { from, to, kind } of edges) {
    if (!hasNoCase.has(to) || (kind !== "then" && kind !== "else" && kind !== "goto")) continue;
    inside.set(from, [...(inside.get(from) ?? []), to]);
  }
  return inside;
}

/** A block, and those that are printed inside its case. */
function blocksInCase(inside: Map<number, number[]>, owner: number): number[] {
  const found = new Set([owner]);
  for (const id of found) for (const nested of inside.get(id) ?? []) found.add(nested);
  return [...found];
}

/** Of blocks the one with the smallest piece of source around an offset. */
export function ownerOf(offset: number, blocks: LinkedBlock[]): LinkedBlock | null {
  let best: { block: LinkedBlock; size: number } | null = null;
  for (const block of blocks) {
    for (const { from, to } of block.source) {
      if (from <= offset && offset < to && (best === null || to - from < best.size)) best = { block, size: to - from };
    }
  }
  return best?.block ?? null;
}
