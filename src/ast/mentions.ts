// Does an identifier of one of these names stand anywhere in a tree? It may mean something else there: the answer errs on that side.

import type { Node } from "./node.js";
import { walk } from "./walk.js";

export function mentions(root: Node, names: ReadonlySet<string>): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.type === "Identifier" && names.has(node.name)) found = true;
    return !found;
  });
  return found;
}
