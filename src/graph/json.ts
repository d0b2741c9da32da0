// StateGraph → JSON: what tools read, and the only form of it that is versioned.
//
// Block numbers are those of one compilation. Labels are made of what a block contains, with positions counted from the
// start of its function, so they stay when code around the function changes.

import { liveBlocks, type Block, type SourceRange, type StateGraph } from "./graph.js";

export interface GraphJson {
  version: 1;
  name: string;
  kind: StateGraph["kind"];
  source: SourceRange | null;
  entry: number;
  blocks: (Block & { label: string })[];
  regions: StateGraph["regions"];
  variables: StateGraph["variables"];
  suspensions: { block: number; op: string; resume: number; line: number | null; column: number | null }[];
  /** Names of the frame's slots, and those in use in each state; null where nobody asked for them. */
  slots: SlotsJson | null;
}

export interface SlotsJson {
  names: string[];
  live: { [state: number]: string[] };
}

export function graphToJson(graph: StateGraph, slots: SlotsJson | null = null): GraphJson {
  const blocks = liveBlocks(graph);
  const labels = labelBlocks(graph, blocks);
  return {
    version: 1,
    name: graph.name,
    kind: graph.kind,
    source: graph.source,
    entry: graph.entry,
    blocks: blocks.map((block) => ({ label: labels.get(block.id)!, ...block })),
    regions: graph.regions,
    variables: graph.variables,
    suspensions: blocks.flatMap(({ id, terminator }) =>
      terminator.kind === "suspend"
        ? [{ block: id, op: terminator.op, resume: terminator.resume, line: terminator.source?.line ?? null, column: terminator.source?.column ?? null }]
        : [],
    ),
    slots,
  };
}

/** Equal blocks are told apart by their order. */
function labelBlocks(graph: StateGraph, blocks: Block[]): Map<number, string> {
  const labels = new Map<number, string>();
  const counts = new Map<string, number>();
  for (const block of blocks) {
    const base = `${block.terminator.kind}-${hash(contentOf(block, graph.source?.start ?? 0))}`;
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    labels.set(block.id, count === 1 ? base : `${base}-${count}`);
  }
  return labels;
}

function contentOf(block: Block, start: number): string {
  const place = (source: SourceRange | null) => (source ? [source.start - start, source.end - start] : null);
  const leaves = block.leaves.map(({ effects, exits, source }) => [effects.reads, effects.writes, exits.map(({ kind }) => kind), place(source)]);
  return JSON.stringify([block.receives, leaves, block.terminator.kind, place(block.terminator.source)]);
}

/** FNV-1a, 32 bits: short, and the same everywhere. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value >>> 0).toString(36);
}
