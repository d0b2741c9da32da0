// Trees as Babel's parser leaves them. What other plugins and tools have made differs: fields are absent where the parser has null,
// a node stands at two places, and positions are missing or those of another text. No phase has to know.
//
//   { type: "SwitchCase", consequent }  →  { type: "SwitchCase", consequent, test: null }
//
// Every file is looked at, and nearly all are as they should be. So this asks of a node no more than its own children, and keeps no
// record of nodes: that would take a tenth of the time that parsing takes.

import { separateNodes } from "./separate-nodes.js";
import { eachChild } from "./walk.js";
import type { Node } from "./node.js";

/**
 * Puts into every node what the parser would have put there, and has every node at one place. Returns whether nodes stand where
 * it would have them: within their parents, one behind the other. Then none stood at two places, since no two places are at one
 * position.
 */
export function completeTree(program: Node): boolean {
  let isPlaced = program.start != null && program.end != null;
  let parent = program;
  let previous: Node | null = null;
  const visit = (node: Node): void => {
    isPlaced &&= isWithinParent(node, parent) && (previous === null || isBehind(node, previous));
    const around = parent;
    parent = node;
    previous = null;
    eachChild(node, visit, complete);
    parent = around;
    previous = node;
  };
  eachChild(program, visit, complete);
  if (!isPlaced) separateNodes(program);
  return isPlaced;
}

function complete(node: Node, field: string): void {
  // The parser leaves decorators out where there are none. Of other lists Babel's own traversal wants all but this one.
  if (field !== "decorators") node[field] = field === "directives" ? [] : null;
}

/** What is said by no character, in `${a}${b}` or {}, is all that may be of no length. */
function isWithinParent({ type, start, end }: Node, parent: Node): boolean {
  if (start == null || end == null || start < parent.start! || end > parent.end!) return false;
  return start < end || type === "TemplateElement" || type === "JSXEmptyExpression";
}

function isBehind(node: Node, previous: Node): boolean {
  if (node.start! >= previous.end!) return true;
  return previous.type === "TemplateElement" ? node.type !== "TemplateElement" : isSecondMeaning(node, previous);
}

/** The value of { a } or { a = 1 }, and what `import { a }` declares: a node of its own at the place of the key. */
function isSecondMeaning(node: Node, key: Node): boolean {
  const name = node.type === "AssignmentPattern" ? node.left : node;
  return key.type === "Identifier" && name.type === "Identifier" && name.start === key.start && name !== key;
}
