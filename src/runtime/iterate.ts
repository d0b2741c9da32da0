// Iteration records: for-of, destructuring and for-in around a suspension.
//
// A record lives in a frame, so it is plain data: for a pristine array the array and an index (which can be copied and
// saved), for anything else the iterator and its `next`, read once, as ECMA-262, 7.4 says. `done` is set while user code
// runs that must not be followed by return().

import { apply, getPrototypeOf, isObject, iteratorKey } from "./host.js";
import { noObject } from "./iterator-errors.js";

export interface Iteration {
  array: any;
  index: number;
  /** for-in: the object, whose deleted properties are passed over. */
  object: any;
  iterator: any;
  next: any;
  done: boolean;
  value: any;
}

function newIteration(array: any, object: any, iterator: any, next: any): Iteration {
  return { array: array, index: 0, object: object, iterator: iterator, next: next, done: false, value: void 0 };
}

/** How arrays are iterated as long as nobody changes it; null where they have no iterators at all. */
var original: any = /* @__PURE__ */ (function () {
  var values = ([] as any)[iteratorKey];
  if (!values) return null;
  var prototype = getPrototypeOf(values.call([]));
  return { values: values, prototype: prototype, next: prototype.next };
})();

/** An array whose iteration nobody has changed: an index says all about it. `method` is what was read as its [Symbol.iterator]. */
export function isPristineArray(iterable: any, method: any): boolean {
  if (!Array.isArray(iterable)) return false;
  if (original === null) return true;
  var prototype = original.prototype;
  return (
    method === original.values &&
    prototype.next === original.next &&
    prototype["return"] === void 0 &&
    prototype["throw"] === void 0
  );
}

/** GetIterator (7.4.3), sync; `method` is what was read as its [Symbol.iterator]. Throws TypeError where the value is not iterable. */
export function openWith(iterable: any, method: any): { iterator: any; next: any } {
  var iterator = typeof method === "function" ? apply(method, iterable, []) : ([] as any)[iteratorKey] ? null : substitute(iterable);
  if (!isObject(iterator)) throw new TypeError(typeof iterable + " is not iterable");
  return { iterator: iterator, next: iterator.next };
}

/** The iterator of what has none where not even arrays have one: strings and arrays, and whatever else has a length. */
function substitute(iterable: any): any {
  var index = 0;
  return (
    iterable.length >= 0 && {
      next: function () {
        return { value: iterable[index], done: index++ >= iterable.length };
      },
    }
  );
}

/** The record of an iteration (GetIterator, 7.4.3): for-of and array patterns. Throws TypeError where the value is not iterable. */
export function iterate(iterable: any): Iteration {
  var method = iterable[iteratorKey];
  if (isPristineArray(iterable, method)) return newIteration(iterable, null, null, null);
  var opened = openWith(iterable, method);
  return newIteration(null, null, opened.iterator, opened.next);
}

/** for-in: the enumerable string keys, own and inherited, as the engine orders them. */
export function enumerate(object: any): Iteration {
  var keys: string[] = [];
  // MuJS writes an index into the string that held the one before; what is joined is a string of its own.
  for (var key in object) keys.push("" + key);
  return newIteration(keys, Object(object), null, null);
}

/** Is there another value? It is in `value` then. */
export function advance(iteration: Iteration): boolean {
  var array = iteration.array;
  if (array !== null) {
    while (iteration.index < array.length) {
      iteration.value = array[iteration.index++];
      if (iteration.object === null || iteration.value in iteration.object) return true;
    }
    iteration.done = true;
    iteration.array = [];
    iteration.value = void 0;
    return false;
  }
  var result = iteratorStep(iteration);
  if (!result) return false;
  iteration.value = result.value;
  iteration.done = false;
  return true;
}

/** IteratorStep (7.4.8): the result, or null at the end. Until somebody says otherwise the iteration counts as over. */
function iteratorStep(iteration: Iteration): any {
  iteration.done = true;
  iteration.value = void 0;
  var result = apply(iteration.next, iteration.iterator, []);
  if (!isObject(result)) throw noObject(result);
  return result.done ? null : result;
}

/** The next value for a destructuring pattern; undefined past the end. */
export function take(iteration: Iteration): any {
  return !iteration.done && advance(iteration) ? iteration.value : void 0;
}

/** For a hole of a pattern: the value is not looked at. */
export function skip(iteration: Iteration): void {
  if (iteration.array !== null) take(iteration);
  else if (!iteration.done) iteration.done = !iteratorStep(iteration);
}

/** All that is left, for a rest element. */
export function rest(iteration: Iteration): any[] {
  var all: any[] = [];
  while (!iteration.done && advance(iteration)) all.push(iteration.value);
  return all;
}

/** IteratorClose (7.4.11) for a throw completion: what return() does or throws is ignored. */
export function abandon(iteration: Iteration): void {
  if (iteration.done) return;
  iteration.done = true;
  if (iteration.array !== null) return;
  try {
    var method = iteration.iterator["return"];
    if (method !== void 0 && method !== null) apply(method, iteration.iterator, []);
  } catch (ignored) {
    // the first error wins
  }
}

/** IteratorClose for every other completion; nothing to do once the iterator is exhausted or abandoned. */
export function close(iteration: Iteration): void {
  if (iteration.done) return;
  iteration.done = true;
  if (iteration.array !== null) return;
  var method = iteration.iterator["return"];
  if (method === void 0 || method === null) return;
  var result = apply(method, iteration.iterator, []);
  if (!isObject(result)) throw noObject(result);
}
