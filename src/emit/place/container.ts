// What is known of a class or object literal that has compiled members, until it is finished.

import type { Names } from "../../ast/names.js";
import type { Expression, Node, Statement } from "../../ast/node.js";
import type { RuntimeImport } from "../../protocol.js";
import type { InferredName } from "../../resolve/inferred-names.js";
import type { ContainerPlace } from "../../select/select.js";

export interface Container {
  node: Node;
  /** Computed keys that are needed again, each with the variable that keeps it. */
  keys: Map<Node, string>;
  /** The same of objects that are spread behind methods: a copy of each. */
  spreads: Map<Node, string>;
  methods: CompiledMethod[];
  /** Of an anonymous class: the variable that keeps the computed key it gets its name from. */
  nameKey: string | null;
  /** The first static field or block of the class defines the methods, or a decorator of ours. */
  definesInside: boolean;
  /** A name for a variable that belongs to it. */
  nameBeside(wish: string): string;
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
  program: Node;
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

export interface FinishInput extends ContainerInput {
  containers: Containers;
}

export interface CompiledMethod {
  element: Node;
  /** What gets hold of the function: its class or object, by the key; a decorator; or a getter in its place. */
  foundBy: "key" | "decorator" | "getter";
  /** The variable that keeps the function, where something asks for it. */
  selfName: string | null;
  /** The function that links its frames; null: it is an async function. */
  familyName: string | null;
  /** The constructor of its frames, where its table is wanted. */
  described: string | null;
  /** Later members that may take its place, as only the program knows; null if one does so for sure. */
  rivals: Node[] | null;
}
