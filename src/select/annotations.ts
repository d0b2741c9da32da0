// What is an annotation, and what only looks like one.
//
//   function* a() { "use coroutine"; }      →  a
//   /* @coroutine */ function* a() {}       →  a
//   function* a() { "use no coroutine"; }   →  nothing
//   function* a() { "use corutine"; }       →  SY101

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

/** The comment annotation before a function or the statement it starts. */
export function requestOfComments(nodes: Node[]): Request {
  for (const node of nodes) {
    for (const comment of node.leadingComments ?? []) {
      if (/^[\s*]*@coroutine\s*$/.test(comment.value)) return "compile";
    }
  }
  return null;
}

/** A directive or comment that misses an annotation by a few letters. */
export function isNearMiss(text: string): boolean {
  const trimmed = text.trim();
  if (text === COMPILE || text === LEAVE || !/^use /i.test(trimmed)) return false;
  return distance(trimmed.toLowerCase(), COMPILE) <= 3 || distance(trimmed.toLowerCase(), LEAVE) <= 3;
}

export function isNearMissComment(text: string): boolean {
  const word = /^[\s*]*@(\w+)\s*$/.exec(text)?.[1];
  return word !== undefined && word !== "coroutine" && distance(word.toLowerCase(), "coroutine") <= 2;
}
