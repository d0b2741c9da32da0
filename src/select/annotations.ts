// What is an annotation, and what only looks like one.
//
//   function* a() { "use coroutine"; }      →  a
//   /* @coroutine */ function* a() {}       →  a
//   function* a() { "use no coroutine"; }   →  nothing
//   function* a() { "use corutine"; }       →  SY101
//   (/* @coroutine */ list);                →  SY106

import type { Node } from "../ast/node.js";
import { distance } from "../diagnostics/distance.js";

export type Request = "compile" | "leave" | null;

const COMPILE = "use coroutine";
const LEAVE = "use no coroutine";

/** The request that a function's or a file's directives make. */
export function requestOfDirectives(body: Node): Request {
  const values = directivesOf(body).map((directive) => directive.value.value);
  if (values.includes(LEAVE)) return "leave";
  return values.includes(COMPILE) ? "compile" : null;
}

export function isAnnotation(directive: Node): boolean {
  return directive.value.value === COMPILE || directive.value.value === LEAVE;
}

export function directivesOf(body: Node): Node[] {
  return body.directives ?? [];
}

/** Is it one, or a JSDoc comment with such a tag? */
export const isAnnotationComment = ({ value }: Node): boolean => /^[\s*]*@coroutine\s*$/m.test(value);

/** The annotating comments before a function or the statement it starts. */
export function annotationComments(nodes: Node[]): Node[] {
  return nodes.flatMap((node) => (node.leadingComments ?? []).filter(isAnnotationComment));
}

/** A directive or comment that misses an annotation by a few letters. */
export function isNearMiss(text: string): boolean {
  const trimmed = text.trim();
  if (text === COMPILE || text === LEAVE || !/^\w{1,4} ?(no ?)?c/i.test(trimmed)) return false;
  return distance(trimmed.toLowerCase(), COMPILE) <= 3 || distance(trimmed.toLowerCase(), LEAVE) <= 3;
}

export function isNearMissComment(text: string): boolean {
  const word = /^[\s*]*@(\w+)\s*(:.*)?$/m.exec(text)?.[1];
  return word !== undefined && !isAnnotationComment({ type: "Comment", value: text }) && distance(word.toLowerCase(), "coroutine") <= 2;
}
