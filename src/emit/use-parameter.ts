// Syntax that uses at once what its block receives → the same with the step function's parameter in place of the variable.
//
//   async function f(a) { b(await a); return await a; }
//   → … callee(value); … return value; …

import * as b from "../ast/build.js";
import type { Node } from "../ast/node.js";
import { mapChildren } from "../ast/walk.js";
import type { BlockId, LeafId, StateGraph } from "../graph/graph.js";

/** `uses`: for each such block, the piece of syntax. */
export function useParameter(graph: StateGraph, syntax: ReadonlyMap<LeafId, Node>, uses: ReadonlyMap<BlockId, LeafId>, parameter: string): Map<LeafId, Node> {
  const changed = new Map(syntax);
  for (const [block, piece] of uses) changed.set(piece, withParameter(syntax.get(piece)!, graph.blocks[block]!.receives!, parameter));
  return changed;
}

function withParameter(root: Node, variable: string, parameter: string): Node {
  const map = (node: Node): Node => {
    if (node.type === "Identifier") return node.name === variable ? b.at(node, b.id(parameter)) : node;
    return mapChildren(node, (child, field) => (isOnlyName(node, field) ? child : map(child)));
  };
  return map(root);
}

/** a.sent, { sent: 1 }, break sent: what it means is no variable. */
const isOnlyName = ({ computed }: Node, field: string): boolean => field === "label" || (!computed && (field === "property" || field === "key"));
