// Classes and object literals around compiled members: what has to happen before and after they are evaluated. A method has
// no name for itself, but its generators need its prototype.
//
//   class A { *m() {} }
//   → … let m$self;
//     class A { m() { return _adoptMethod(new m$Frame(), m$self, m$family); } }
//     m$self = _defineMethod(A.prototype, "m", m$family); …
//
// Expressions keep these variables in an arrow around them, which leaves `this` and `super` as they are. The variables are
// new for each evaluation, as the methods are. A class with static fields or blocks, which may use its methods already,
// defines them in the first of those. What is emitted here is not ES5, and stands only where what stood there was
// no older: a class, `super`, a static field.

import * as b from "../ast/build.js";
import { isAnonymousDefinition, keyName } from "../ast/definitions.js";
import type { Names } from "../ast/names.js";
import { isClass, type Expression, type Node, type Statement } from "../ast/node.js";
import type { RuntimeImport } from "../protocol.js";
import type { InferredName } from "../resolve/inferred-names.js";
import type { ContainerPlace } from "../select/select.js";

type CompiledMethod = {
  element: Node;
  /** The constructor of its frames, where its table is wanted. */
  described: string | null;
} & ({ kind: "async" } | { kind: "generator"; selfName: string; familyName: string });

export interface Container {
  node: Node;
  /** Computed keys that are needed again, each with the variable that keeps it. */
  keys: Map<Node, string>;
  methods: CompiledMethod[];
  /** Of an anonymous class: the variable that keeps the computed key it gets its name from. */
  nameKey: string | null;
  /** The first static field or block of the class defines the methods. */
  definesInside: boolean;
  /** Statements of a function that evaluates the class or object `made`, does the rest, and returns it. */
  body(made: Expression, keysAreParameters: boolean): Statement[];
}

export interface Containers {
  of(node: Node): Container;
  /** The variable that keeps a computed key of a class or object. */
  keep(container: Node, key: Node): string;
  /** Has the class or object around an anonymous class keep the key that names it; before either is finished. */
  keepNameOf(container: Container, inferred: InferredName | undefined): void;
  all: Map<Node, Container>;
}

interface ContainerInput {
  names: Names;
  runtime(name: RuntimeImport): Expression;
}

export function createContainers({ names, runtime }: ContainerInput): Containers {
  const all = new Map<Node, Container>();
  return {
    all,
    of,
    keep,
    keepNameOf(container, inferred) {
      const { node } = container;
      if (isClass(node) && !node.id && inferred?.kind === "computed") container.nameKey = keep(inferred.container, inferred.key);
    },
  };

  function of(node: Node): Container {
    let container = all.get(node);
    if (!container) {
      container = { node, keys: new Map(), methods: [], nameKey: null, definesInside: false, body: (made, keysAreParameters) => body(container!, made, keysAreParameters) };
      all.set(node, container);
    }
    return container;
  }

  function keep(container: Node, key: Node): string {
    const { keys } = of(container);
    const name = keys.get(key) ?? names.fresh("key");
    keys.set(key, name);
    return name;
  }

  /** var m$self, made = class { … }; m$self = defineMethod(made.prototype, "m", m$family); return made; */
  function body(container: Container, made: Expression, keysAreParameters: boolean): Statement[] {
    const holder = names.fresh("made");
    const locals = localsOf(container, keysAreParameters).map((name) => ({ name, init: null as Expression | null }));
    return [
      b.variables([...locals, { name: holder, init: b.unnamed(made) }]),
      ...(container.definesInside ? [] : defineMethods(container, () => b.id(holder), runtime)),
      b.returns(b.id(holder)),
    ];
  }
}

function localsOf(container: Container, keysAreParameters: boolean): string[] {
  const selves = container.methods.flatMap((method) => (method.kind === "generator" ? [method.selfName] : []));
  return [...(keysAreParameters ? [] : container.keys.values()), ...selves];
}

function defineMethods(container: Container, holder: () => Expression, runtime: ContainerInput["runtime"]): Statement[] {
  const home = (element: Node) => (isClass(container.node) && !element.static ? b.member(holder(), "prototype") : holder());
  const key = (element: Node) => (element.computed ? b.id(container.keys.get(element.key)!) : b.string(keyName(element.key)));
  const methods = container.methods.filter(({ element }) => !isReplaced(element, membersOf(container.node)));
  const generators = methods.flatMap((method) => {
    if (method.kind !== "generator") return [];
    // m$self = defineMethod(A.prototype, "m", m$family);
    const defined = b.call(runtime("defineMethod"), [home(method.element), key(method.element), b.id(method.familyName)]);
    const { described } = method;
    // With `debug`: m$self = described(defineMethod(…), m$Frame);
    const known = described === null ? defined : b.call(runtime("described"), [defined, b.id(described)]);
    return [b.statement(b.assign(b.id(method.selfName), known))];
  });
  const asyncs = methods.filter(({ kind }) => kind === "async");
  const linked = [asyncs.filter(({ element }) => !element.static), asyncs.filter(({ element }) => element.static)].flatMap((group) =>
    group.length === 0 ? [] : [b.statement(defineAsync(group))],
  );
  return [...generators, ...linked];

  /** asyncMethods(A.prototype, ["m", "n"]); with `debug`: describedMethods(asyncMethods(…), ["m", "n"], [m$Frame, n$Frame]); */
  function defineAsync(group: CompiledMethod[]): Expression {
    const keys = (of: CompiledMethod[]) => b.array(of.map(({ element }) => key(element)));
    const defined = b.call(runtime("asyncMethods"), [home(group[0].element), keys(group)]);
    const known = group.filter(({ described }) => described !== null);
    if (known.length === 0) return defined;
    return b.call(runtime("describedMethods"), [defined, keys(known), b.array(known.map(({ described }) => b.id(described!)))]);
  }
}

