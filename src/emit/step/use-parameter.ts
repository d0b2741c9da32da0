// Syntax that uses at once what its block receives → the same with the step function's parameter in place of the variable.
//
//   async function f(a) { b(await a); return await a; }
//   → … callee(value); … return value; …

import * as b from "../../ast/build.js";
import { holdsCallee } from "../../ast/callees.js";
import { isFunction, type Node } from "../../ast/node.js";
import { mapChildren, walk } from "../../ast/walk.js";
import type { BlockId, FunctionKind, LeafId, StateGraph } from "../../graph/graph.js";

/**
 * May something be put into the parameter before all of a piece of syntax has been evaluated? An async function holds a callee there,
 * await load()(key); and return load(); in a native `try` has its value there while the `finally` runs. Asked to be sure of it here:
 * what spill makes today is read before either.
 */
export function assignsParameter(piece: Node, kind: FunctionKind): boolean {
  const mayHold = kind === "async";
  let found = mayHold && holdsCallee(piece);
  walk(piece, (node) => {
    found ||= node.type === "TryStatement" || (mayHold && node.type === "ReturnStatement" && node.argument && holdsCallee(node.argument));
    return !found && !isFunction(node);
  });
  return found;
}

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
