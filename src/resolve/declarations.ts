// What a scope declares: `let`, `const`, classes and functions of a statement list from its start, `var` for the function.
//
//   function g() { { f(); function f() {} let x; } }  // sourceType: "script"
//   → g: function of program, 1 write · f: var of g, 1 write · f: function of block, 1 write · x: let of block, 1 write
//
// In sloppy code a block's function is a `var` of the function around it as well (Annex B.3.2).

import { eachChild } from "../ast/walk.js";
import { isClass, isErased, isFunction, isLoop, type Node } from "../ast/node.js";
import type { Binding, BindingKind, Scope, ScopeAnalysis } from "../ast/scope-model.js";
import { takeName, type Place } from "./scoping.js";

/** `from`: the position from which on the binding is initialised; -1, from the start. */
export function declare(
  name: string,
  kind: BindingKind,
  scope: Scope,
  analysis: ScopeAnalysis,
  from = -1,
  switchCase: Node | null = null,
): Binding {
  const existing = scope.bindings.get(name);
  if (existing && !isInPlaceOf(kind, existing)) {
    // var x, x; function f() {} twice; a parameter redeclared by var: one binding, written again.
    if (kind === "function") existing.kind = existing.kind === "param" ? "param" : "function";
    return existing;
  }
  const binding: Binding = {
    name,
    kind,
    scope,
    initializedFrom: from,
    switchCase,
    writes: 0,
    value: null,
    declaredInLoop: false,
    references: [],
    annexB: null,
    alwaysUninitialized: false,
  };
  scope.bindings.set(name, binding);
  // Nothing has to refer to it for the name to be taken.
  takeName(name, scope.function, analysis);
  return binding;
}

/** function f() { let arguments; } has no object of this name; with `var` it has. */
function isInPlaceOf(kind: BindingKind, existing: Binding): boolean {
  return existing.kind === "arguments" && (kind === "let" || kind === "const" || kind === "using");
}

/** The same for a declaring identifier, where the declaration gives the name its value. */
export function declareWithValue(
  id: Node,
  kind: BindingKind,
  scope: Scope,
  analysis: ScopeAnalysis,
  from = -1,
  switchCase: Node | null = null,
): Binding {
  const binding = declare(id.name, kind, scope, analysis, from, switchCase);
  binding.writes++;
  analysis.declarations.set(id, binding);
  return binding;
}

/** Names bound by a pattern, in source order. */
export function boundNames(pattern: Node | null, found: Node[] = []): Node[] {
  if (!pattern) return found;
  switch (pattern.type) {
    case "Identifier":
      found.push(pattern);
      break;
    case "ObjectPattern":
      for (const item of pattern.properties) boundNames(item.type === "RestElement" ? item.argument : item.value, found);
      break;
    case "ArrayPattern":
      for (const item of pattern.elements) boundNames(item, found);
      break;
    case "AssignmentPattern":
      boundNames(pattern.left, found);
      break;
    case "RestElement":
      boundNames(pattern.argument, found);
      break;
    case "TSParameterProperty":
      boundNames(pattern.parameter, found);
      break;
  }
  return found;
}

/** let, const, class, using and block functions of a statement list exist from the start of its scope. */
export function declareLexical(statements: Node[], place: Place, analysis: ScopeAnalysis): void {
  for (let statement of statements) {
    if (/^Export(Named|Default)Declaration$/.test(statement.type)) statement = statement.declaration ?? statement;
    while (statement.type === "LabeledStatement") statement = statement.body;
    declareBy(statement, place, analysis);
  }
}

function declareBy(statement: Node, place: Place, analysis: ScopeAnalysis): void {
  if (isErased(statement)) return;
  const { scope } = place;
  const switchCase = scope.kind === "switch" ? place.switchCase : null;
  switch (statement.type) {
    case "VariableDeclaration":
      if (statement.kind !== "var") declareVariables(statement, scope, switchCase, analysis);
      break;
    case "ClassDeclaration":
      if (statement.id) declareWithValue(statement.id, "class", scope, analysis, statement.end!, switchCase);
      break;
    case "FunctionDeclaration":
      if (statement.id) declareFunction(statement, scope, analysis);
      break;
    case "ImportDeclaration":
      declareImports(statement, scope, analysis);
      break;
    case "TSEnumDeclaration":
      declareWithValue(statement.id, "let", scope, analysis, statement.end!, switchCase).value ??= statement;
      break;
    case "EnumDeclaration":
      declareWithValue(statement.id, "let", scope, analysis, statement.end!, switchCase);
      break;
    case "TSImportEqualsDeclaration":
      // Babel leaves `import type x = require("…")` as it leaves the one without `type`.
      declare(statement.id.name, "let", scope, analysis, -1, switchCase).writes++;
      break;
    case "TSModuleDeclaration":
      if (statement.id.type === "Identifier") declare(statement.id.name, "let", scope, analysis, -1, switchCase).writes++;
      break;
  }
}

