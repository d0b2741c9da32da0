// Scopes, bindings and references of a file as data: made once by `resolve`, read by the phases after it.

import type { Node } from "./node.js";

export type BindingKind =
  | "var"
  | "let"
  | "const"
  | "using"
  | "class"
  | "function"
  | "param"
  | "catch"
  | "import"
  | "arguments"
  | "functionName"
  | "className"
  | "type";

export interface Binding {
  name: string;
  kind: BindingKind;
  scope: Scope;
  /** Source position from which on, in the same run of its scope, the binding is initialised; -1: from the start. */
  initializedFrom: number;
  /** The `case` clause that declares it, if its scope is a `switch`: other clauses may run without it. */
  switchCase: Node | null;
  /** How many declarations and assignments give it a value; a parameter counts as one. */
  writes: number;
  /** What it is declared as: the expression behind its name, or the enum; null for other declarations. */
  value: Node | null;
  /** A `var` inside a loop is one binding that its one declaration writes many times. */
  declaredInLoop: boolean;
  references: Reference[];
  /** A sloppy block function assigns this `var` too when its declaration is evaluated (Annex B.3.2). */
  annexB: Binding | null;
  /** Head of `for (const x of HERE)`: the name is in scope, and never initialised there. */
  alwaysUninitialized: boolean;
}

/**
 * A function declaration at the top of a function or a module, which nobody assigns: its name means the same at any time. What a
 * script declares, every other script may assign.
 */
export function isFixedFunction({ kind, writes, annexB, scope }: Binding): boolean {
  const { hasDirectEval, hasDynamicNames } = scope.function;
  const isAtTop = scope.kind === "program" ? scope.node.sourceType === "module" : scope.kind === "function" || scope.kind === "body";
  return kind === "function" && writes === 1 && annexB === null && isAtTop && !hasDirectEval && !hasDynamicNames;
}

export interface Reference {
  node: Node;
  scope: Scope;
  function: FunctionFacts;
  binding: Binding | null;
  /** pattern: assigned by a destructuring pattern, or by the head of a loop. */
  access: "read" | "write" | "update" | "pattern" | "typeof" | "delete";
  switchCase: Node | null;
}

export function isAssignment({ access }: Reference): boolean {
  return access === "write" || access === "update" || access === "pattern";
}

export type ScopeKind =
  | "program"
  | "function"
  | "body"
  | "block"
  | "switch"
  | "catch"
  | "loop"
  | "head"
  | "class"
  | "functionName"
  | "with";

export interface Scope {
  kind: ScopeKind;
  node: Node;
  parent: Scope | null;
  function: FunctionFacts;
  bindings: Map<string, Binding>;
  /** A direct eval in sloppy code may add variables to its function's scope. */
  hasSloppyEval: boolean;
  /** A direct eval or a `with` inside, functions in it included, may mean its variables by their names. */
  hasDynamicNames: boolean;
}

/** May code that stands inside the scope, or the `with` around it, mean something by the name of one of its variables? */
export function isFoundByName(scope: Scope): boolean {
  if (scope.hasDynamicNames) return true;
  for (let at: Scope | null = scope; at; at = at.parent) if (at.kind === "with") return true;
  return false;
}

/** What later phases ask about a function, a class field, a static block, or (parent null) the whole program. */
export interface FunctionFacts {
  node: Node;
  parent: FunctionFacts | null;
  /** Functions, fields and static blocks directly inside. */
  inner: FunctionFacts[];
  scope: Scope;
  /** All scopes whose bindings live in an activation of it, its own included. */
  scopes: Scope[];
  /** What it refers to itself, not through functions inside it. */
  references: Reference[];
  /** Every name that means something in it, declared, referred to, or a label's; not through functions inside it. */
  names: Set<string>;
  isArrow: boolean;
  isStrict: boolean;
  /** Its own directives made it strict; an enclosing function is sloppy. */
  hasUseStrict: boolean;
  /** By the function itself or by an arrow inside that shares its `this`. */
  usesThis: boolean;
  usesArguments: boolean;
  /** `arguments` is used other than by reading its length or elements, so its aliasing of parameters can be observed. */
  argumentsEscape: boolean;
  usesSuper: boolean;
  usesNewTarget: boolean;
  usesPrivateNames: boolean;
  /** A direct eval anywhere inside, parameters included. */
  hasDirectEval: boolean;
  /** A direct eval, a `with` or a namespace of TypeScript inside its body may mean any of its variables by their names. */
  hasDynamicNames: boolean;
  /** Where the function object comes to be: hoisted declarations exist from the start of their scope. */
  createdAt: number;
  createdInCase: Node | null;
  loopDepth: number;
}

/** Strict code of a sloppy file: what leaves its place for the file's level has to say that it is strict. */
export function isStrictByItself({ isStrict }: FunctionFacts, { program }: ScopeAnalysis): boolean {
  return isStrict && !program.function.isStrict;
}

export interface ScopeAnalysis {
  program: Scope;
  functions: Map<Node, FunctionFacts>;
  scopes: Map<Node, Scope>;
  references: Map<Node, Reference>;
  /** Declaring identifiers, so that renaming finds them. */
  declarations: Map<Node, Binding>;
  /** What is called at once, f in f() or the arrow in (() => {})(), and the call. */
  callees: Map<Node, Node>;
  /** Every identifier of the file, keys included, which may become the names of functions: for making new names. */
  names: Set<string>;
}

/** The `with` statements of the function that it lies in. */
export function withsAround(node: Node, facts: FunctionFacts): Node[] {
  if (!facts.hasDynamicNames) return [];
  return facts.scopes.flatMap(({ kind, node: { body }, node: statement }) =>
    kind === "with" && node.start! >= body.start && node.start! < body.end ? [statement] : [],
  );
}

/** Does it lie in a `with` that is taken apart, since its body suspends? Where that is so, variables are not found by name. */
export function isInTakenWith(node: Node, facts: FunctionFacts, suspends: (node: Node) => boolean): boolean {
  return !facts.hasDirectEval && withsAround(node, facts).some(({ body }) => suspends(body));
}

/** Does the function lie in the other one, or is it that one? */
export function liesIn(inner: FunctionFacts, outer: FunctionFacts): boolean {
  for (let at: FunctionFacts | null = inner; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** The names of a function and of everything inside it. */
export function* allNames(facts: FunctionFacts): Generator<string> {
  yield* facts.names;
  for (const inner of facts.inner) yield* allNames(inner);
}

/** What a function and everything inside it refer to. */
export function* allReferences(facts: FunctionFacts): Generator<Reference> {
  yield* facts.references;
  for (const inner of facts.inner) yield* allReferences(inner);
}
