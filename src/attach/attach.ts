// Phase 7: emitted syntax → the same syntax with source positions.
//
//   b();
//   yield a + f(b);
//   → … [1] b(); [2] value = a + f(b); [2] frame.$state = 1; [2] return value; …       // [2]: at line 2 of the source
//
// A created node inherits the position of the statement it was made for, so that a breakpoint on a source line stops in
// its case, and an error thrown in a case points to the line that threw.
//
// Relies on: `loc` of what was made for a certain node, set by whoever made it. Guarantees: every statement has a position.

import { eachChild } from "../ast/walk.js";
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

/** Positions of statements are what debuggers and stack traces use. */
function isStatement(node: Node): boolean {
  return node.type.endsWith("Statement") || node.type.endsWith("Declaration");
}
