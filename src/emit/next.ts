// A function's own `next`: a shared one costs five times as much, since every program with a dozen generators makes it
// megamorphic.
//
//   function* g() { yield 1; }
//   → … return _defineGenerator(g, g$Frame, g$step, function (value) {
//       var frame = this[_frameKey];
//       if (!frame || frame.$owner !== this || frame.$resume) return _genericNext.call(this, value);
//       return { value: frame.$step(frame, 0, value), done: frame.$state < 0 };
//     }, …); }
//
// It names nothing of its function, and finds the step function through the frame: engines see one kind of frame here all
// the same. Called on a generator of another function it works too, except that only functions with yield* know how to go
// through a chain.

import * as b from "../ast/build.js";
import type { Names } from "../ast/names.js";
import type { Expression, Statement } from "../ast/node.js";
import { MODE_NEXT, STATE_RUNNING, type RuntimeImport } from "../protocol.js";
import type { Registers } from "./step.js";

export interface NextInput {
  delegates: boolean;
  registers: Registers;
  names: Names;
  runtime(name: RuntimeImport): Expression;
}

/**
 * function (value) {
 *   var frame = this[frameKey];
 *   if (!frame || frame.$owner !== this || frame.$resume) return genericNext.call(this, value);
 *   return { value: frame.$step(frame, 0, value), done: frame.$state < 0 };
 * }
 */
export function ownNext(input: NextInput): Expression {
  const { runtime, delegates } = input;
  const { frame, value } = input.registers;
  const field = (name: string) => b.member(b.id(frame), name);
  const start = b.variables([{ name: frame, init: b.index(b.self(), runtime("frameKey")) }]);
  const isForeign = b.logical("||", b.not(b.id(frame)), b.binary("!==", field("$owner"), b.self()));
  const isOther = b.logical("||", isForeign, delegates ? b.binary("!==", field("$resume"), runtime("resumeDelegating")) : field("$resume"));
  const refuse = b.ifElse(isOther, b.returns(b.call(b.member(runtime("genericNext"), "call"), [b.self(), b.id(value)])));
  const step = b.call(field("$step"), [b.id(frame), b.number(MODE_NEXT), b.id(value)]);
  const isDone = b.binary("<", field("$state"), b.number(0));
  const result = (returned: Expression) => b.returns(b.object([b.property("value", returned), b.property("done", isDone)]));
  return b.functionExpression(null, [value], [start, refuse, ...(delegates ? throughChain(step, result, input) : [result(step)])]);
}

/**
 * var leaf = frame.$leaf, state, sent;
 * if (leaf === null) sent = frame.$step(frame, 0, value);
 * else {
 *   if ((state = frame.$state) < 0 || frame.$up !== null) return resumeDelegating(frame, 0, value);
 *   frame.$state = -2;
 *   try { sent = leaf.$step(leaf, 0, value); } catch (error) { return unwind(frame, state, leaf, error); }
 *   frame.$state = state;
 *   if (leaf.$state < 0) return drive(frame, leaf, sent);
 * }
 * if (sent === DELEGATED) return drive(frame, leaf, sent);
 * return { value: sent, done: frame.$state < 0 };
 */
function throughChain(
  ownStep: Expression,
  result: (value: Expression) => Statement,
  { registers, names, runtime }: NextInput,
): Statement[] {
  const { frame, value, state, error } = registers;
  const [leaf, sent] = [names.fresh("leaf"), names.fresh("sent")];
  const field = (object: string, name: string) => b.member(b.id(object), name);
  const set = (target: Expression, to: Expression) => b.statement(b.assign(target, to));
  const drive = () => b.returns(b.call(runtime("drive"), [b.id(frame), b.id(leaf), b.id(sent)]));
  const isNested = b.logical(
    "||",
    b.binary("<", b.assign(b.id(state), field(frame, "$state")), b.number(0)),
    b.binary("!==", field(frame, "$up"), b.nil()),
  );
  const onError = b.call(runtime("unwind"), [b.id(frame), b.id(state), b.id(leaf), b.id(error)]);
  const stepLeaf = b.call(field(leaf, "$step"), [b.id(leaf), b.number(MODE_NEXT), b.id(value)]);
  return [
    b.variables([
      { name: leaf, init: field(frame, "$leaf") },
      { name: state, init: b.number(0) },
      { name: sent, init: b.number(0) },
    ]),
    b.ifElse(
      b.binary("===", b.id(leaf), b.nil()),
      b.block([set(b.id(sent), ownStep)]),
      b.block([
        b.ifElse(isNested, b.returns(b.call(runtime("resumeDelegating"), [b.id(frame), b.number(MODE_NEXT), b.id(value)]))),
        set(field(frame, "$state"), b.number(STATE_RUNNING)),
        b.tryCatch([set(b.id(sent), stepLeaf)], error, [b.returns(onError)]),
        set(field(frame, "$state"), b.id(state)),
        b.ifElse(b.binary("<", field(leaf, "$state"), b.number(0)), drive()),
      ]),
    ),
    b.ifElse(b.binary("===", b.id(sent), runtime("DELEGATED")), drive()),
    result(b.id(sent)),
  ];
}
