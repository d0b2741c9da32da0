// Phase 7: emitted syntax → the same syntax with source positions.
//
// A created node inherits the position of the statement it was made for, so that a breakpoint on a source line stops in
// its case, and an error thrown in a case points to the line that threw.

import { eachChild } from "../ast/walk.js";
import type { EmittedFunction } from "../emit/function.js";
import type { Node, SourceLocation } from "../ast/node.js";

export function attach(emitted: EmittedFunction, origin: Node): void {
  for (const statement of emitted.body) inherit(statement, origin.loc ?? null);
  for (const statement of emitted.declarations) inherit(statement, origin.loc ?? null);
}

function inherit(node: Node, loc: SourceLocation | null): void {
  if (!node.loc && loc && isStatement(node)) node.loc = loc;
  const own = node.loc ?? loc;
  eachChild(node, (child) => inherit(child, own));
}

/** Positions of statements are what debuggers and stack traces use. */
function isStatement(node: Node): boolean {
  return /Statement$|Declaration$/.test(node.type);
}
