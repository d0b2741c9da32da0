// What looks as if it should be an annotation, and is none: it has a diagnostic.
//
//   function* a() { "use corutine"; }           →  SY101
//   /* @corutine */ function* a() {}            →  SY101
//   function* a() { let n; "use coroutine"; }   →  SY102
//   (/* @coroutine */ list);                    →  SY106

import type { Node } from "../ast/node.js";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostics.js";
import { distance } from "../diagnostics/distance.js";
import { COMPILE, directivesOf, isAnnotationComment, isRequest, LEAVE } from "./annotations.js";

export function noteNearMisses(body: Node, diagnostics: Diagnostic[]): void {
  for (const directive of directivesOf(body)) {
    const text = directive.value.value;
    if (isNearMiss(text)) diagnostics.push(diagnose("SY101", directive, null, { text: JSON.stringify(text) }));
  }
}

export function noteNearMissComments(nodes: Node[], diagnostics: Diagnostic[]): void {
  for (const comment of nodes.flatMap(({ leadingComments }) => leadingComments ?? [])) {
    if (isNearMissComment(comment.value)) diagnostics.push(diagnoseComment("SY101", comment));
  }
}

export function noteStrayDirective(statement: Node, diagnostics: Diagnostic[]): void {
  const { expression } = statement;
  const text =
    expression.type === "StringLiteral"
      ? expression.value
      : expression.type === "TemplateLiteral" && expression.quasis.length === 1
        ? expression.quasis[0].value.cooked
        : null;
  if (isRequest(text)) diagnostics.push(diagnose("SY102", statement, null, { text }));
}

export function diagnoseComment(code: "SY101" | "SY106", comment: Node): Diagnostic {
  return diagnose(code, { type: "Comment", loc: comment.loc }, null, { text: commentText(comment) });
}

/** Of several lines, the tag. */
const commentText = ({ type, value }: Node): string => {
  if (value.includes("\n")) return `@${/@(\w+)/.exec(value)![1]}`;
  return type === "CommentLine" ? `//${value}` : `/*${value}*/`;
};

/** A directive or comment that misses an annotation by a few letters. */
function isNearMiss(text: string): boolean {
  const trimmed = text.trim();
  if (isRequest(text) || !/^\w{1,4} ?(no ?)?c/i.test(trimmed)) return false;
  return distance(trimmed.toLowerCase(), COMPILE) <= 3 || distance(trimmed.toLowerCase(), LEAVE) <= 3;
}

function isNearMissComment(text: string): boolean {
  const word = /^[\s*]*@(\w+)\s*(:.*)?$/m.exec(text)?.[1];
  return word !== undefined && !isAnnotationComment({ type: "Comment", value: text }) && distance(word.toLowerCase(), "coroutine") <= 2;
}
