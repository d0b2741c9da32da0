// Where nodes stand in the file. The analysis asks whether one node stands before another or in it, which is what a parser's
// positions say. Nodes that other plugins and tools have made have none, or those of another text.

import { eachChild } from "./walk.js";
import type { Node } from "./node.js";

/** Does a placed node stand in another one, or is it that one? */
export const isWithin = (inner: Node, outer: Node): boolean => inner.start! >= outer.start! && inner.end! <= outer.end!;

/** Gives every node a position, in the order of the tree. Returns what gives them back those that they had. */
export function placeNodes(program: Node): () => void {
  const before = new Map<Node, { start: Node["start"]; end: Node["end"] }>();
  let position = 0;
  const place = (node: Node): void => {
    if (!before.has(node)) before.set(node, { start: node.start, end: node.end });
    node.start = position++;
    eachChild(node, place);
    node.end = position++;
  };
  place(program);
  return () => {
    for (const [node, { start, end }] of before) Object.assign(node, { start, end });
  };
}
