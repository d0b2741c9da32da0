// Compiled methods, and what makes them generator functions and async functions.
//
//   class A { *#m() {} all() { return this.#m; } }
//   → … let _m$self;
//     class A {
//       get #m() { return _m$self || (_m$self = _linkMethod(_named(this.#m$method, "#m"), _m$family)); }
//       #m$method() { return _adoptMethod(new _m$Frame(), _m$self, _m$family); } …
//
// Most methods are defined by their class or object, which finds them by their keys (keyed-methods.ts). A decorator may put
// something else in a method's place, so a decorated one is defined by a decorator that comes before all others. No one outside
// can name a private method, but a getter of the class can, and is asked by all who do; it is there where the method is
// used as a value. Rejected: a private field, which can be assigned, and comes to be later.

import * as b from "../../ast/build.js";
import { keyName } from "../../ast/definitions.js";
import type { Names } from "../../ast/names.js";
import type { Expression, Node } from "../../ast/node.js";
import type { RuntimeImport } from "../../protocol.js";
import type { CompiledMethod } from "./container.js";

export interface MethodInput {
  names: Names;
  runtime(name: RuntimeImport): Expression;
}

/** Puts into a class or object what defines those of its methods that it does not find by their keys. */
export function defineHiddenMethods(methods: CompiledMethod[], elements: Node[], input: MethodInput): void {
  for (const method of methods) {
    if (method.foundBy === "decorator") method.element.decorators.push(definingDecorator(method, input));
    else if (method.foundBy === "getter") putBehindGetter(method, elements, input);
  }
}

/** It means variables beside the class, so it is not handed in as those are that were written: operands.ts. */
function definingDecorator(method: CompiledMethod, { names, runtime }: MethodInput): Node {
  const found = names.fresh("method");
  const define = method.selfName === null && method.described === null
    ? runtime("asyncFunction")
    : b.arrow(b.functionExpression(null, [found], [b.returns(kept(method, defined(method, b.id(found), runtime)))]));
  return { type: "Decorator", expression: b.call(runtime("defines"), [define]), staysInside: true };
}

/** The method gets another private name, and a getter has its own. */
function putBehindGetter(method: CompiledMethod, elements: Node[], { names, runtime }: MethodInput): void {
  const { element, selfName } = method;
  const { key } = element;
  const name = names.fresh(`${key.id.name}$method`);
  element.key = b.privateName(name);
  const found = b.call(runtime("named"), [{ ...b.index(b.self(), b.privateName(name)), computed: false }, b.string(keyName(key))]);
  const asked = b.logical("||", b.id(selfName!), kept(method, defined(method, found, runtime)));
  const getter = { ...b.functionExpression(null, [], [b.returns(asked)]), type: "ClassPrivateMethod", kind: "get", key, static: element.static, computed: false };
  elements.splice(elements.indexOf(element), 0, getter);
}

/** The function as what it is: a generator function or an async function. */
function defined({ familyName, described }: CompiledMethod, found: Expression, runtime: MethodInput["runtime"]): Expression {
  const made = familyName === null ? b.call(runtime("asyncFunction"), [found]) : b.call(runtime("linkMethod"), [found, b.id(familyName)]);
  return described === null ? made : b.call(runtime("described"), [made, b.id(described)]);
}

const kept = ({ selfName }: CompiledMethod, value: Expression): Expression => (selfName === null ? value : b.assign(b.id(selfName), value));
