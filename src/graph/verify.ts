// What must hold of a StateGraph after every pass. Tests ask; the compiler itself does not.

import { PEND_JUMP, PEND_NORMAL } from "../protocol.js";
import { edgesFrom, type Edge } from "./edges.js";
import {
  enclosingFinally,
  handlerOf,
  liveBlocks,
  operandsOf,
  type Block,
  type BlockId,
  type RegionId,
  type StateGraph,
} from "./graph.js";

/** Violations in words; none for a sound graph. `pruned`: unreachable blocks have been removed. */
export function verifyGraph(graph: StateGraph, { pruned }: { pruned: boolean }): string[] {
  const found: string[] = [];
  const report = (holds: boolean, violation: string) => {
    if (!holds) found.push(violation);
  };
  const known = new Set(graph.variables.map(({ name }) => name));
  const blocks = liveBlocks(graph);
  const isLive = (id: BlockId) => graph.blocks[id] !== null && graph.blocks[id] !== undefined;

  // Each step asks what only makes sense when the steps before it found nothing.
  const steps = [verifyNames, verifyRegions, verifyLeaving, verifyEdges, ...(pruned ? [verifyReachability] : [])];
  for (const step of steps) {
    step();
    if (found.length > 0) break;
  }
  return found;

  function verifyNames(): void {
    report(isLive(graph.entry), `the entry b${graph.entry} is no block`);
    report(known.size === graph.variables.length, "two variables have one name");
    const ids = new Set<number>();
    graph.blocks.forEach((block, index) => {
      report(block === null || block.id === index, `b${block?.id} stands at ${index}`);
    });
    for (const { id, region, receives, leaves, terminator } of blocks) {
      const at = `b${id}`;
      report(region === null || !!graph.regions[region], `${at} runs in region ${region}, which does not exist`);
      report(receives === null || known.has(receives), `${at} receives ${receives}, which is no variable`);
      for (const { id: leaf, effects } of [...leaves, ...operandsOf(terminator)]) {
        report(!ids.has(leaf), `${at} has leaf ${leaf}, which occurs twice`);
        ids.add(leaf);
        for (const name of new Set([...effects.reads, ...effects.writes, ...effects.defines])) {
          report(known.has(name), `${at} mentions ${name}, which is no variable`);
        }
        for (const name of effects.defines) {
          report(effects.writes.includes(name), `${at} defines ${name} and does not write it`);
        }
      }
    }
  }

  function verifyRegions(): void {
    graph.regions.forEach((region, index) => {
      const at = `region ${index}`;
      const { id, parent } = region;
      report(id === index, `${at} is called ${id}`);
      // So no region lies in itself, over whatever detour.
      const isBefore = parent === null || (parent >= 0 && parent < index);
      report(isBefore, `${at} lies in region ${parent}, which is not made before it`);
      const own = region.kind === "finally" ? [region.handler, region.returned, region.body] : [region.handler];
      for (const block of own) {
        // A region that nothing runs in any more keeps the numbers of blocks that were pruned.
        const isGone = pruned && graph.blocks[block] === null;
        report(isLive(block) || isGone, `${at} leads to b${block}, which is no block`);
        const isAround = !isLive(block) || graph.blocks[block]!.region === parent;
        report(isAround, `${at} leads to b${block}, which is not around it`);
      }
      if (region.kind !== "finally") return;
      for (const name of [region.completion, region.value]) {
        report(known.has(name), `${at} pends in ${name}, which is no variable`);
      }
    });
  }

  /** What goes through a `finally` goes through the innermost, and as something that the end of it knows. */
  function verifyLeaving(): void {
    for (const { id, region, leaves, terminator } of blocks) {
      const at = `b${id}`;
      const around = enclosingFinally(graph, region)?.id ?? null;
      const through = (left: RegionId, completion: number) => {
        const region = graph.regions[left];
        const isFinally = region?.kind === "finally";
        report(isFinally, `${at} leaves through region ${left}, which is no finally`);
        if (!isFinally) return;
        report(left === around, `${at} leaves through region ${left}, and is in finally ${around}`);
        const isKnown = completion >= PEND_NORMAL && completion < PEND_JUMP + region.jumps.length;
        report(isKnown, `${at} leaves with completion ${completion}, which region ${left} does not know`);
      };
      const caught = (handler: BlockId | null) =>
        report(handler === handlerOf(graph, region), `${at} throws to b${handler}, which is not its region's handler`);

      for (const exit of leaves.flatMap(({ exits }) => exits)) {
        if (exit.kind === "leave") through(exit.region, exit.completion);
        else if (exit.kind === "throw") caught(exit.handler);
        else if (exit.kind === "return" && exit.leave !== null) through(exit.leave, PEND_NORMAL);
        else if (exit.kind === "return") report(around === null, `${at} returns past finally ${around}`);
      }
      if (terminator.kind === "leave") through(terminator.region, terminator.completion);
      else if (terminator.kind === "throw") caught(terminator.handler);
      else if (terminator.kind === "return") report(around === null, `${at} returns past finally ${around}`);
      else if (terminator.kind === "endFinally") {
        const ended = terminator.region;
        report(graph.regions[ended]?.kind === "finally", `${at} ends region ${ended}, which is no finally`);
        report(graph.regions[ended]?.parent === region, `${at} ends region ${ended}, which does not lie in its own`);
      }
    }
  }

  function verifyEdges(): void {
    const waysInto = new Map<BlockId, number>();
    for (const block of blocks) for (const edge of edgesFrom(graph, block)) verifyEdge(block, edge, waysInto);
    if (found.length > 0) return;
    for (const { id, region, terminator } of blocks) {
      if (terminator.kind !== "suspend") continue;
      const { resume } = terminator;
      const isAlone = waysInto.get(resume) === 1 && resume !== graph.entry;
      report(isAlone, `b${id} is not alone in leading to b${resume}, which it resumes`);
      report(graph.blocks[resume]!.region === region, `b${id} resumes b${resume} in another region`);
    }
    report(graph.blocks[graph.entry]!.receives === null, "the entry receives something");
  }

  function verifyEdge({ id, region }: Block, { to, kind }: Edge, waysInto: Map<BlockId, number>): void {
    waysInto.set(to, (waysInto.get(to) ?? 0) + 1);
    report(isLive(to), `b${id} has an edge (${kind}) to b${to}, which is no block`);
    if (!isLive(to)) return;
    const target = graph.blocks[to]!;
    const brings = kind === "resume" || kind === "throw" || kind === "return";
    report(brings || target.receives === null, `b${id} has an edge (${kind}) to b${to}, and brings nothing to receive`);
    if (brings || kind === "finally") return;
    const around = enclosingFinally(graph, region)?.id ?? null;
    const keeps = around === null || isWithin(target.region, around);
    report(keeps, `b${id} has an edge (${kind}) to b${to}, out of finally ${around}`);
  }

  function isWithin(inner: RegionId | null, outer: RegionId): boolean {
    for (let id = inner; id !== null; id = graph.regions[id].parent) if (id === outer) return true;
    return false;
  }

  function verifyReachability(): void {
    const reached = new Set([graph.entry]);
    for (const id of reached) for (const { to } of edgesFrom(graph, graph.blocks[id]!)) reached.add(to);
    for (const { id, terminator } of blocks) {
      report(reached.has(id), `b${id} cannot be reached`);
      report(!reached.has(id) || terminator.kind !== "unreachable", `b${id} can be reached, and leads nowhere`);
    }
  }
}
