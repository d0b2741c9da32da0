// try around a suspension → regions.
//
//   try { yield a; } catch (e) { b(e); } finally { c(); }
//   → r0: finally, thrown → b2, returned → b3, body b4
//     r1 in r0: catch, thrown → b5
//     b0:        e = void 0                            goto b6
//     b1:                                              return
//     b2:        (receives pended) completion = 1      goto b4
//     b3:        (receives pended) completion = 2      goto b4
//     b4:        c()                                   endFinally r0 → b1
//     b5 in r0:  (receives e) b(e)                     leave r0
//     b6 in r1:                                        suspend yield a → b7
//     b7 in r1:                                        leave r0
//
// The finally region holds the block and the catch clause, the catch region inside it the block alone; the finally clause
// is in neither. What is thrown out of the finally region is pended in b2, what is returned in b3, and a jump is pended by
// the `leave` itself; endFinally unpends, or goes on behind.

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
