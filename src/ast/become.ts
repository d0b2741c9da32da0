// How a node turns into another one where it stands, without asking what it stands in.

import type { Node } from "./node.js";

/** The node keeps its place in the source, and stays what it is for side tables. */
export function become(node: Node, other: Node): void {
  for (const field of Object.keys(node)) if (field !== "start" && field !== "end" && field !== "loc") delete node[field];
  Object.assign(node, other);
}
