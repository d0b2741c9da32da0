// The members of a TypeScript enum, by Babel 7 or 8.

import type { Node } from "./node.js";

export const enumMembers = (node: Node): Node[] => (node.body ?? node).members;

export const withMembers = (node: Node, members: Node[]): Node =>
  node.body ? { ...node, body: { ...node.body, members } } : { ...node, members };