/** What is imported as a type is no variable, and hides none. Its name is taken all the same. */
function declareImports(statement: Node, scope: Scope, analysis: ScopeAnalysis): void {
  for (const specifier of statement.specifiers) {
    if (isOfType(statement) || isOfType(specifier)) analysis.names.add(specifier.local.name);
    else declareWithValue(specifier.local, "import", scope, analysis);
  }
}

const isOfType = ({ importKind }: Node): boolean => importKind === "type" || importKind === "typeof";

/** let, const, using: what gives them values is counted where it is met. */
function declareVariables({ kind, declarations }: Node, scope: Scope, switchCase: Node | null, analysis: ScopeAnalysis): void {
  for (const { id, end } of declarations) {
    for (const name of boundNames(id)) {
      analysis.declarations.set(name, declare(name.name, kind === "await using" ? "using" : kind, scope, analysis, end, switchCase));
    }
  }
}

function declareFunction({ id, async: isAsync, generator }: Node, scope: Scope, analysis: ScopeAnalysis): void {
  const binding = declareWithValue(id, "function", scope, analysis);
  binding.switchCase = null; // hoisted to the start of the switch
  const isTop = scope.kind === "program" || scope.kind === "function" || scope.kind === "body";
  if (!isTop && !scope.function.isStrict && !isAsync && !generator) binding.annexB = annexBVariable(id.name, scope, analysis);
}

/** The `var` a sloppy block function also writes, unless a let, const or parameter of that name is in the way. */
function annexBVariable(name: string, from: Scope, analysis: ScopeAnalysis): Binding | null {
  const target = variableScope(from);
  for (let scope = from.parent!; scope !== target; scope = scope.parent!) {
    const blocking = scope.bindings.get(name);
    // { function f() {} { function f() {} } } — the specification has the outer f in the way of the inner; V8 writes both.
    if (blocking?.kind === "function" && blocking.annexB) continue;
    if (blocking && !(scope.kind === "catch" && blocking.kind === "catch" && scope.node.param?.type === "Identifier")) {
      return null;
    }
  }
  const existing = target.bindings.get(name);
  if (existing && !["var", "function", "arguments"].includes(existing.kind)) return null;
  if (target.kind === "body" && target.parent!.bindings.get(name)?.kind === "param") return null;
  const binding = declare(name, "var", target, analysis);
  binding.writes++;
  binding.declaredInLoop = true; // written whenever the block runs
  return binding;
}

/** `var` belongs to the function, however deep it stands. */
export function declareVars(statements: Node[], scope: Scope, analysis: ScopeAnalysis): void {
  for (const statement of statements) declareVarsIn(statement, scope, analysis, 0);
}

function declareVarsIn(root: Node, scope: Scope, analysis: ScopeAnalysis, loopDepth: number): void {
  // What lowers a namespace makes a function of it.
  if (isFunction(root) || isClass(root) || root.type === "TSModuleDeclaration" || root.declare) return;
  if (root.type === "VariableDeclaration" && root.kind === "var") {
    for (const declarator of root.declarations) {
      for (const name of boundNames(declarator.id)) {
        const binding = declare(name.name, "var", scope, analysis);
        if (loopDepth > 0) binding.declaredInLoop = true;
        analysis.declarations.set(name, binding);
      }
    }
  }
  const depth = loopDepth + (isLoop(root) ? 1 : 0);
  eachChild(root, (child) => declareVarsIn(child, scope, analysis, depth));
}

/** catch (e) { var e = 1; } declares a variable of the function, and assigns to the parameter, which is nearer (Annex B.3.4). */
export function meetCatches(declaration: Node, from: Scope, analysis: ScopeAnalysis): void {
  const end = variableScope(from);
  for (const name of declaration.declarations.flatMap(({ id }: Node) => boundNames(id))) {
    for (let scope = from; scope !== end; scope = scope.parent!) {
      const binding = scope.kind === "catch" && scope.bindings.get(name.name);
      if (!binding) continue;
      analysis.declarations.set(name, binding);
      break;
    }
  }
}

/** The scope that a `var` in this one belongs to. */
export function variableScope(scope: Scope): Scope {
  let at = scope;
  while (at.kind !== "function" && at.kind !== "program" && at.kind !== "body") at = at.parent!;
  return at;
}
