// yield* in async generators: every request goes to the iterator that was delegated to, and what it answers is awaited
// (ECMA-262, 15.5.5, YieldExpression : yield * AssignmentExpression, generatorKind async).
//
// Unlike in sync generators every level counts: each awaits, and somebody can tell. So there is no short way to the
// innermost frame, and none is taken.

import { MODE_NEXT, MODE_RETURN, MODE_THROW } from "../protocol.js";
import { derive } from "./async.js";
import { rejectedPromise } from "./promises.js";
import type { AsyncGeneratorFrame } from "./async-generator.js";
import { answer, requireObject, iterateAsync, type SyncIteration } from "./async-iterate.js";
import { apply } from "./host.js";
import { lackOfThrow } from "./iterator-errors.js";
import { answered } from "./request-queue.js";

interface Delegating extends AsyncGeneratorFrame {
  /** The iterator that requests go to. */
  $leaf: any;
}

/** Begins `yield* iterable` in a frame. Errors are those of GetIterator. */
export function delegateAsync(frame: Delegating, iterable: any): void {
  var opened = iterateAsync(iterable);
  if (opened.sync) opened.iterator["throw"] = throwInto(opened.sync);
  frame.$leaf = opened;
}

/** %AsyncFromSyncIteratorPrototype%.throw (27.1.6.2.3): an iterator without such a method is closed. */
function throwInto(sync: SyncIteration): (error: any) => any {
  var iterator = sync.iterator;
  return function (_error: any) {
    try {
      var method = iterator["throw"];
      if (method !== void 0 && method !== null) return answer(sync, true, method, arguments);
      var close = iterator["return"];
      if (close !== void 0 && close !== null) requireObject(apply(close, iterator, []));
      return rejectedPromise(lackOfThrow());
    } catch (error) {
      return rejectedPromise(error);
    }
  };
}

/** Passes what the frame is resumed with on to the iterator. */
export function resumeDelegate(frame: Delegating, mode: number, value: any): void {
  var iterator = frame.$leaf.iterator;
  try {
    if (mode === MODE_NEXT) return receive(frame, mode, apply(frame.$leaf.method, iterator, [value]));
    var method = iterator[mode === MODE_THROW ? "throw" : "return"];
    if (method !== void 0 && method !== null) return receive(frame, mode, apply(method, iterator, [value]));
    if (mode === MODE_THROW) return closeForLackOfThrow(frame, iterator);
  } catch (error) {
    return leave(frame, MODE_THROW, error);
  }
  derive(
    value,
    function (settled: any) {
      leave(frame, MODE_RETURN, settled);
    },
    failing(frame),
  );
}

/** Awaits an inner result: the frame goes on with it, or its value is yielded as it is. */
function receive(frame: Delegating, mode: number, answer: any): void {
  derive(
    answer,
    function (result: any) {
      try {
        requireObject(result);
        var done = result.done;
        var value = result.value;
      } catch (error) {
        return leave(frame, MODE_THROW, error);
      }
      if (done) leave(frame, mode === MODE_RETURN ? MODE_RETURN : MODE_NEXT, value);
      else answered(frame.$queue, MODE_NEXT, value);
    },
    failing(frame),
  );
}

/** AsyncIteratorClose, and then the protocol's TypeError. */
function closeForLackOfThrow(frame: Delegating, iterator: any): void {
  var method = iterator["return"];
  var lack = lackOfThrow();
  if (method === void 0 || method === null) return leave(frame, MODE_THROW, lack);
  derive(
    apply(method, iterator, []),
    function (result: any) {
      try {
        requireObject(result);
      } catch (error) {
        return leave(frame, MODE_THROW, error);
      }
      leave(frame, MODE_THROW, lack);
    },
    failing(frame),
  );
}

function failing(frame: Delegating): (error: any) => void {
  return function (error: any) {
    leave(frame, MODE_THROW, error);
  };
}

/** The delegation is over: the frame itself goes on. */
function leave(frame: Delegating, mode: number, value: any): void {
  frame.$leaf = null;
  frame.$queue.resume(frame, mode, value);
}
