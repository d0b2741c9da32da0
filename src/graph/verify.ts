// What must hold of a StateGraph after every pass. Tests ask; the compiler itself does not.

import { PEND_JUMP } from "../protocol.js";
import { edgesFrom } from "./edges.js";
import { liveBlocks, type Block, type Effects, type StateGraph } from "./graph.js";

/** Violations in words; none for a sound graph. `pruned`: unreachable blocks have been removed. */
export function verifyGraph(graph: StateGraph, { pruned }: { pruned: boolean }): string[] {
  const found: string[] = [];
  const known = new Set(graph.variables.map(({ name }) => name));
  const isLive = (id: number) => graph.blocks[id] !== null && graph.blocks[id] !== undefined;

  if (!isLive(graph.entry)) found.push(`the entry b${graph.entry} is no block`);
  if (known.size < graph.variables.length) found.push("two variables have one name");
  verifyRegions();
  for (const block of liveBlocks(graph)) verifyBlock(block);
  if (pruned && found.length === 0) verifyReachability();
  return found;

  function verifyRegions(): void {
    for (const region of graph.regions) {
      const seen = new Set<number>();
      for (let id: number | null = region.id; id !== null; id = graph.regions[id]?.parent ?? null) {
        if (seen.has(id)) {
          found.push(`region ${region.id} lies in itself`);
          break;
        }
        seen.add(id);
      }
    }
  }

  function verifyBlock(block: Block): void {
    const at = `b${block.id}`;
    if (graph.blocks[block.id] !== block) found.push(`${at} does not stand at its number`);
    if (block.region !== null && !graph.regions[block.region]) found.push(`${at} runs in region ${block.region}, which does not exist`);
    if (block.receives !== null && !known.has(block.receives)) found.push(`${at} receives ${block.receives}, which is no variable`);
    for (const effects of effectsOf(block)) {
      for (const name of [...effects.reads, ...effects.writes, ...effects.defines]) {
        if (!known.has(name)) found.push(`${at} mentions ${name}, which is no variable`);
      }
      for (const name of effects.defines) if (!effects.writes.includes(name)) found.push(`${at} defines ${name} and does not write it`);
    }
    for (const id of leftThrough(block)) if (graph.regions[id]?.kind !== "finally") found.push(`${at} leaves through region ${id}, which is no finally`);
    for (const [id, completion] of completionsOf(block)) {
      const region = graph.regions[id];
      const jumps = region?.kind === "finally" ? region.jumps.length : 0;
      if (completion >= PEND_JUMP + jumps) found.push(`${at} leaves with completion ${completion}, which region ${id} does not know`);
    }
    // Edges are only asked for when all they name exists.
    if (found.length > 0) return;
    for (const { to, kind } of edgesFrom(graph, block)) if (!isLive(to)) found.push(`${at} has an edge (${kind}) to b${to}, which is no block`);
  }

  function verifyReachability(): void {
    const reached = new Set([graph.entry]);
    for (const id of reached) for (const { to } of edgesFrom(graph, graph.blocks[id]!)) reached.add(to);
    for (const { id } of liveBlocks(graph)) if (!reached.has(id)) found.push(`b${id} cannot be reached`);
  }
}

function effectsOf({ leaves, terminator }: Block): Effects[] {
  const own = leaves.map(({ effects }) => effects);
  switch (terminator.kind) {
    case "branch":
      return [...own, terminator.test.effects];
    case "switch":
      return [...own, terminator.discriminant.effects, ...terminator.cases.map(({ test }) => test.effects)];
    case "suspend":
      return terminator.operand ? [...own, terminator.operand.effects] : own;
    case "return":
    case "throw":
    case "leave":
      return terminator.value ? [...own, terminator.value.effects] : own;
    default:
      return own;
  }
}

function leftThrough({ leaves, terminator }: Block): number[] {
  const exits = leaves.flatMap((leaf) => leaf.exits.flatMap((exit) => (exit.kind === "leave" ? [exit.region] : exit.kind === "return" && exit.leave !== null ? [exit.leave] : [])));
  return terminator.kind === "leave" || terminator.kind === "endFinally" ? [...exits, terminator.region] : exits;
}

function completionsOf({ leaves, terminator }: Block): [region: number, completion: number][] {
  const exits = leaves.flatMap((leaf) => leaf.exits.flatMap((exit): [number, number][] => (exit.kind === "leave" ? [[exit.region, exit.completion]] : [])));
  return terminator.kind === "leave" ? [...exits, [terminator.region, terminator.completion]] : exits;
}
