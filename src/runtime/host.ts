// What the host may lack and several files need, looked up once. What one file needs alone, Promise for instance, it looks up itself.
//
// MuJS and Duktape have no generators; MuJS has neither Symbol nor setPrototypeOf. The runtime works there all the same.

declare var Symbol: any;
declare var Reflect: any;

export var hasSymbol: boolean = typeof Symbol === "function";

/** The key under which an object offers its iterator; a string where the host has no symbols. */
export var iteratorKey: any = (hasSymbol && Symbol.iterator) || "@@iterator";

export var asyncIteratorKey: any = (hasSymbol && Symbol.asyncIterator) || "@@asyncIterator";

/** Nothing where the host has no explicit resource management. */
export var asyncDisposeKey: any = hasSymbol && Symbol.asyncDispose;

export var toStringTag: any = hasSymbol && Symbol.toStringTag;

/** A method as a function of its receiver, immune to what users do to its prototype afterwards. */
export function uncurry(method: any): (self: any, ...args: any[]) => any {
  return Function.prototype.call.bind(method);
}

/** Function.prototype.apply, immune to what users do to it. As fast as Reflect.apply, which not all hosts have. */
export var apply: (target: any, self: any, args: any) => any = /* @__PURE__ */ uncurry(Function.prototype.apply);

export var getPrototypeOf: (object: any) => any = Object.getPrototypeOf;

/** Sets an object's prototype where the host can; elsewhere the object keeps the one it has. */
export var setPrototypeOf: (object: any, prototype: any) => any =
  (Object as any).setPrototypeOf ||
  function (object: any, prototype: any) {
    object.__proto__ = prototype; // a plain property where even this is not known
    return object;
  };

/** What setPrototypeOf has set, or the prototype that the object came with. */
export var prototypeOf: (object: any) => any = (Object as any).setPrototypeOf
  ? getPrototypeOf
  : function (object) {
      return object.__proto__ || getPrototypeOf(object);
    };

/** An object's own keys; a proxy is asked for them once. Reflect may be what a library has made, which has other functions. */
export var ownKeys: (object: any) => any[] =
  (typeof Reflect === "object" && Reflect.ownKeys) ||
  function (object: any) {
    var names = Object.getOwnPropertyNames(object);
    return (Object as any).getOwnPropertySymbols ? names.concat((Object as any).getOwnPropertySymbols(object)) : names;
  };

/** Not `typeof`: document.all is an object, too. */
export function isObject(value: any): boolean {
  return Object(value) === value;
}

/** A new property as the specification gives built-in ones: not enumerable, which is what it is if nothing is said. */
export function defineHidden(object: any, key: any, value: any, writable?: boolean): void {
  Object.defineProperty(object, key, { value: value, writable: writable, configurable: true });
}

/** A function's `name`, which ES5 functions keep as it is. */
export function nameFunction(target: any, name: any): void {
  try {
    defineHidden(target, "name", name);
  } catch (fixed) {
    // nothing but what is shown depends on it
  }
}

/**
 * %IteratorPrototype%, so that iterator helpers work; a plain object where arrays have no iterators, or those of a library which
 * inherit from nothing that is iterable.
 */
export var IteratorPrototype: any = /* @__PURE__ */ (function () {
  var array: any = [];
  var found = array[iteratorKey] && getPrototypeOf(getPrototypeOf(array[iteratorKey]()));
  if (found && found[iteratorKey]) return found;
  var made: any = {};
  defineHidden(made, iteratorKey, function (this: any) {
    return this;
  }, true);
  return made;
})();
