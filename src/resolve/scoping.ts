// What the files of this phase share while the scopes of one file are filled.

import type { Node } from "../ast/node.js";
import type { FunctionFacts, Reference, Scope, ScopeAnalysis, ScopeKind } from "../ast/scope-model.js";

/** Where a node stands. */
export interface Place {
  scope: Scope;
  switchCase: Node | null;
  loopDepth: number;
}

export interface Scoping {
  /** What is filled. */
  analysis: ScopeAnalysis;
  /** All references in the order in which they are found, to be resolved when all scopes are filled. */
  unresolved: Reference[];
  /** Of each class with a name, the scope of its heritage, keys and decorators. */
  classHeads: Scope[];
  visit(node: Node | null | undefined, place: Place): void;
  /** A list of statements, with what it declares. */
  visitStatements(statements: Node[], place: Place): void;
}

export function newScope(kind: ScopeKind, node: Node, parent: Scope | null, owner: FunctionFacts, analysis: ScopeAnalysis): Scope {
  const scope: Scope = { kind, node, parent, function: owner, bindings: new Map(), hasSloppyEval: false, hasDynamicNames: false };
  if (!analysis.scopes.has(node) || kind === "function") analysis.scopes.set(node, scope);
  owner.scopes.push(scope);
  return scope;
}

/** No made name is to be this one where the function's code is seen, nor at the file's level. */
export function takeName(name: string, facts: FunctionFacts, analysis: ScopeAnalysis): void {
  analysis.names.add(name);
  facts.names.add(name);
}

/** What is known of a function before it is looked into. Its own scope is missing yet. */
export function functionFacts(
  node: Node,
  parent: FunctionFacts | null,
  given: Pick<FunctionFacts, "isArrow" | "isStrict" | "hasUseStrict" | "loopDepth">,
  analysis: ScopeAnalysis,
): FunctionFacts {
  const made: FunctionFacts = {
    node,
    parent,
    inner: [],
    scope: null as unknown as Scope,
    scopes: [],
    references: [],
    names: new Set(),
    ...given,
    usesThis: false,
    usesArguments: false,
    argumentsEscape: false,
    usesSuper: false,
    usesNewTarget: false,
    usesPrivateNames: false,
    hasDirectEval: false,
    hasDynamicNames: false,
    createdAt: node.start ?? -1,
    createdInCase: null,
  };
  analysis.functions.set(node, made);
  parent?.inner.push(made);
  return made;
}
