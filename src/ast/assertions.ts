// Type assertions: x as T, x satisfies T, x!, <T>x, f<T>, and Flow's (x: T). They say something of an expression, and do nothing;
// nor do parentheses, where the parser has made nodes of them.

import { isTransparent, type Node } from "./node.js";
import { eachChild } from "./walk.js";

/**
 * Puts what is asserted of in the place of each assertion in the tree: (o.f as any)() calls f on o as o.f() does, and nobody
 * has to know of both. Positions and comments stay with the expressions, and what was in parentheses says so, as it does
 * where the parser makes no nodes of them.
 * @returns for each assertion that is gone, the node that it stood in
 */
export function eraseAssertions(root: Node, erased: Map<Node, Node> = new Map()): Map<Node, Node> {
  eachChild(root, (child, field) => {
    let expression = child;
    while (isTransparent(expression)) {
      erased.set(expression, root);
      const inner = takeComments(expression.expression, expression);
      if (expression.type === "ParenthesizedExpression") inner.extra = { ...inner.extra, parenthesized: true };
      expression = inner;
    }
    if (expression !== child) put(root, field, child, expression);
    eraseAssertions(expression, erased);
  });
  return erased;
}

function put(parent: Node, field: string, from: Node, to: Node): void {
  const value = parent[field];
  if (Array.isArray(value)) value[value.indexOf(from)] = to;
  else parent[field] = to;
}

function takeComments(node: Node, from: Node): Node {
  if (from.leadingComments) node.leadingComments = [...from.leadingComments, ...(node.leadingComments ?? [])];
  if (from.trailingComments) node.trailingComments = [...(node.trailingComments ?? []), ...from.trailingComments];
  return node;
}
