// Phase 7: emitted syntax → the same syntax with source positions, and every node at one place.
//
//   b();
//   yield a + f(b);
//   → … [1] b(); [2] value = a + f(b); [2] frame.$state = 1; [2] return value; …       // [2]: at line 2 of the source
//
// A created node inherits the position of the statement it was made for, so that a breakpoint on a source line stops in
// its case, and an error thrown in a case points to the line that threw. The phases before use one node in several places
// where a value is used several times; a later plugin that changes it at one of them must not change the others.
//
// Relies on: `loc` of what was made for a certain node, set by whoever made it. Guarantees: every statement has a
// position, and no node two places. Tempting: copy whenever a node is used. What is lowered around
// function* inner() { "use coroutine"; } looks that node up in side tables, and would not find a copy; so they come last.

import { cloneTree, eachChild, replaceChildren } from "../ast/walk.js";
import type { EmittedFunction } from "../emit/emitted-function.js";
import type { Node, SourceLocation } from "../ast/node.js";

export function attach(emitted: EmittedFunction, origin: Node): void {
  let around: SourceLocation | null = origin.loc ?? null;
  // One closure for the whole tree: one for each node was a tenth of what compiling allocates.
  const inherit = (node: Node): void => {
    const outer = around;
    if (!node.loc && outer && isStatement(node)) node.loc = outer;
    around = node.loc ?? outer;
    eachChild(node, inherit);
    around = outer;
  };
  for (const statement of emitted.body) inherit(statement);
  for (const declaration of emitted.declarations) inherit(declaration);
}

/**
 * Copies what stands at a second place, once all functions are emitted: outer ones look for the nodes of inner ones until
 * then. `roots` are the places where something was emitted, none of them within another.
 */
export function separateNodes(roots: Node[]): void {
  const seen = new Set<Node>();
  for (const root of roots) replaceChildren(root, (child) => separate(child, seen));
}

/** Positions of statements are what debuggers and stack traces use. */
function isStatement(node: Node): boolean {
  return node.type.endsWith("Statement") || node.type.endsWith("Declaration");
}

/** In place: a copy of every node above one that is copied would be most of the tree. */
function separate(node: Node, seen: Set<Node>): Node {
  if (seen.has(node)) return cloneTree(node);
  seen.add(node);
  replaceChildren(node, (child) => separate(child, seen));
  return node;
}
