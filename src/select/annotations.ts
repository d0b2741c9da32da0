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

/**
 * Takes annotating comments out of the lists that they stand in: what is compiled is asked for no longer, and a second run would
 * find nothing to compile. Of a comment that says more, only the tag goes.
 */
export function removeComments(comments: Node[], lists: Iterable<Node[]>): void {
  for (const comment of comments) comment.value = comment.value.replace(/(^|\n)[ \t*]*@coroutine[ \t\r]*(?=\n|$)/g, "");
  const empty = new Set(comments.filter(({ value }) => /^[\s*]*$/.test(value)));
  for (const list of lists) {
    // In place: copies of the node, and the node before it, have the same list.
    for (let at = list.length - 1; at >= 0; at--) if (empty.has(list[at])) list.splice(at, 1);
  }
}

/**
 * Takes away the directive that asks for all functions of a file. Bundlers warn of what they do not know at the top of a module.
 * What stands above it, a license perhaps, goes to what is behind.
 */
export function removeRequest(program: Node): void {
  const directives = directivesOf(program);
  const behind: Node[] = [...directives, ...program.body];
  for (const directive of directives.filter(isAnnotation)) {
    const next = behind[behind.indexOf(directive) + 1];
    next.leadingComments = [...(directive.leadingComments ?? []), ...(next.leadingComments ?? [])];
  }
  program.directives = directives.filter((directive) => !isAnnotation(directive));
}

/** The annotating comments before a function or the statement it starts. */
export function annotationComments(nodes: Node[]): Node[] {
  return nodes.flatMap((node) => (node.leadingComments ?? []).filter(isAnnotationComment));
}
