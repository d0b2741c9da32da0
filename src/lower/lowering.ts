// What the files of this phase share while one function is lowered.

import type { Expression, FunctionNode, Node, Statement } from "../ast/node.js";
import type { Names } from "../ast/names.js";
import type { FunctionKind, Variable, VariableOrigin } from "../graph/graph.js";
import type { RuntimeImport } from "../protocol.js";
import type { InferredName } from "../resolve/inferred-names.js";
import type { Placement } from "../resolve/placement.js";
import type { Binding, FunctionFacts, ScopeAnalysis } from "../ast/scope-model.js";
import type { Storage } from "./storage.js";

/** A class or object literal with members that are machines. */
export interface CompiledContainer {
  /** Computed keys that are needed again, each with the variable that keeps it. */
  keys: Map<Node, string>;
  /** The same of objects that are spread behind methods: a copy of each. */
  spreads: Map<Node, string>;
  /** Statements of a function that evaluates `made`, finishes its members, and returns it. */
  body(made: Expression, keysAreParameters: boolean): Statement[];
}

/** An inner function that is a machine itself: its node is the kickoff function by now. */
export interface InnerMachine {
  /** Wraps the kickoff function, so that it evaluates to the finished function object. */
  define(kickoff: Expression): Expression;
}

export interface LowerInput {
  node: FunctionNode;
  kind: FunctionKind;
  facts: FunctionFacts;
  placement: Placement;
  /** Prefix of the names of everything emitted for this function. */
  baseName: string;
  analysis: ScopeAnalysis;
  inferredNames: Map<Node, InferredName>;
  names: Names;
  /** Inner functions that are machines of their own, compiled before this one. */
  compiled: Map<Node, InnerMachine>;
  containers: Map<Node, CompiledContainer>;
  /** The local name under which something of the runtime is imported. */
  runtime(name: RuntimeImport): Expression;
}

export interface Lowering extends LowerInput {
  storage: Map<Binding, Storage>;
  variables: Variable[];
  /** Factories of inner functions: they stand beside the step function. */
  factories: Statement[];
  /** What the functions directly inside take from this one. */
  captures: Map<FunctionFacts, Set<string>>;
  /** Variables that computed keys were lowered to, for the functions named by them. */
  computedKeys: Map<Node, Expression>;
  /** The variable that holds `this`; null where it is not used. */
  receiver: string | null;
  /** A new variable of the step function. */
  temporary(wish: string, origin?: VariableOrigin): string;
  suspends(node: Node | null | undefined): boolean;
  statement(node: Node): Statement[];
  statements(nodes: Node[]): Statement[];
  expression(node: Node): Expression;
}
