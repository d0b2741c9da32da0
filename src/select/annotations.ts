// What is an annotation. What only looks like one is in near-misses.ts.
//
//   function* a() { "use coroutine"; }      →  a
//   /* @coroutine */ function* a() {}       →  a
//   function* a() { "use no coroutine"; }   →  nothing

import type { Node } from "../ast/node.js";

export type Request = "compile" | "leave" | null;

export const COMPILE = "use coroutine";
export const LEAVE = "use no coroutine";

/** The request that a function's or a file's directives make. */
export function requestOfDirectives(body: Node): Request {
  const values = directivesOf(body).map((directive) => directive.value.value);
  if (values.includes(LEAVE)) return "leave";
  return values.includes(COMPILE) ? "compile" : null;
}

export function isAnnotation(directive: Node): boolean {
  return isRequest(directive.value.value);
}

export const isRequest = (text: string | null): boolean => text === COMPILE || text === LEAVE;

export function directivesOf(body: Node): Node[] {
  return body.directives ?? [];
}

/** Is it one, or a JSDoc comment with such a tag? */
export const isAnnotationComment = ({ value }: Node): boolean => /^[\s*]*@coroutine\s*$/m.test(value);

/** The annotating comments before a function or the statement it starts. */
export function annotationComments(nodes: Node[]): Node[] {
  return nodes.flatMap((node) => (node.leadingComments ?? []).filter(isAnnotationComment));
}
