// Every node at one place: what stands at a second one becomes a copy. The phases use one node in several places where a value is
// used several times, and other tools do as well; a later plugin that changes it at one of them must not change the others.
//
// Rejected: to copy a node whenever it is used. What is lowered around function* inner() { "use coroutine"; } looks that node up in
// side tables, and would not find a copy.

import { cloneTree, replaceChildren } from "./walk.js";
import type { Node } from "./node.js";

/** In place: a copy of every node above one that is copied would be most of the tree. */
export function separateNodes(root: Node): void {
  const isFirstPlace = createPlaceTest();
  const separate = (node: Node): Node => {
    if (!isFirstPlace(node)) return cloneTree(node);
    replaceChildren(node, separate);
    return node;
  };
  separate(root);
}

/** Asked once at every place of a tree, parents first: is none of those before it a place of the same node? */
export function createPlaceTest(): (node: Node) => boolean {
  const seen = new Set<Node>();
  return (node) => {
    const before = seen.size;
    return seen.add(node).size > before;
  };
}
