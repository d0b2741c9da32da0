// What is put around a class or object whose compiled methods have to be defined.
//
//   class A { async m() {} }
//   → … class A { m() { … } } _asyncMethods(A.prototype, ["m"]);
//
//   export const C = class { async m() {} };
//   → … export const C = (() => { var made = { C: class { m() { … } } }.C; _asyncMethods(made.prototype, ["m"]); return made; })();
//
//   export const o = { async m() {} };
//   → … export const o = _asyncMethods({ m() { … } }, ["m"]);
//
// What is evaluated has to be there under a name, and a declared class is. Otherwise an arrow has a variable for it, which needs
// the name that the place would have given to an anonymous class.

import * as b from "../../ast/build.js";
import { become } from "../../ast/become.js";
import { isClass, type Statement } from "../../ast/node.js";
import type { Container, ContainerInput, FinishInput } from "./container.js";
import { handIn } from "./handed-in.js";
import { defineByKeys, localsOf, membersOf } from "./keyed-methods.js";

/** Behind it the class or object is what it was, and its methods are generator functions and async functions. */
export function finishContainer(container: Container, input: FinishInput): void {
  const { node } = container;
  const { runtime } = input;
  const { statement: place } = input.places.get(node)!;
  const inferred = input.inferredNames.get(node);
  const isDeclared = node.type === "ClassDeclaration" && node.id && place;
  const isWithoutLocals = node.type === "ObjectExpression" && localsOf(container, false).length === 0;
  const handedIn = isDeclared || isWithoutLocals ? null : handIn(container, input);
  if (!handedIn) keepKeys(container, runtime);
  if (isDeclared) {
    const { list, statement } = place!;
    const variables = localsOf(container, false).map((name) => ({ name, init: null }));
    const locals: Statement[] = variables.length > 0 ? [{ ...b.variables(variables), kind: "let" }] : [];
    const definitions = container.definesInside ? [] : defineByKeys(container, () => b.id(node.id.name), runtime);
    list.splice(list.indexOf(statement), 1, ...locals, statement, ...definitions);
    return;
  }
  if (isWithoutLocals) {
    // { async m() {} } → asyncMethods({ m() { … } }, ["m"])
    const [defined] = defineByKeys(container, () => ({ ...node }), runtime);
    return defined && become(node, defined.expression);
  }
  const made = isClass(node) ? b.classExpression(node) : { ...node };
  // {A: class {}}.A keeps the name that the place gave it
  const isNamedByPlace = isClass(made) && !made.id && inferred?.kind === "static";
  // {[key]: class {}}[key] is named before its static parts run
  const byKey = container.nameKey === null ? made : b.namedBy(b.id(container.nameKey), made);
  const named = isNamedByPlace ? b.named(inferred.name, made) : byKey;
  const { parameters, values } = handedIn ?? { parameters: [], values: [] };
  become(node, b.call(b.arrow(b.functionExpression(null, parameters, container.body(named, handedIn !== null))), values));
}

/** { [f()]: …, ...o } → { [key = toPropertyKey(f())]: …, ...(spread = { __proto__: null, ...o }) } */
function keepKeys(container: Container, runtime: ContainerInput["runtime"]): void {
  for (const element of membersOf(container.node)) {
    const copy = container.spreads.get(element);
    if (copy !== undefined) element.argument = b.assign(b.id(copy), b.bareCopy({ ...element }));
    const local = element.computed && container.keys.get(element.key);
    if (local) {
      const original = element.key;
      element.key = b.at(original, b.assign(b.id(local), b.call(runtime("toPropertyKey"), [original])));
      container.keys.delete(original);
      container.keys.set(element.key, local);
    }
  }
}
