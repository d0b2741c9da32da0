// The companion of a generator function: the frame of a call that has not begun, for a yield* that calls it by its name.
//
//   function* list(node) { yield node.value; yield* list(node.next); }
//   → … value = list$unstarted(node.next); …
//     function list$unstarted(node) {
//       var frame = new list$Frame(node), iterator = frame.$iterator, prototype = iterator && frame.$Generator.prototype;
//       return prototype && frame.$function.prototype === prototype && prototype[frame.$iteratorKey] === iterator && prototype.next === frame.$next
//         ? frame
//         : _adoptDelegate(frame, list, list$define);
//     }
//     …
//
// A call that is over when it begins (immediate-ends.ts) has no frame at all; half of the calls for a tree are (decision 0021).
//
//   function* walk(node) { if (node) { yield* walk(node.left); yield node.value; } }
//   → … value = walk$unstarted(node.left); if (value) { … } …
//     function walk$unstarted(node) {
//       if (!node && walk$known(walk$probe || (walk$probe = new walk$Frame()))) return null;
//       var frame = new walk$Frame(node);
//       return walk$known(frame) ? frame : _adoptDelegate(frame, walk, walk$define);
//     }
//     function walk$known(frame) { … }
//     var walk$probe; …
//
// As long as nobody has changed what generators of the function inherit, nobody sees the one that is delegated to, and none
// is made; else it is made, and asked as any other. A tree takes a tenth less time without these objects. What has to be
// inherited is told by the frames, from the first call on: engines know what is in a field of a prototype, and do not know what an
// import holds, so they look with each call; that took another tenth.
//
// Relies on: calls that keep their arguments and do nothing else (known-generators.ts). Guarantees: of what the user may
// have done only an accessor on the function's `prototype` can tell, by its receiver.
// Tempting: make the frame where the yield* stands. What has to be looked at would stand there, too, each time.

import * as b from "../../ast/build.js";
import type { Names } from "../../ast/names.js";
import type { Expression, Statement } from "../../ast/node.js";
import type { Registers } from "../registers.js";

export interface UnstartedInput {
  name: string;
  baseName: string;
  parameters: string[];
  /** When a call returns undefined at once, said by its parameters; null: not known. */
  ending: Expression | null;
  newFrame: Expression;
  /** adoptDelegate(frame, walk, walk$define) */
  adopted: Expression;
  registers: Registers;
  pool: Names;
}

export function emitUnstarted(input: UnstartedInput): Statement[] {
  const { name, baseName, parameters, ending, newFrame, adopted, registers: { frame }, pool } = input;
  if (ending === null) {
    const { variables, isUnchanged } = looks(input);
    const body = [b.variables([{ name: frame, init: newFrame }, ...variables]), b.returns(b.conditional(isUnchanged, b.id(frame), adopted))];
    return [b.functionDeclaration(name, parameters, body)];
  }
  // What has no frame is looked at by one that nobody runs. Looking needs one: see above.
  const known = pool.ofFile(`${baseName}$known`);
  const probe = pool.ofFile(`${baseName}$probe`);
  const isKnown = (which: Expression) => b.call(b.id(known), [which]);
  const made = b.assign(b.id(probe), { ...newFrame, arguments: [] });
  const { variables, isUnchanged } = looks(input);
  return [
    b.functionDeclaration(name, parameters, [
      b.ifElse(b.logical("&&", ending, isKnown(b.logical("||", b.id(probe), made))), b.returns(b.nil())),
      b.variables([{ name: frame, init: newFrame }]),
      b.returns(b.conditional(isKnown(b.id(frame)), b.id(frame), adopted)),
    ]),
    b.functionDeclaration(known, [frame], [b.variables(variables), b.returns(isUnchanged)]),
    b.variables([{ name: probe, init: null }]),
  ];
}

/** Do generators of a frame's function still inherit what they did? With variables that the answer needs. */
function looks({ registers: { frame }, pool }: UnstartedInput): { variables: { name: string; init: Expression }[]; isUnchanged: Expression } {
  const [iterator, prototype] = [pool.fresh("iterator"), pool.fresh("prototype")];
  const is = (object: Expression, other: Expression) => b.binary("===", object, other);
  const field = (of: string) => b.member(b.id(frame), of);
  const conditions = [
    is(b.member(field("$function"), "prototype"), b.id(prototype)),
    is(b.index(b.id(prototype), field("$iteratorKey")), b.id(iterator)),
    is(b.member(b.id(prototype), "next"), field("$next")),
  ];
  return {
    variables: [
      { name: iterator, init: field("$iterator") },
      { name: prototype, init: b.logical("&&", b.id(iterator), b.member(field("$Generator"), "prototype")) },
    ],
    isUnchanged: conditions.reduce((left, right) => b.logical("&&", left, right), b.id(prototype)),
  };
}
