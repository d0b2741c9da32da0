// What iterators are refused for, in the words that V8 has for it.

/** Of a `next` or `return` that gave no object (ECMA-262, 7.4). */
export function noObject(result: any): TypeError {
  return new TypeError("Iterator result " + String(result) + " is not an object");
}

/** Of an iterator without `throw` that yield* was to throw into (15.5.5). */
export function lackOfThrow(): TypeError {
  return new TypeError("The iterator does not provide a 'throw' method");
}
