// A call of a method whose receiver was found before: apply(method, receiver, [arguments]). Not method.call(…), which a user's
// object may have replaced.

import * as b from "./build.js";
import type { Expression, Node } from "./node.js";

/** `origin`: the call that it stands for. */
export function applied(method: Expression, receiver: Expression, args: Node[], origin: Node, runtime: (name: "apply") => Expression): Expression {
  const list = b.array(args.map(b.argument));
  // What is spread was so in the source.
  if (args.some(({ type }) => type === "SpreadElement")) list.start = origin.start;
  return { ...b.call(runtime("apply"), [method, receiver, list]), end: origin.end };
}
