// Calls, `new` and tagged templates with a suspension in callee or arguments.
//
//   new A(b, yield c);         →  held = A; held$2 = b; sent = yield c; new held(held$2, sent);
//   object.method(yield a);    →  held = object; method = held.method; sent = yield a; _apply(method, held, [sent]);

import { applied } from "../ast/applied.js";
import * as b from "../ast/build.js";
import type { Expression, Node } from "../ast/node.js";
import { spillOptionalChain } from "./optional-chain.js";
import { spillExpression, spillList, spillMember, spillValue } from "./expressions.js";
import { assignments, hold, holdDuring, type Before, type Spilling } from "./spilling.js";

/** object.method(yield):  held = object; method = held.method; sent = yield; apply(method, held, [sent]) */
export function spillCall(node: Node, before: Before, spilling: Spilling): Expression {
  const args: Node[] = node.arguments;
  const { callee } = node;
  if (callee.type === "OptionalMemberExpression") {
    // (object?.method)(yield): the parentheses end the chain, and the object is `this` all the same
    const { value, receiver } = spillOptionalChain(callee, before, spilling);
    return b.at(node, applied(value, receiver!, spillList(args, before, spilling), node, spilling.runtime));
  }
  if (!args.some((argument) => spilling.suspends(argument))) {
    return { ...node, callee: spillValue(callee, before, spilling) };
  }
  // eval(yield): held, it would be an indirect eval; super and import are no values
  const isDirectEval = callee.type === "Identifier" && callee.name === "eval";
  if (isDirectEval || callee.type === "Import" || callee.type === "Super") return { ...node, arguments: spillList(args, before, spilling) };
  if (callee.type !== "MemberExpression") {
    const held = holdDuring(assignments(args), spillExpression(callee, before, spilling), before, spilling, "callee");
    return { ...node, callee: held, arguments: spillList(args, before, spilling) };
  }
  const { receiver, method } = holdMethod(callee, args, before, spilling);
  return b.at(node, applied(method, receiver, spillList(args, before, spilling), node, spilling.runtime));
}

/** The function and its `this`, both held. */
function holdMethod(
  callee: Node,
  args: Node[],
  before: Before,
  spilling: Spilling,
): { receiver: Expression; method: Expression } {
  const [object, property] = spillMember(callee, before, spilling, args);
  const receiver = object.type === "Super" ? b.self() : object;
  const method = hold({ ...callee, object, property }, before, spilling, "method");
  return { receiver, method };
}

/** new (yield)(a, yield):  callee first, then arguments */
export function spillNew(node: Node, before: Before, spilling: Spilling): Expression {
  const [callee, ...args] = spillList([node.callee, ...node.arguments], before, spilling);
  return { ...node, callee, arguments: args };
}

/** tag`${yield}` keeps its template object, so it stays a tagged template; a method is bound to its object. */
export function spillTaggedTemplate(node: Node, before: Before, spilling: Spilling): Expression {
  const expressions: Node[] = node.quasi.expressions;
  if (!expressions.some((item) => spilling.suspends(item))) {
    return { ...node, tag: spillValue(node.tag, before, spilling) };
  }
  let tag: Expression;
  if (node.tag.type === "OptionalMemberExpression") {
    // (object?.method)`…`
    const { value, receiver } = spillOptionalChain(node.tag, before, spilling);
    tag = b.call(spilling.runtime("template"), [value, receiver!]);
  } else if (node.tag.type === "MemberExpression") {
    const { receiver, method } = holdMethod(node.tag, expressions, before, spilling);
    tag = b.call(spilling.runtime("template"), [method, receiver]);
  } else {
    tag = holdDuring(assignments(expressions), spillExpression(node.tag, before, spilling), before, spilling, "tag");
  }
  return { ...node, tag, quasi: { ...node.quasi, expressions: spillList(expressions, before, spilling) } };
}
