// Which subtrees suspend the function they belong to: asked all the time, answered once per node.

import { eachChild } from "./walk.js";
import { isFieldOrStaticBlock, isFunction, type Node } from "./node.js";

/** Is the node itself a point where its function can be left and resumed? */
function isSuspension(node: Node): boolean {
  return (
    node.type === "YieldExpression" ||
    node.type === "AwaitExpression" ||
    (node.type === "ForOfStatement" && node.await === true) ||
    (node.type === "VariableDeclaration" && node.kind === "await using")
  );
}

/**
 * The question for one function; nodes made later are looked at when they are asked for. `returns`: returning a value
 * suspends too, as it does in an async generator, before `lower` has written the await.
 */
export function createSuspensionTest(returns = false): (node: Node | null | undefined) => boolean {
  const known = new Map<Node, boolean>();
  const suspends = (node: Node | null | undefined): boolean => {
    if (!node) return false;
    let answer = known.get(node);
    if (answer === undefined) {
      answer = isSuspension(node) || (returns && node.type === "ReturnStatement" && node.argument != null);
      if (!answer) {
        // Calls itself with nothing in between: nests may be deep, and whoever asks may have come down them already.
        const children: Node[] = [];
        eachSuspendable(node, (child) => void children.push(child));
        for (let index = 0; index < children.length && !answer; index++) answer = suspends(children[index]);
      }
      known.set(node, answer);
    }
    return answer;
  };
  return suspends;
}

/** The children that run as part of the same function: of a method or a field its decorators and its computed key, and not its body. */
export function eachSuspendable(node: Node, visit: (child: Node) => void): void {
  if (!isFunction(node) && !isFieldOrStaticBlock(node)) return eachChild(node, visit);
  for (const decorator of node.decorators ?? []) visit(decorator);
  if (node.computed) visit(node.key);
}
