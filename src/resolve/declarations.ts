// What a scope declares: `let`, `const`, classes and functions of a statement list from its start, `var` for the function.
//
//   function g() { { f(); function f() {} let x; } }  // sourceType: "script"
//   → g: function of program, 1 write · f: var of g, 1 write · f: function of block, 1 write · x: let of block, 1 write
//
// In sloppy code a block's function is a `var` of the function around it as well (Annex B.3.2).

import { eachChild } from "../ast/walk.js";
import { isClass, isFunction, isLoop, type Node } from "../ast/node.js";
import type { Binding, BindingKind, FunctionFacts, Scope, ScopeAnalysis, ScopeKind } from "../ast/scope-model.js";

export interface Place {
  scope: Scope;
  switchCase: Node | null;
  loopDepth: number;
}

export interface Declarations {
  newScope(kind: ScopeKind, node: Node, parent: Scope | null, owner: FunctionFacts): Scope;
  functionFacts(
    node: Node,
    parent: FunctionFacts | null,
    given: Pick<FunctionFacts, "isArrow" | "isStrict" | "hasUseStrict" | "loopDepth">,
  ): FunctionFacts;
  /** `from`: the position from which on the binding is initialised; -1, from the start. */
  declare(scope: Scope, name: string, kind: BindingKind, place: Place | null, from?: number): Binding;
  boundNames(pattern: Node | null): Node[];
  declareLexical(statements: Node[], place: Place): void;
  declareVars(root: Node, scope: Scope): void;
  /** catch (e) { var e = 1; } declares a variable of the function, and assigns to the parameter, which is nearer (Annex B.3.4). */
  meetCatches(declaration: Node, from: Scope): void;
}

/** Functions that fill `analysis`. */
export function createDeclarations(analysis: ScopeAnalysis): Declarations {
  return { newScope, functionFacts, declare, boundNames, declareLexical, declareVars, meetCatches };

  function newScope(kind: ScopeKind, node: Node, parent: Scope | null, owner: FunctionFacts): Scope {
    const scope: Scope = { kind, node, parent, function: owner, bindings: new Map(), hasSloppyEval: false };
    if (!analysis.scopes.has(node) || kind === "function") analysis.scopes.set(node, scope);
    owner.scopes.push(scope);
    return scope;
  }

  function functionFacts(
    node: Node,
    parent: FunctionFacts | null,
    given: Pick<FunctionFacts, "isArrow" | "isStrict" | "hasUseStrict" | "loopDepth">,
  ): FunctionFacts {
    const made: FunctionFacts = {
      node,
      parent,
      inner: [],
      scope: null as unknown as Scope,
      scopes: [],
      references: [],
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

  function declare(scope: Scope, name: string, kind: BindingKind, place: Place | null, from = -1): Binding {
    const existing = scope.bindings.get(name);
    if (existing) {
      // var x, x; function f() {} twice; a parameter redeclared by var: one binding, written again.
      if (kind === "function") existing.kind = existing.kind === "param" ? "param" : "function";
      return existing;
    }
    const binding: Binding = {
      name,
      kind,
      scope,
      initializedFrom: from,
      switchCase: scope.kind === "switch" ? (place?.switchCase ?? null) : null,
      writes: 0,
      value: null,
      declaredInLoop: false,
      references: [],
      annexB: null,
      alwaysUninitialized: false,
    };
    scope.bindings.set(name, binding);
    // Nothing has to refer to it for the name to be taken.
    analysis.names.add(name);
    return binding;
  }

  /** Names bound by a pattern, in source order. */
  function boundNames(pattern: Node | null, found: Node[] = []): Node[] {
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
  function declareLexical(statements: Node[], place: Place): void {
    for (let statement of statements) {
      if (/^Export(Named|Default)Declaration$/.test(statement.type)) statement = statement.declaration ?? statement;
      while (statement.type === "LabeledStatement") statement = statement.body;
      const { scope } = place;
      if (statement.type === "VariableDeclaration" && statement.kind !== "var" && !statement.declare) {
        for (const declarator of statement.declarations) {
          for (const name of boundNames(declarator.id)) {
            const kind = statement.kind === "await using" ? "using" : statement.kind;
            const binding = declare(scope, name.name, kind, place, declarator.end);
            analysis.declarations.set(name, binding);
          }
        }
      } else if (statement.type === "ClassDeclaration" && statement.id && !statement.declare) {
        const binding = declare(scope, statement.id.name, "class", place, statement.end!);
        binding.writes++;
        analysis.declarations.set(statement.id, binding);
      } else if (statement.type === "FunctionDeclaration" && statement.id) {
        const top = scope.kind === "program" || scope.kind === "function" || scope.kind === "body";
        const binding = declare(scope, statement.id.name, "function", place);
        binding.switchCase = null; // hoisted to the start of the switch
        binding.writes++;
        analysis.declarations.set(statement.id, binding);
        if (!top && !scope.function.isStrict && !statement.async && !statement.generator) {
          binding.annexB = annexBVariable(statement.id.name, scope);
        }
      } else if (statement.type === "ImportDeclaration") {
        for (const specifier of statement.specifiers) {
          const binding = declare(scope, specifier.local.name, "import", place);
          binding.writes++;
          analysis.declarations.set(specifier.local, binding);
        }
      } else if (statement.type === "TSEnumDeclaration" && !statement.declare) {
        const binding = declare(scope, statement.id.name, "let", place, statement.end!);
        binding.writes++;
        binding.value ??= statement;
        analysis.declarations.set(statement.id, binding);
      } else if (statement.type === "TSImportEqualsDeclaration") {
        declare(scope, statement.id.name, "let", place).writes++;
      } else if (statement.type === "TSModuleDeclaration" && statement.id.type === "Identifier") {
        declare(scope, statement.id.name, "let", place).writes++;
      }
    }
  }

  /** The `var` a sloppy block function also writes, unless a let, const or parameter of that name is in the way. */
  function annexBVariable(name: string, from: Scope): Binding | null {
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
    const binding = declare(target, name, "var", null);
    binding.writes++;
    binding.declaredInLoop = true; // written whenever the block runs
    return binding;
  }

  /** `var` belongs to the function, however deep it stands. */
  function declareVars(root: Node, scope: Scope, loopDepth = 0): void {
    if (isFunction(root) || isClass(root)) return;
    if (root.type === "VariableDeclaration" && root.kind === "var" && !root.declare) {
      for (const declarator of root.declarations) {
        for (const name of boundNames(declarator.id)) {
          const binding = declare(scope, name.name, "var", null);
          if (loopDepth > 0) binding.declaredInLoop = true;
          analysis.declarations.set(name, binding);
        }
      }
    }
    const depth = loopDepth + (isLoop(root) ? 1 : 0);
    eachChild(root, (child) => declareVars(child, scope, depth));
  }

  function meetCatches(declaration: Node, from: Scope): void {
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
}

/** The scope that a `var` in this one belongs to. */
export function variableScope(scope: Scope): Scope {
  let at = scope;
  while (at.kind !== "function" && at.kind !== "program" && at.kind !== "body") at = at.parent!;
  return at;
}
