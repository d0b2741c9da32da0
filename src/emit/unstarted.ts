// The companion of a generator function: the frame of a call that has not begun, for a yield* that calls it by its name.
//
//   function* walk(node) { if (node) { yield* walk(node.left); yield node.value; } }
//   → … value = walk$unstarted(node.left); …
//     function walk$unstarted(node) {
//       var frame = new walk$Frame(node), Generator = frame.$Generator, prototype = Generator && Generator.prototype;
//       return prototype && frame.$function.prototype === prototype && prototype[_iteratorKey] === _returnsItself && prototype.next === frame.$next
//         ? frame
//         : _delegate(_adopt(frame, walk, void 0, walk$define));
//     }
//     …
//
// As long as nobody has changed what generators of the function inherit, nobody sees the one that is delegated to, and none
// is made; else it is made, and asked as any other. A tree takes a tenth less time without these objects.
//
// Relies on: calls that keep their arguments and do nothing else (known-generators.ts). Guarantees: of what the user may
// have done only an accessor on the function's `prototype` can tell, by its receiver.
// Tempting: make the frame where the yield* stands. What has to be looked at would stand there, too, each time.

import * as b from "../ast/build.js";
import type { Names } from "../ast/names.js";
import type { Expression, Statement } from "../ast/node.js";
import type { RuntimeImport } from "../protocol.js";
import type { Registers } from "./registers.js";

export interface UnstartedInput {
  name: string;
  parameters: string[];
  newFrame: Expression;
  /** adopt(frame, walk, void 0, walk$define) */
  adopted: Expression;
  registers: Registers;
  names: Names;
  runtime(name: RuntimeImport): Expression;
}

export function emitUnstarted({ name, parameters, newFrame, adopted, registers, names, runtime }: UnstartedInput): Statement {
  const { frame, Generator } = registers;
  const prototype = names.fresh("prototype");
  const is = (object: Expression, other: Expression) => b.binary("===", object, other);
  const field = (of: string) => b.member(b.id(frame), of);
  const conditions = [
    is(b.member(field("$function"), "prototype"), b.id(prototype)),
    is(b.index(b.id(prototype), runtime("iteratorKey")), runtime("returnsItself")),
    is(b.member(b.id(prototype), "next"), field("$next")),
  ];
  const isUnchanged = conditions.reduce((left, right) => b.logical("&&", left, right), b.id(prototype));
  return b.functionDeclaration(name, parameters, [
    b.variables([
      { name: frame, init: newFrame },
      { name: Generator, init: field("$Generator") },
      { name: prototype, init: b.logical("&&", b.id(Generator), b.member(b.id(Generator), "prototype")) },
    ]),
    b.returns(b.conditional(isUnchanged, b.id(frame), b.call(runtime("delegate"), [adopted]))),
  ]);
}
