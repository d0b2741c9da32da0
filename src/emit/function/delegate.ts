// What a function delegates to with yield*: the frame that will run, where that is one of ours.
//
//   function* g() { yield* h(); }
//   → … value = g$delegate(value = h()) || _delegate(value); …
//     function g$delegate(iterable) {
//       var frame = iterable && iterable[_frameKey];
//       if (!frame || frame.$owner !== iterable) return null;
//       var method = iterable[_iteratorKey];
//       if (method !== _returnsItself) return _delegateBy(iterable, method);
//       var next = iterable.next;
//       return next === frame.$next && frame.$state === 0 && frame.$up === null ? frame : _delegateTo(iterable, next);
//     }
//     …
//
// A generator of ours that is fresh, and iterates as it was made to, is its own frame; all else is for the runtime. Each
// property is read once, in the order of GetIterator (ECMA-262, 7.4.3), and after that it has to be fresh: a getter may have
// begun it, or delegated to it. What cannot be delegated to is refused where the
// yield* stands, for the sake of stack traces.
//
// Relies on: the runtime, which does all of it for what is not so simple. Guarantees: nothing of the user's is called.
// Tempting: leave it to the runtime altogether. One function that sees the frames of a whole program is slow on each: a
// tree took two and a half times as long.

import * as b from "../../ast/build.js";
import type { Expression, Statement } from "../../ast/node.js";
import { STATE_START, type RuntimeImport } from "../../protocol.js";
import type { EmitInput } from "./emitted-function.js";

export function emitDelegate(name: string, { driver: { pool, registers: { frame } }, runtime }: EmitInput): Statement {
  const [iterable, method, next] = [pool.fresh("iterable"), pool.fresh("method"), pool.fresh("next")];
  const field = (of: string) => b.member(b.id(frame), of);
  const isNot = (tested: Expression, other: Expression) => b.binary("!==", tested, other);
  const answer = (how: RuntimeImport, ...more: string[]) => b.call(runtime(how), [b.id(iterable), ...more.map(b.id)]);
  const reads = (into: string, from: Expression) => b.variables([{ name: into, init: from }]);
  const isNotOurs = b.logical("||", b.not(b.id(frame)), isNot(field("$owner"), b.id(iterable)));
  const is = (tested: Expression, other: Expression) => b.binary("===", tested, other);
  const isFresh = [is(field("$state"), b.number(STATE_START)), is(field("$up"), b.nil())].reduce((left, right) => b.logical("&&", left, right), is(b.id(next), field("$next")));
  return b.functionDeclaration(name, [iterable], [
    reads(frame, b.logical("&&", b.id(iterable), b.index(b.id(iterable), runtime("frameKey")))),
    b.ifElse(isNotOurs, b.returns(b.nil())),
    reads(method, b.index(b.id(iterable), runtime("iteratorKey"))),
    b.ifElse(isNot(b.id(method), runtime("returnsItself")), b.returns(answer("delegateBy", method))),
    reads(next, b.member(b.id(iterable), "next")),
    b.returns(b.conditional(isFresh, b.id(frame), answer("delegateTo", next))),
  ]);
}
