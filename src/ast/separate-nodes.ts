// Every node at one place: what stands at a second one becomes a copy. The phases use one node in several places where a value is
// used several times, and other tools do as well; a later plugin that changes it at one of them must not change the others.
//
// Rejected: to copy a node whenever it is used. What is lowered around function* inner() { "use coroutine"; } looks that node up in
// side tables, and would not find a copy.

import { cloneTree, replaceChildren } from "./walk.js";
import type { Node } from "./node.js";

/** None of `roots` is within another. */
export function separateNodes(roots: Node[]): void {
  const seen = new Set<Node>();
  for (const root of roots) replaceChildren(root, (child) => separate(child, seen));
}

/** In place: a copy of every node above one that is copied would be most of the tree. */
function separate(node: Node, seen: Set<Node>): Node {
  if (seen.has(node)) return cloneTree(node);
  seen.add(node);
  replaceChildren(node, (child) => separate(child, seen));
  return node;
}
