// An optional chain with a suspension in it → tests between its links.
//
//   object?.[yield a].more(yield b);
//   → link = object;
//     if (link === null || link === void 0) { result = void 0; }
//     else {
//       sent = yield a; link$2 = link[sent]; link$3 = link$2.more;
//       sent$2 = yield b; result = _apply(link$3, link$2, [sent$2]);
//     }

import { applied } from "../ast/applied.js";
import * as b from "../ast/build.js";
import type { Expression, Node } from "../ast/node.js";
import { needThis, spillExpression, spillList } from "./expressions.js";
import { hold, type Before, type Spilling } from "./spilling.js";

const isLink = (node: Node) => node.type === "OptionalMemberExpression" || node.type === "OptionalCallExpression";

/** What is done with the end of the chain, and what comes out if it is not reached. */
interface ChainUse {
  use(link: Expression): Expression;
  skipped: Expression;
}

const asValue: ChainUse = { use: (link) => link, skipped: b.undef() };

/** `receiver`: the object that a method found by the chain is to be called on. */
export function spillOptionalChain(
  node: Node,
  before: Before,
  spilling: Spilling,
  { use, skipped }: ChainUse = asValue,
): { value: Expression; receiver: Expression | null } {
  const result = spilling.temporary("result");
  const links: Node[] = [];
  let base = node;
  while (isLink(base)) {
    links.unshift(base);
    base = base.type === "OptionalCallExpression" ? base.callee : base.object;
  }

  let inner = before;
  let receiver: Expression | null = null;
  let value: Expression;
  if (base.type === "MemberExpression" && links[0].type === "OptionalCallExpression") {
    // object.method?.(): the call keeps its this
    if (base.object.type === "Super") needThis(inner, spilling);
    receiver = base.object.type === "Super" ? b.self() : hold(spillExpression(base.object, inner, spilling), inner, spilling);
    const object = base.object.type === "Super" ? base.object : receiver;
    value = { ...base, object, property: base.computed ? spillExpression(base.property, inner, spilling) : base.property };
  } else value = spillExpression(base, inner, spilling);

  for (const link of links) {
    value = hold(value, inner, spilling, "link");
    if (link.optional) {
      const rest: Before = [];
      const skip = b.statement(b.assign(b.id(result), skipped));
      inner.push(b.at(link, b.ifElse(b.isNullish(value, { ...value }), b.block([skip]), b.block(rest))));
      inner = rest;
    }
    if (link.type === "OptionalCallExpression") {
      const args = spillList(link.arguments as Node[], inner, spilling);
      value = b.at(link, receiver ? applied(value, receiver, args, link, spilling.runtime) : { ...b.call({ ...value }, args), start: link.start });
      receiver = null;
    } else {
      receiver = value;
      const property = link.computed ? spillExpression(link.property, inner, spilling) : link.property;
      value = b.at(link, { type: "MemberExpression", object: { ...value }, property, computed: link.computed });
    }
  }
  inner.push(b.at(node, b.statement(b.assign(b.id(result), use(value)))));
  return { value: b.at(node, b.fixed(result)), receiver };
}
