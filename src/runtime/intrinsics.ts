// The objects that functions of a kind and their results share, as the specification makes them.
//
// Made by calls that are marked as pure, so that a bundler leaves out what a program does not use.

import { defineHidden, nameFunction, setPrototypeOf, toStringTag } from "./host.js";

/**
 * The prototype of all functions of a kind, and their constructor: %GeneratorFunction.prototype% (27.3.3),
 * %AsyncFunction.prototype% (27.7.3), %AsyncGeneratorFunction.prototype% (27.4.3). `instances` is the prototype that the
 * objects of such functions share.
 */
export function functionKind(kind: string, instances?: any): any {
  var prototype = Object.create(Function.prototype);
  // There is no compiler at run time, so a body that is not empty is evaluated as that of an ordinary function, which is
  // what callers that only look at its name and length can tell apart least.
  var constructor = function (_body: string) {
    return setPrototypeOf(Function.apply(null, arguments as any), prototype);
  };
  nameFunction(setPrototypeOf(constructor, Function), kind + "Function");
  Object.defineProperty(constructor, "prototype", { value: prototype, writable: false });
  belongTo(constructor, prototype, kind + "Function");
  if (instances) {
    defineHidden(prototype, "prototype", instances);
    belongTo(prototype, instances, kind);
  }
  return prototype;
}

function belongTo(constructor: any, prototype: any, tag: string): void {
  defineHidden(prototype, "constructor", constructor);
  if (toStringTag) defineHidden(prototype, toStringTag, tag);
}

/**
 * Adds a built-in method to a prototype. Such methods have no `prototype` and are no constructors; the accessors of an
 * object literal are the ES5 functions of that kind, and called as methods they are functions like others. `holder` has
 * one called `method`: a setter for a method with a parameter, a getter for one without.
 */
export function builtinMethod(prototype: any, key: any, name: string, holder: any): void {
  var accessors = Object.getOwnPropertyDescriptor(holder, "method")!;
  var method = accessors.set || accessors.get;
  nameFunction(method, name);
  defineHidden(prototype, key, method, true);
}

/** next, throw and return, by their MODE_ numbers. */
export function resumeMethods(prototype: any, resume: (self: any, mode: number, value: any) => any): any {
  ["next", "throw", "return"].forEach(function (name, mode) {
    builtinMethod(prototype, name, name, {
      set method(value: any) {
        // @ts-expect-error -- it is never used as a setter
        return resume(this, mode, value);
      },
    });
  });
  return prototype;
}
