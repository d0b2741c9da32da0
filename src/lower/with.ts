// A `with` statement that stays one, since nothing in it suspends.
//
//   with (object) { var a = b, c; for (var key in a) f(key); }  // sourceType: "script"
//   → with (object) { a = b; for (key in a) f(key); }
//
// Names in it mean what they mean where they stand, and its blocks keep their variables. But its `var`s are the function's,
// which the kickoff function declares: left here, the step function would declare them anew, and lose them as it suspends.

import * as b from "../ast/build.js";
import { isFunction, type Node, type Statement } from "../ast/node.js";
import { mapChildren } from "../ast/walk.js";
import type { Lowering } from "./lowering.js";

export function lowerNativeWith(node: Node, lowering: Lowering): Statement {
  return withoutVars(mapChildren(node, (child) => lowering.expression(child)));
}

function withoutVars(node: Node): Node {
  if (isFunction(node) || node.type === "StaticBlock") return node;
  const mapped = mapChildren(node, withoutVars);
  if (isVar(mapped)) return b.at(node, assigned(mapped));
  // In a head an assignment is an expression, and a pattern stands without one.
  if (mapped.type === "ForStatement" && isVar(node.init)) return { ...mapped, init: mapped.init.expression ?? null };
  if (/^For(In|Of)Statement$/.test(mapped.type) && isVar(node.left)) return { ...mapped, ...assignedHead(node.left.declarations[0], mapped) };
  return mapped;
}

const isVar = (node: Node | null) => node?.type === "VariableDeclaration" && node.kind === "var";

function assigned({ declarations }: Node): Statement {
  const assignments = declarations.flatMap(({ id, init }: Node) => (init ? [b.assign(id, init)] : []));
  return assignments.length > 0 ? b.statement(b.sequence(assignments)) : { type: "EmptyStatement" };
}

/** for (var key = first in object) → for (key in key = first, object): the one head that may have a value, which comes before the object */
function assignedHead({ id, init }: Node, { right }: Node): { left: Node; right: Node } {
  return { left: id, right: init ? b.sequence([b.assign({ ...id }, init), right]) : right };
}
