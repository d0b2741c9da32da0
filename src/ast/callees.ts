// How a call that may be made in one of two ways gets what it calls: twice from where it stands, or from a variable.

import { unwrapped, type Expression, type Node } from "./node.js";

/**
 * "plain": load(key), or (0, load.value)(key).
 * "method": pool.load(key) or this.load(key), where the object may be asked for a second time and nobody notices.
 * "held": load()(key), a.pool.load(key), and all others: may be evaluated only once.
 */
export type CalleeForm = "plain" | "method" | "held";

export function calleeForm(callee: Expression): CalleeForm {
  if (callee.type === "Identifier" || callee.type === "SequenceExpression") return "plain";
  return callee.type === "MemberExpression" && /^(Identifier|ThisExpression)$/.test(callee.object.type) ? "method" : "held";
}

/** Is it a call whose callee has to be held? Said of a few too many: of load?.(key), which is held to be looked at, and of super.load(key). */
export function holdsCallee(awaited: Expression): boolean {
  const operand: Node = unwrapped(awaited);
  // apply(method, receiver, [arguments]) holds nothing more.
  if (!operand.start) return false;
  if (operand.type === "OptionalCallExpression") return true;
  return operand.type === "CallExpression" && calleeForm(unwrapped(operand.callee)) === "held";
}
