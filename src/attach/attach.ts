// Phase 7: emitted syntax → the same syntax with source positions, and every node at one place.
//
//   b();
//   yield a + f(b);
//   → … [1] b(); [2] value = a + f(b); [2] frame.$state = 1; [2] return value; …       // [2]: at line 2 of the source
//
// A created node inherits the position of the statement it was made for, so that a breakpoint on a source line stops in
// its case, and an error thrown in a case points to the line that threw.
//
// Relies on: `loc` of what was made for a certain node, set by whoever made it. Guarantees: every statement has a position.

import { createPlaceTest } from "../ast/separate-nodes.js";
import { cloneTree, replaceChildren } from "../ast/walk.js";
import type { Node, SourceLocation } from "../ast/node.js";

/**
 * When all of a file is emitted, not before: outer functions look for the nodes of inner ones. None of `roots` is within another.
 * A tree that is only printed may have nodes at several places.
 */
export function attach(roots: Node[], { isOnlyPrinted }: { isOnlyPrinted: boolean }): void {
  const isFirstPlace = isOnlyPrinted ? () => true : createPlaceTest();
  let around: SourceLocation | null = null;
  // One closure for the whole tree: one for each node was a tenth of what compiling allocates.
  const inherit = (node: Node): Node => {
    if (!isFirstPlace(node)) return cloneTree(node);
    const outer = around;
    if (!node.loc && outer && isStatement(node)) node.loc = outer;
    around = node.loc ?? outer;
    replaceChildren(node, inherit);
    around = outer;
    return node;
  };
  roots.forEach(inherit);
}

/** Positions of statements are what debuggers and stack traces use. */
function isStatement(node: Node): boolean {
  return node.type.endsWith("Statement") || node.type.endsWith("Declaration");
}
