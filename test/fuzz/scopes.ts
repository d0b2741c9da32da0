// Which variables and labels generated code sees at a place, and new names for it that clash with none.

import type { Declaration, Kind, Pick } from "./ast.js";

export interface Variable {
  name: string;
  /** A counter is only ever incremented, which is what ends its loop. */
  kind: Declaration | "counter";
}

/** A place to break out of; loops can be continued too. */
export interface JumpTarget {
  label: string | null;
  breakable: boolean;
  continuable: boolean;
}

// Half of them are called as what the compiler makes.
const LEXICAL = ["a", "value", "b", "frame", "c", "state", "d", "sent"];
const COUNTERS = ["i", "j", "k"];
// Names of their own for `var` and functions, so that none is hoisted into a lexical declaration of the same name.
const VARS = ["v", "completion"];
const FUNCTIONS = ["fun", "iterator"];
/** From here on a declaration may shadow, and an assignment may aim at a constant: rare, for they end most programs early. */
const UNUSUAL = 58;

export interface Scope {
  variables: Variable[];
  outer: Scope | null;
  /** The scope of the function around it, where `var` goes. */
  ofFunction: Scope;
  /** What the function is, if it can suspend: that says whether yield and await can be written here. */
  suspends: Kind | null;
  /** Whether what variables hold may be called here. Not in closures: one that is called by itself would never end. */
  calls: boolean;
  jumps: JumpTarget[];
}

export function functionScope(outer: Scope | null, suspends: Kind | null): Scope {
  const calls = suspends !== null && (outer?.calls ?? true);
  const scope = { variables: [], outer, suspends, calls, jumps: [] } as unknown as Scope;
  scope.ofFunction = scope;
  return scope;
}

export function blockScope(outer: Scope, jumps: JumpTarget[] = []): Scope {
  return { ...outer, variables: [], outer, jumps: [...jumps, ...outer.jumps] };
}

export const canAwait = ({ suspends }: Scope): boolean => suspends === "async" || suspends === "async-generator";

/** Everything visible, the closest first. */
export function visible(scope: Scope): Variable[] {
  const found = new Map<string, Variable>();
  for (let at: Scope | null = scope; at; at = at.outer) {
    for (const variable of [...at.variables].reverse()) if (!found.has(variable.name)) found.set(variable.name, variable);
  }
  return [...found.values()];
}

export function assignable(scope: Scope, pick: Pick): Variable[] {
  return visible(scope).filter(({ kind }) => kind !== "counter" && (kind !== "const" || pick >= UNUSUAL));
}

export function declare(scope: Scope, kind: Variable["kind"] | "function", pick: Pick): string {
  if (kind === "var") {
    const name = VARS[pick % VARS.length]!;
    add(scope.ofFunction, { name, kind });
    return name;
  }
  if (kind === "function") {
    const free = FUNCTIONS.find((name) => !has(scope, name)) ?? `fun${scope.variables.length}`;
    add(scope, { name: free, kind: "let" });
    return free;
  }
  const seen = new Set(visible(scope).map(({ name }) => name));
  const names = kind === "counter" ? COUNTERS : LEXICAL;
  const name =
    names.find((candidate) => !has(scope, candidate) && (pick >= UNUSUAL || !seen.has(candidate))) ??
    `${names[0]}${seen.size}`;
  add(scope, { name, kind });
  return name;
}

function has(scope: Scope, name: string): boolean {
  return scope.variables.some((variable) => variable.name === name);
}

function add(scope: Scope, variable: Variable): void {
  if (!has(scope, variable.name)) scope.variables.push(variable);
}