function membersOf(container: Node): Node[] {
  return isClass(container) ? container.body.body : container.properties;
}

/** Does a later member take its place? Under its key there is another one then, or none: { async m() {}, get m() {} } */
function isReplaced(method: Node, members: Node[]): boolean {
  return members.slice(members.indexOf(method) + 1).some((member) => {
    const isMember = /^(Class|Object)Method$/.test(member.type) || (member.type === "ObjectProperty" && keyName(member.key) !== "__proto__");
    return isMember && !method.computed && !member.computed && !!member.static === !!method.static && keyName(member.key) === keyName(method.key);
  });
}

/**
 * class A { *m() {} static n = 1; }  →  class A { m() { … } static n = (m$self = defineMethod(this.prototype, …), 1); }
 *
 * Into the static field or block that runs first; a static block of our own would ask more of later plugins than the
 * source does.
 */
export function defineBeforeStatics(container: Container, runtime: ContainerInput["runtime"]): void {
  if (!isClass(container.node) || container.methods.length === 0) return;
  const elements: Node[] = container.node.body.body;
  const first = elements.find((element) => element.type === "StaticBlock" || (element.static && /Property$/.test(element.type)));
  if (!first) return;
  container.definesInside = true;
  const definitions = defineMethods(container, b.self, runtime);
  if (first.type === "StaticBlock") {
    first.body.unshift(...definitions);
    return;
  }
  // The field names an anonymous function, by the key that only the class knows if it is computed.
  const value = first.value ?? b.undef();
  const key = first.computed ? container.keys.get(first.key) : keyName(first.key);
  const isNamed = isAnonymousDefinition(value) && key !== undefined;
  const named = !isNamed ? value : first.computed ? b.call(runtime("named"), [value, b.id(key!)]) : b.named(key!, value);
  first.value = b.sequence([...definitions.map(({ expression }) => expression), named]);
}

/** Puts the rest around a container that is not itself part of a machine. */
export function finishContainer(
  container: Container,
  place: ContainerPlace,
  inferred: InferredName | undefined,
  runtime: ContainerInput["runtime"],
): void {
  const { node } = container;
  keepKeys(container, runtime);
  defineBeforeStatics(container, runtime);
  if (node.type === "ClassDeclaration" && node.id && place.statement) {
    const { list, statement } = place.statement;
    const names = localsOf(container, false).map((name) => ({ name, init: null }));
    const locals: Statement[] = names.length > 0 ? [{ ...b.variables(names), kind: "let" }] : [];
    const definitions = container.definesInside ? [] : defineMethods(container, () => b.id(node.id.name), runtime);
    list.splice(list.indexOf(statement), 1, ...locals, statement, ...definitions);
    return;
  }
  if (node.type === "ObjectExpression" && localsOf(container, false).length === 0) {
    // { async m() {} } → asyncMethods({ m() { … } }, ["m"])
    const [{ expression }] = defineMethods(container, () => ({ ...node }), runtime);
    return become(node, expression);
  }
  const made = isClass(node) ? b.classExpression(node) : { ...node };
  // {A: class {}}.A keeps the name that the place gave it
  const isNamedByPlace = isClass(made) && !made.id && inferred?.kind === "static";
  // {[key]: class {}}[key] is named before its static parts run
  const byKey = container.nameKey === null ? made : b.namedBy(b.id(container.nameKey), made);
  const named = isNamedByPlace ? b.named(inferred.name, made) : byKey;
  become(node, b.call(b.arrow(b.functionExpression(null, [], container.body(named, false))), []));
}

/** { [f()]: … } → { [key = toPropertyKey(f())]: … } */
function keepKeys(container: Container, runtime: ContainerInput["runtime"]): void {
  for (const element of membersOf(container.node)) {
    const local = element.computed && container.keys.get(element.key);
    if (local) {
      const original = element.key;
      element.key = b.at(original, b.assign(b.id(local), b.call(runtime("toPropertyKey"), [original])));
      container.keys.delete(original);
      container.keys.set(element.key, local);
    }
  }
}

/** The node turns into another one, and stays where it stands. */
export function become(node: Node, other: Node): void {
  for (const field of Object.keys(node)) if (field !== "start" && field !== "end" && field !== "loc") delete node[field];
  Object.assign(node, other);
}
