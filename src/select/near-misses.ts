// What looks as if it should be an annotation, and is none: it has a diagnostic.
//
//   function* a() { "use corutine"; }           →  SY101
//   /* @corutine */ function* a() {}            →  SY101
//   function* a() { let n; "use coroutine"; }   →  SY102
//   (/* @coroutine */ list);                    →  SY106

import type { Node } from "../ast/node.js";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostics.js";
import { directivesOf, isNearMiss, isNearMissComment } from "./annotations.js";

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
  if (text === "use coroutine" || text === "use no coroutine") diagnostics.push(diagnose("SY102", statement, null, { text }));
}

export function diagnoseComment(code: "SY101" | "SY106", comment: Node): Diagnostic {
  return diagnose(code, { type: "Comment", loc: comment.loc }, null, { text: commentText(comment) });
}

/** Of several lines, the tag. */
const commentText = ({ type, value }: Node): string => {
  if (value.includes("\n")) return `@${/@(\w+)/.exec(value)![1]}`;
  return type === "CommentLine" ? `//${value}` : `/*${value}*/`;
};
