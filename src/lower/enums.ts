// A TypeScript enum → a factory that holds it, so that it still is whoever lowers TypeScript that says what it means.
//
//   let n = 0; enum E { A = n++, B = f(A) } yield E;  // parserPlugins: ["typescript"]
//   → n = { value: 0 }; E = g$E(n); yield E;
//     function g$E(n) { enum E { A = n.value++, B = f(A), } return E; }
//
// A leaf is a statement that can stand anywhere, and a declaration is not. Rejected: writing out the object. There would be
// two who know what an enum is.

import * as b from "../ast/build.js";
import type { Node, Statement } from "../ast/node.js";
import { makeByFactory, rewriteInner } from "./closures.js";
import { initialize } from "./variables.js";
import type { Lowering } from "./lowering.js";

export function lowerEnum(node: Node, lowering: Lowering): Statement[] {
  const captures = lowering.captures.get(lowering.analysis.functions.get(node)!) ?? new Set();
  // A `const enum` may be erased by what lowers it, with the uses that it sees; those in the machine it would not see.
  const held = { ...rewriteInner(node, lowering), const: false };
  const made = makeByFactory(node, b.id(node.id.name), captures, [], lowering, (made) => [held, b.returns(made)]);
  return [b.at(node, b.statement(initialize(node.id, made, lowering)!))];
}
