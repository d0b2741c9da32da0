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

import * as b from "../../ast/build.js";
import type { Expression, Statement } from "../../ast/node.js";
import { MODE_NEXT, STATE_DONE, STATE_RUNNING, type RuntimeImport } from "../../protocol.js";
import type { EmitInput } from "./emitted-function.js";

/**
 * function (value) {
 *   var frame = this[frameKey];
 *   if (!frame || frame.$owner !== this || frame.$resume) return genericNext.call(this, value);
 *   return { value: frame.$step(frame, 0, value), done: frame.$state < 0 };
 * }
 */
export function ownNext(input: EmitInput, delegates: boolean): Expression {
  const { runtime } = input;
  const { frame, value } = input.driver.registers;
  const field = (name: string) => b.member(b.id(frame), name);
  const start = b.variables([{ name: frame, init: b.index(b.self(), runtime("frameKey")) }]);
  const isForeign = b.logical("||", b.not(b.id(frame)), b.binary("!==", field("$owner"), b.self()));
  const isOther = b.logical("||", isForeign, delegates ? b.binary("!==", field("$resume"), runtime("resumeDelegating")) : field("$resume"));
  const refuse = b.ifElse(isOther, b.returns(b.call(b.member(runtime("genericNext"), "call"), [b.self(), b.id(value)])));
  const step = b.call(field("$step"), [b.id(frame), b.number(MODE_NEXT), b.id(value)]);
  const isDone = b.binary("<", field("$state"), b.number(0));
  const result = (returned: Expression) => b.returns(b.object([b.property("value", returned), b.property("done", isDone)]));
  return b.functionExpression(null, [value], [start, refuse, ...(delegates ? throughChain(result, input) : [result(step)])]);
}

/**
 * var leaf = frame.$leaf, state = frame.$state, sent, up;
 * if (frame.$up !== null || leaf !== null && state < 0) return resumeDelegating(frame, 0, value);
 * if (leaf === null) leaf = frame; else frame.$state = -2;
 * try {
 *   for (;;) {
 *     sent = leaf.$step(leaf, 0, value);
 *     if (leaf.$leaf !== null) {
 *       if (leaf === frame) { state = frame.$state; frame.$state = -2; }
 *       leaf = leaf.$leaf;
 *       value = void 0;
 *     } else {
 *       if (leaf === frame || leaf.$state !== -1) break;
 *       value = sent;
 *       up = leaf.$up;
 *       leaf.$up = up.$leaf = null;
 *       leaf = up;
 *       if (leaf === frame) frame.$state = state;
 *     }
 *   }
 * } catch (error) { return unwind(frame, state, leaf, error); }
 * if (leaf !== frame) {
 *   frame.$state = state;
 *   frame.$leaf = leaf;
 *   if (leaf.$state < 0) return passOn(frame, leaf, sent);
 * }
 * return { value: sent, done: frame.$state < 0 };
 *
 * The way down into a delegate and back up stands here, and not in the runtime, for the reason for which `next` does:
 * what it looks at are frames, and engines see few kinds of them in one place.
 *
 * Whether a step has handed over is asked of the frame's field. A value that it returns instead, of which nobody else has
 * one, is dearer to compare with: V8 does not know what an import holds, and calls a builtin where numbers are yielded.
 */
function throughChain(result: (value: Expression) => Statement, { driver: { pool, registers }, runtime }: EmitInput): Statement[] {
  const { frame, value, state, error } = registers;
  const [leaf, sent, up] = [pool.fresh("leaf"), pool.fresh("sent"), pool.fresh("up")];
  const field = (object: string, name: string) => b.member(b.id(object), name);
  const set = (target: Expression, to: Expression) => b.statement(b.assign(target, to));
  const is = (object: string, other: Expression) => b.binary("===", b.id(object), other);
  const isNot = (object: Expression, other: Expression) => b.binary("!==", object, other);
  const isBelow = (tested: Expression) => b.binary("<", tested, b.number(0));
  const calls = (name: RuntimeImport, ...args: Expression[]) => b.returns(b.call(runtime(name), [b.id(frame), ...args]));
  const marksRunning = () => set(field(frame, "$state"), b.number(STATE_RUNNING));
  const restores = () => set(field(frame, "$state"), b.id(state));

  const isBusy = b.logical("&&", isNot(b.id(leaf), b.nil()), isBelow(b.id(state)));
  const isInside = b.logical("||", isNot(field(frame, "$up"), b.nil()), isBusy);
  const down = [
    b.ifElse(is(leaf, b.id(frame)), b.block([set(b.id(state), field(frame, "$state")), marksRunning()])),
    set(b.id(leaf), field(leaf, "$leaf")),
    set(b.id(value), b.undef()),
  ];
  const back = [
    b.ifElse(b.logical("||", is(leaf, b.id(frame)), isNot(field(leaf, "$state"), b.number(STATE_DONE))), b.breaks()),
    set(b.id(value), b.id(sent)),
    set(b.id(up), field(leaf, "$up")),
    set(field(leaf, "$up"), b.assign(field(up, "$leaf"), b.nil())),
    set(b.id(leaf), b.id(up)),
    b.ifElse(is(leaf, b.id(frame)), restores()),
  ];
  const turn = b.block([
    set(b.id(sent), b.call(field(leaf, "$step"), [b.id(leaf), b.number(MODE_NEXT), b.id(value)])),
    b.ifElse(isNot(field(leaf, "$leaf"), b.nil()), b.block(down), b.block(back)),
  ]);
  return [
    b.variables([
      { name: leaf, init: field(frame, "$leaf") },
      { name: state, init: field(frame, "$state") },
      { name: sent, init: null },
      { name: up, init: null },
    ]),
    b.ifElse(isInside, calls("resumeDelegating", b.number(MODE_NEXT), b.id(value))),
    b.ifElse(is(leaf, b.nil()), set(b.id(leaf), b.id(frame)), marksRunning()),
    b.tryCatch([b.forever(turn)], error, [calls("unwind", b.id(state), b.id(leaf), b.id(error))]),
    b.ifElse(
      isNot(b.id(leaf), b.id(frame)),
      b.block([restores(), set(field(frame, "$leaf"), b.id(leaf)), b.ifElse(isBelow(field(leaf, "$state")), calls("passOn", b.id(leaf), b.id(sent)))]),
    ),
    result(b.id(sent)),
  ];
}
