// Pieces of expressions that a suspension has taken apart.

import { apply, nameFunction, ownKeys } from "./host.js";

export { apply };

/**
 * ToPropertyKey (7.1.19): what a computed key becomes at the moment it is evaluated. The engine says so by the property that it
 * makes. String(object) would refuse the symbol that a toString may give.
 */
export function toPropertyKey(value: any): any {
  return typeof value === "string" || typeof value === "symbol" ? value : ownKeys(Object.defineProperty({}, value, {}))[0];
}

/** RequireObjectCoercible (7.2.1), for an object pattern. */
export function destructurable(value: any): void {
  if (value === null || value === void 0) {
    throw new TypeError("Cannot destructure '" + value + "' as it is " + value + ".");
  }
}

/** The rest of an object pattern: a copy without the given keys (14.3.3.2). */
export function omit(source: any, keys: any[]): any {
  var copy: any = {};
  var object = Object(source);
  var own = ownKeys(object);
  for (var i = 0; i < own.length; i++) {
    var key = own[i];
    if (keys.indexOf(key) < 0 && Object.prototype.propertyIsEnumerable.call(object, key)) {
      Object.defineProperty(copy, key, { value: object[key], writable: true, enumerable: true, configurable: true });
    }
  }
  return copy;
}

/** SetFunctionName (10.2.9) for a function that was moved away from its computed key. */
export function named(target: any, key: any): any {
  var description = typeof key === "symbol" ? (key as any).description : void 0;
  var name = typeof key === "symbol" ? (description === void 0 ? "" : "[" + description + "]") : String(key);
  nameFunction(target, name);
  return target;
}

/** The tag of object.tag`…`, with its object. */
export function template(method: any, receiver: any): any {
  return function () {
    return apply(method, receiver, arguments);
  };
}
