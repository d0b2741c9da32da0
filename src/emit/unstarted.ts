// The companion of a generator function: the frame of a call that has not begun, for a yield* that calls it by its name.
//
//   function* walk(node) { if (node) { yield* walk(node.left); yield node.value; } }
//   → … value = walk$unstarted(node.left); …
//     function walk$unstarted(node) {
//       var frame = new walk$Frame(node), iterator = frame.$iterator, prototype = iterator && frame.$Generator.prototype;
//       return prototype && frame.$function.prototype === prototype && prototype[frame.$iteratorKey] === iterator && prototype.next === frame.$next
//         ? frame
//         : _adoptDelegate(frame, walk, walk$define);
//     }
//     …
//
// As long as nobody has changed what generators of the function inherit, nobody sees the one that is delegated to, and none
// is made; else it is made, and asked as any other. A tree takes a tenth less time without these objects. What has to be
// inherited is told by the frames, from the first call on: engines know what is in a field of a prototype, and do not know what an
// import holds, so they look with each call; that took another tenth.
//
// Relies on: calls that keep their arguments and do nothing else (known-generators.ts). Guarantees: of what the user may
// have done only an accessor on the function's `prototype` can tell, by its receiver.
// Tempting: make the frame where the yield* stands. What has to be looked at would stand there, too, each time.

import * as b from "../ast/build.js";
import type { Names } from "../ast/names.js";
import type { Expression, Statement } from "../ast/node.js";
import type { Registers } from "./registers.js";

export interface UnstartedInput {
  name: string;
  parameters: string[];
  newFrame: Expression;
  /** adoptDelegate(frame, walk, walk$define) */
  adopted: Expression;
  registers: Registers;
  names: Names;
}

export function emitUnstarted({ name, parameters, newFrame, adopted, registers, names }: UnstartedInput): Statement {
  const { frame } = registers;
  const [iterator, prototype] = [names.fresh("iterator"), names.fresh("prototype")];
  const is = (object: Expression, other: Expression) => b.binary("===", object, other);
  const field = (of: string) => b.member(b.id(frame), of);
  const conditions = [
    is(b.member(field("$function"), "prototype"), b.id(prototype)),
    is(b.index(b.id(prototype), field("$iteratorKey")), b.id(iterator)),
    is(b.member(b.id(prototype), "next"), field("$next")),
  ];
  const isUnchanged = conditions.reduce((left, right) => b.logical("&&", left, right), b.id(prototype));
  return b.functionDeclaration(name, parameters, [
    b.variables([
      { name: frame, init: newFrame },
      { name: iterator, init: field("$iterator") },
      { name: prototype, init: b.logical("&&", b.id(iterator), b.member(field("$Generator"), "prototype")) },
    ]),
    b.returns(b.conditional(isUnchanged, b.id(frame), adopted)),
  ]);
}
