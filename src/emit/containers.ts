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
import { keyName } from "../ast/definitions.js";
import type { Names } from "../ast/names.js";
import { isClass, type Expression, type Node, type Statement } from "../ast/node.js";
import { putBeforeStatics } from "../ast/statics.js";
import type { RuntimeImport } from "../protocol.js";
import type { InferredName } from "../resolve/inferred-names.js";
import type { ContainerPlace } from "../select/select.js";
import { handIn } from "./handed-in.js";
import { defineHiddenMethods, type CompiledMethod } from "./methods.js";

export interface Container {
  node: Node;
  /** Computed keys that are needed again, each with the variable that keeps it. */
  keys: Map<Node, string>;
  /** The same of objects that are spread behind methods: a copy of each. */
  spreads: Map<Node, string>;
  methods: CompiledMethod[];
  /** Of an anonymous class: the variable that keeps the computed key it gets its name from. */
  nameKey: string | null;
  /** The first static field or block of the class defines the methods. */
  definesInside: boolean;
  /** The variable that keeps one of its computed keys. */
  keep(key: Node): string;
  /** Statements of a function that evaluates the class or object `made`, does the rest, and returns it. */
  body(made: Expression, keysAreParameters: boolean): Statement[];
}

export interface Containers {
  of(node: Node): Container;
  /** Does what has to be done inside of the containers that an owner evaluates; before they are lowered with its machine. */
  prepareIn(owner: Node): void;
  /** Puts the rest around containers; those directly in a machine were finished when that was lowered. */
  finish(which: (node: Node) => boolean): void;
  /** All that are not finished. */
  all: Map<Node, Container>;
}

export interface ContainerInput {
  /** Every class and object literal of the source, and what it stands in. */
  places: Map<Node, ContainerPlace>;
  /** All functions of the source, also those that are compiled by now. */
  functions: { has(node: Node): boolean };
  inferredNames: Map<Node, InferredName>;
  /** Does a node stand in the machine of its owner, which is lowered with all that stands in it? */
  isInMachine(node: Node, owner: Node): boolean;
  names: Names;
  runtime(name: RuntimeImport): Expression;
}

