// How a node turns into another one where it stands, without asking what it stands in.

import type { Node } from "./node.js";

/** The node stays what it is for side tables, and where it is in the source, if the other one has no place of its own. */
export function become(node: Node, other: Node): void {
  for (const field of Object.keys(node)) if (field !== "start" && field !== "end" && field !== "loc") delete node[field];
  Object.assign(node, other);
}
