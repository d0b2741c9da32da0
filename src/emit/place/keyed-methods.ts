// What defines the compiled methods of a class or object that is evaluated, by their keys.
//
//   class A { *m() {} async n() {} }
//   → … m$self = _defineMethod(A.prototype, "m", m$family); _asyncMethods(A.prototype, ["n"]); …
//
//   class A { *m() {} static n = 1; }
//   → … static n = (m$self = _defineMethod(this.prototype, "m", m$family), 1); …

import * as b from "../../ast/build.js";
import { keyName } from "../../ast/definitions.js";
import { isClass, type Expression, type Node, type Statement } from "../../ast/node.js";
import { putBeforeStatics } from "../../ast/statics.js";
import type { CompiledMethod, Container, ContainerInput } from "./container.js";

export const foundByKey = ({ methods }: Container) => methods.filter(({ foundBy }) => foundBy === "key");

export function membersOf(container: Node): Node[] {
  return isClass(container) ? container.body.body : container.properties;
}

/** The variables that have to be there for it; `keysAreParameters`: those of keys and spread objects are. */
export function localsOf(container: Container, keysAreParameters: boolean): string[] {
  const selves = container.methods.flatMap(({ selfName }) => selfName ?? []);
  return [...(keysAreParameters ? [] : [...container.keys.values(), ...container.spreads.values()]), ...selves];
}

/** `holder` is what is evaluated: the class, or the object. */
export function defineByKeys(container: Container, holder: () => Expression, runtime: ContainerInput["runtime"]): Statement[] {
  const home = (element: Node) => (isClass(container.node) && !element.static ? b.member(holder(), "prototype") : holder());
  const key = (element: Node) => (element.computed ? b.id(container.keys.get(element.key)!) : b.string(keyName(element.key)));
  const methods = foundByKey(container).filter(({ rivals }) => rivals !== null);
  /** { async m() {}, ...other }: unless the other has an m */
  const ifThere = ({ element, rivals }: CompiledMethod, defined: Expression): Statement => {
    const conditions = rivals!.map((rival) => {
      const spread = container.spreads.get(rival);
      return spread === undefined ? b.binary("!==", key(rival), key(element)) : b.not(b.binary("in", key(element), b.id(spread)));
    });
    return b.statement([...conditions, defined].reduceRight((rest, condition) => b.logical("&&", condition, rest)));
  };
  const generators = methods.flatMap((method) => {
    const { element, selfName, familyName, described } = method;
    if (familyName === null) return [];
    // m$self = defineMethod(A.prototype, "m", m$family);
    const defined = b.call(runtime("defineMethod"), [home(element), key(element), b.id(familyName)]);
    // With `debug`: m$self = described(defineMethod(…), m$Frame);
    const known = described === null ? defined : b.call(runtime("described"), [defined, b.id(described)]);
    return [ifThere(method, b.assign(b.id(selfName!), known))];
  });
  const asyncs = methods.filter(({ familyName }) => familyName === null);
  const certain = asyncs.filter(({ rivals }) => rivals!.length === 0);
  const linked = [certain.filter(({ element }) => !element.static), certain.filter(({ element }) => element.static)].flatMap((group) =>
    group.length === 0 ? [] : [b.statement(defineAsync(group))],
  );
  const uncertain = asyncs.filter((method) => !certain.includes(method)).map((method) => ifThere(method, defineAsync([method])));
  return [...generators, ...linked, ...uncertain];

  /** asyncMethods(A.prototype, ["m", "n"]); with `debug`: describedMethods(asyncMethods(…), ["m", "n"], [m$Frame, n$Frame]); */
  function defineAsync(group: CompiledMethod[]): Expression {
    const keys = (of: CompiledMethod[]) => b.array(of.map(({ element }) => key(element)));
    const defined = b.call(runtime("asyncMethods"), [home(group[0].element), keys(group)]);
    const known = group.filter(({ described }) => described !== null);
    if (known.length === 0) return defined;
    return b.call(runtime("describedMethods"), [defined, keys(known), b.array(known.map(({ described }) => b.id(described!)))]);
  }
}

/**
 * @make class A { *m() {} }  →  @make @(made => { m$self = defineMethod(made.prototype, "m", m$family); }) class A { … }
 * What is there behind the class is what its decorators gave; the first that is called is given the class itself.
 */
export function defineByDecorator(container: Container, { names, runtime }: Pick<ContainerInput, "names" | "runtime">): void {
  if (foundByKey(container).length === 0) return;
  const made = names.fresh("made");
  const define = b.arrow(b.functionExpression(null, [made], defineByKeys(container, () => b.id(made), runtime)));
  container.node.decorators.push({ type: "Decorator", expression: define, staysInside: true });
  container.definesInside = true;
}

/** class A { *m() {} static n = 1; }  →  class A { m() { … } static n = (m$self = defineMethod(this.prototype, …), 1); } */
export function defineBeforeStatics(container: Container, runtime: ContainerInput["runtime"]): void {
  if (!isClass(container.node) || foundByKey(container).length === 0) return;
  container.definesInside = putBeforeStatics(
    container.node.body.body,
    () => defineByKeys(container, b.self, runtime).map(({ expression }) => expression),
    ({ computed, key }, value) => (computed ? b.namedByKey(b.id(container.keep(key)), value, runtime) : b.named(keyName(key), value)),
  );
}