export function createContainers(input: ContainerInput): Containers {
  const { places, inferredNames, names, runtime } = input;
  const all = new Map<Node, Container>();
  const containers: Containers = { all, of, prepareIn, finish };
  return containers;

  function prepareIn(owner: Node): void {
    for (const container of all.values()) if (places.get(container.node)!.owner === owner) prepare(container);
  }

  function finish(which: (node: Node) => boolean): void {
    const isDue = ({ node }: Container): boolean => {
      const { owner } = places.get(node)!;
      return which(node) && !(owner && input.isInMachine(node, owner));
    };
    // Containers of these keys may be new, and are then met by the same loop.
    for (const container of all.values()) if (isDue(container)) keepNameOf(container);
    for (const container of all.values()) {
      if (!isDue(container)) continue;
      all.delete(container.node);
      prepare(container);
      finishContainer(container, { ...input, containers });
    }
  }

  function prepare(container: Container): void {
    defineHiddenMethods(container.methods, membersOf(container.node), { names, runtime });
    for (const method of foundByKey(container)) {
      method.rivals = rivalsOf(method.element, membersOf(container.node));
      for (const rival of method.rivals ?? []) {
        if (rival.type === "SpreadElement") keptIn(container.spreads, rival, "spread");
        else if (rival.computed) container.keep(rival.key);
      }
    }
    defineBeforeStatics(container, runtime);
  }

  /** The class or object around an anonymous class keeps the key that names it. */
  function keepNameOf(container: Container): void {
    const { node } = container;
    const inferred = inferredNames.get(node);
    if (isClass(node) && !node.id && inferred?.kind === "computed") container.nameKey = of(inferred.container).keep(inferred.key);
  }

  function of(node: Node): Container {
    let container = all.get(node);
    if (!container) {
      container = {
        node,
        keys: new Map(),
        spreads: new Map(),
        methods: [],
        nameKey: null,
        definesInside: false,
        keep: (key) => keptIn(container!.keys, key, "key"),
        body: (made, keysAreParameters) => body(container!, made, keysAreParameters),
      };
      all.set(node, container);
    }
    return container;
  }

  function keptIn(variables: Map<Node, string>, node: Node, wish: string): string {
    const name = variables.get(node) ?? names.fresh(wish);
    variables.set(node, name);
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
  const selves = container.methods.flatMap(({ selfName }) => selfName ?? []);
  return [...(keysAreParameters ? [] : [...container.keys.values(), ...container.spreads.values()]), ...selves];
}

function defineMethods(container: Container, holder: () => Expression, runtime: ContainerInput["runtime"]): Statement[] {
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

const foundByKey = ({ methods }: Container) => methods.filter(({ foundBy }) => foundBy === "key");

function membersOf(container: Node): Node[] {
  return isClass(container) ? container.body.body : container.properties;
}

/** Under its key there may be a later member in the end, or a getter: { async m() {}, get m() {} } */
function rivalsOf(method: Node, members: Node[]): Node[] | null {
  const key = knownKey(method);
  const behind = membersBehind(method, members);
  if (key !== null && behind.some((member) => knownKey(member) === key)) return null;
  return behind.filter((member) => key === null || knownKey(member) === null);
}

function membersBehind(method: Node, members: Node[]): Node[] {
  return members.slice(members.indexOf(method) + 1).filter((member) => {
    const isMember = /^(Class|Object)Method$/.test(member.type) || (member.type === "ObjectProperty" && (member.computed || keyName(member.key) !== "__proto__"));
    return member.type === "SpreadElement" || (isMember && !!member.static === !!method.static);
  });
}

/** A text that stands for the key, where it says which one it is: m for m and "m", @@iterator for Symbol.iterator. */
function knownKey({ type, computed, key }: Node): string | null {
  if (type === "SpreadElement") return null;
  if (!computed) return keyName(key);
  if (/^(String|Numeric)Literal$/.test(key.type)) return keyName(key);
  const isSymbol = key.type === "MemberExpression" && !key.computed && key.object.name === "Symbol";
  return isSymbol ? `@@${key.property.name}` : null;
}

/** class A { *m() {} static n = 1; }  →  class A { m() { … } static n = (m$self = defineMethod(this.prototype, …), 1); } */
function defineBeforeStatics(container: Container, runtime: ContainerInput["runtime"]): void {
  if (!isClass(container.node) || foundByKey(container).length === 0) return;
  container.definesInside = putBeforeStatics(
    container.node.body.body,
    () => defineMethods(container, b.self, runtime).map(({ expression }) => expression),
    ({ computed, key }, value) => (computed ? b.namedByKey(b.id(container.keep(key)), value, runtime) : b.named(keyName(key), value)),
  );
}

export interface FinishContext extends ContainerInput {
  containers: Containers;
}

function finishContainer(container: Container, context: FinishContext): void {
  const { node } = container;
  const { runtime } = context;
  const { statement: place } = context.places.get(node)!;
  const inferred = context.inferredNames.get(node);
  const isDeclared = node.type === "ClassDeclaration" && node.id && place;
  const isWithoutLocals = node.type === "ObjectExpression" && localsOf(container, false).length === 0;
  const handedIn = isDeclared || isWithoutLocals ? null : handIn(container, context);
  if (!handedIn) keepKeys(container, runtime);
  if (isDeclared) {
    const { list, statement } = place!;
    const variables = localsOf(container, false).map((name) => ({ name, init: null }));
    const locals: Statement[] = variables.length > 0 ? [{ ...b.variables(variables), kind: "let" }] : [];
    const definitions = container.definesInside ? [] : defineMethods(container, () => b.id(node.id.name), runtime);
    list.splice(list.indexOf(statement), 1, ...locals, statement, ...definitions);
    return;
  }
  if (isWithoutLocals) {
    // { async m() {} } → asyncMethods({ m() { … } }, ["m"])
    const [defined] = defineMethods(container, () => ({ ...node }), runtime);
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

/** The node turns into another one, and stays where it stands. */
export function become(node: Node, other: Node): void {
  for (const field of Object.keys(node)) if (field !== "start" && field !== "end" && field !== "loc") delete node[field];
  Object.assign(node, other);
}
