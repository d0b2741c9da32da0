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

import * as b from "../../ast/build.js";
import { isClass, type Expression, type Node, type Statement } from "../../ast/node.js";
import type { Container, ContainerInput, Containers } from "./container.js";
import { finishContainer } from "./finish-container.js";
import { defineBeforeStatics, defineByDecorator, defineByKeys, foundByKey, localsOf, membersOf } from "./keyed-methods.js";
import { defineHiddenMethods } from "./methods.js";
import { rivalsOf } from "./rivals.js";

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
        if (rival.type === "SpreadElement") keptIn(container, container.spreads, rival, "spread");
        else if (rival.computed) container.keep(rival.key);
      }
    }
    if (container.node.decorators?.length) defineByDecorator(container, input);
    else defineBeforeStatics(container, runtime);
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
        nameBeside: isDeclaredByProgram(node) ? names.ofFile : names.fresh,
        keep: (key) => keptIn(container!, container!.keys, key, "key"),
        body: (made, keysAreParameters) => body(container!, made, keysAreParameters),
      };
      all.set(node, container);
    }
    return container;
  }

  /** Such a class has its variables beside it; for all others they are in a function. */
  function isDeclaredByProgram(node: Node): boolean {
    return places.get(node)!.statement?.list === input.program.body;
  }

  function keptIn({ nameBeside }: Container, variables: Map<Node, string>, node: Node, wish: string): string {
    const name = variables.get(node) ?? nameBeside(wish);
    variables.set(node, name);
    return name;
  }

  /** var m$self, made = class { … }; m$self = defineMethod(made.prototype, "m", m$family); return made; */
  function body(container: Container, made: Expression, keysAreParameters: boolean): Statement[] {
    const holder = names.fresh("made");
    const locals = localsOf(container, keysAreParameters).map((name) => ({ name, init: null as Expression | null }));
    return [
      b.variables([...locals, { name: holder, init: b.unnamed(made) }]),
      ...(container.definesInside ? [] : defineByKeys(container, () => b.id(holder), runtime)),
      b.returns(b.id(holder)),
    ];
  }
}
