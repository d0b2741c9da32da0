// Annotating comments that no walk over what runs meets: those in types, and those behind the modifiers of a class member, which
// Babel's parser puts at no node. They annotate nothing.
//
//   const a: /* @coroutine */ Load = async () => {};   // parserPlugins: ["typescript"]    →  SY106
//   class A { private /* @coroutine */ async a() {} }  // parserPlugins: ["typescript"]    →  SY106
//
// Tempting: all comments of the file that were not met. Another plugin may have taken the code away that one stood in.

import type { Node } from "../ast/node.js";
import { walkWithTypes } from "../ast/walk.js";

/** Those of the comments that are in the tree all the same, or in one of its class members. */
export function missedComments(program: Node, comments: Node[]): Node[] {
  if (comments.length === 0) return [];
  const found = new Set<Node>();
  walkWithTypes(program, (node) => {
    for (const comment of comments) if (isAtNode(comment, node) || isBehindModifiers(comment, node)) found.add(comment);
  });
  return [...found];
}

const isAtNode = (comment: Node, { leadingComments, innerComments, trailingComments }: Node): boolean =>
  [leadingComments, innerComments, trailingComments].some((list: Node[] | null | undefined) => list?.includes(comment));

const isBehindModifiers = (comment: Node, { type, key, start }: Node): boolean =>
  /^Class.*(Method|Property)$/.test(type) && start! < comment.start! && comment.end! <= key.start;
