// The pieces of the runtime that a file needs, as an expression.
//
//   async function f() {}  // runtime: "inline"
//   → … _runtime = function () { … return { nothing: nothing, asyncFunction: asyncFunction }; }(); …
//
// A function around them, so that their names collide with nothing. Two files have two copies, which take each other's
// generators for foreign iterators: right, and slower in yield*.

import * as b from "../../ast/build.js";
import { walk } from "../../ast/walk.js";
import type { Expression, Node } from "../../ast/node.js";
import type { RuntimeImport } from "../../protocol.js";
import runtime from "../../../dist/runtime-pieces.json";

export function inlineRuntime(imports: RuntimeImport[], parse: (code: string) => Node): Expression {
  const needed = new Set(imports.flatMap((name) => runtime.exports[name].pieces));
  const code = runtime.pieces.filter((_, index) => needed.has(index)).join("\n");
  const { body } = parse(code);
  for (const statement of body) walk(statement, forgetPosition);
  const exported = imports.map((name) => b.property(name, b.id(runtime.exports[name].local)));
  return b.call(b.functionExpression(null, [], [...body, b.returns(b.object(exported))]), []);
}

/** What the pieces find by names of the global object. */
export function globalsOfPieces(imports: readonly RuntimeImport[]): Set<string> {
  return new Set(imports.flatMap((name) => runtime.exports[name].pieces).flatMap((index) => runtime.globals[index]));
}

export const ALL_IMPORTS = Object.keys(runtime.exports) as RuntimeImport[];

/** Positions are those of another text. */
function forgetPosition(node: Node): void {
  delete node.start;
  delete node.end;
  delete node.loc;
}
