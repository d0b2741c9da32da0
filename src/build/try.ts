// try around a suspension → regions.
//
//   try { A } catch (e) { B } finally { C }
//
//   region F (finally) holds A and B, region K (catch, inside F) holds A.
//   handler of K:  receives e; B; leave F normally
//   handler of F:  receives the exception; pends a throw          \
//   returned of F: receives a value; pends a return                 → C; endFinally: unpend, or go on behind
//   a break out of A or B pends a jump                             /

import * as b from "../ast/build.js";
import type { Node } from "../ast/node.js";
import type { FinallyRegion } from "../graph/graph.js";
import { PEND_NORMAL, PEND_RETURN, PEND_THROW } from "../protocol.js";
import { sourceRange, type Builder } from "./builder.js";
import { buildStatement } from "./statements.js";

export function buildTry(node: Node, builder: Builder): void {
  const outer = builder.region;
  const after = builder.reserve();
  const finalizer = node.finalizer ? reserveFinally(builder) : null;
  const leave = () => {
    if (finalizer === null) builder.terminate({ kind: "goto", target: after, source: null });
    else builder.terminate({ kind: "leave", region: finalizer.id, completion: PEND_NORMAL, value: null, source: null });
  };
  if (finalizer) builder.region = finalizer.id;

  const guarded = builder.region;
  if (node.handler) {
    const parameter: string | null = node.handler.param?.name ?? null;
    const handler = builder.reserve(parameter && builder.variable(parameter, "temporary"));
    builder.region = builder.addRegion({ kind: "catch", parent: guarded, handler });
    buildGuarded(node.block, builder);
    leave();
    builder.region = guarded;
    builder.enter(handler);
    buildStatement(node.handler.body, builder, []);
  } else buildGuarded(node.block, builder);
  leave();

  builder.region = outer;
  if (finalizer) buildFinally(node.finalizer, finalizer, after, builder);
  builder.enter(after);
}

/** The region is a field of the block, so what it protects begins with a block of its own. */
function buildGuarded(block: Node, builder: Builder): void {
  const start = builder.reserve();
  builder.terminate({ kind: "goto", target: start, source: null });
  builder.enter(start);
  buildStatement(block, builder, []);
}

function reserveFinally(builder: Builder): FinallyRegion {
  const completion = builder.variable(builder.fresh("completion"), "completion");
  const value = builder.variable(builder.fresh("pended"), "completion");
  const id = builder.addRegion({
    kind: "finally",
    parent: builder.region,
    handler: builder.reserve(value),
    returned: builder.reserve(value),
    body: builder.reserve(),
    completion,
    value,
    jumps: [],
  } as Omit<FinallyRegion, "id">);
  return builder.graph.regions[id] as FinallyRegion;
}

function buildFinally(finalizer: Node, region: FinallyRegion, after: number, builder: Builder): void {
  const pend = (block: number, completion: number) => {
    builder.enter(block);
    builder.leaf(b.statement(b.assign(b.id(region.completion), b.number(completion))));
    builder.terminate({ kind: "goto", target: region.body, source: null });
  };
  pend(region.handler, PEND_THROW);
  pend(region.returned, PEND_RETURN);
  builder.enter(region.body);
  buildStatement(finalizer, builder, []);
  builder.terminate({ kind: "endFinally", region: region.id, next: after, source: sourceRange(finalizer) });
}
