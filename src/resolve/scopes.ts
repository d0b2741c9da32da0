// Phase 2a: Program → scopes, bindings and references: the one scope analysis of a file.
//
//   function* g(n) { for (let i = 0; i < n; i++) yield () => i; }
//   → g: function of program, 1 write · n: param of g, 1 write · i: let of loop, 2 writes, captured
//
// Relies on: a tree as Babel's parser leaves it. Guarantees: every identifier that names a variable has a Reference, with
// the Binding it means or null (a global), and every function the facts that later phases ask for.
//
// Rejected: Babel's own Scope. Crawling again after every pass is what makes such plugins slow, Babel 7 and 8 differ in
// it, and it knows neither the temporal dead zone, nor the sloppy-mode function that is both a `let` and a `var`: in
// { function f() {} } f; it takes the last f for a global.

import { enumMembers } from "../ast/enums.js";
import { isJsxVariable } from "../ast/jsx.js";
import { eachChild } from "../ast/walk.js";
import { hasUseStrict, isClass, isErased, isFunction, unasserted, type Node } from "../ast/node.js";
import type { Scope, ScopeAnalysis } from "../ast/scope-model.js";
import { visitClass } from "./class-scopes.js";
import { boundNames, declareLexical, declareVars, declareWithValue, meetCatches } from "./declarations.js";
import { enumScope } from "./enum-scopes.js";
import { visitFunction } from "./function-scopes.js";
import { visitFor, visitIteration } from "./loop-scopes.js";
import { visitPattern } from "./patterns.js";
import { refer, resolve } from "./references.js";
import { functionFacts, newScope, takeName, type Place, type Scoping } from "./scoping.js";
import { noteDirectEval, noteDynamicNames, noteOwn, notePrivateName } from "./surroundings.js";

export function analyzeScopes(program: Node): ScopeAnalysis {
  const analysis: ScopeAnalysis = {
    program: null as unknown as Scope,
    functions: new Map(),
    scopes: new Map(),
    references: new Map(),
    declarations: new Map(),
    callees: new Map(),
    names: new Set(),
  };
  const scoping: Scoping = {
    analysis,
    unresolved: [],
    classHeads: [],
    visit: (node, place) => visit(node, place, scoping),
    visitStatements: (statements, place) => visitStatements(statements, place, scoping),
  };
  visitProgram(program, scoping);
  for (const reference of scoping.unresolved) resolve(reference);
  for (const head of scoping.classHeads) noteUninitialized(head);
  return analysis;
}

function visitProgram(program: Node, scoping: Scoping): void {
  const { analysis } = scoping;
  const isStrict = program.sourceType === "module" || hasUseStrict(program);
  const facts = functionFacts(program, null, { isArrow: false, isStrict, hasUseStrict: isStrict, loopDepth: 0 }, analysis);
  analysis.program = facts.scope = newScope("program", program, null, facts, analysis);
  declareVars(program.body, facts.scope, analysis);
  visitStatements(program.body, { scope: facts.scope, switchCase: null, loopDepth: 0 }, scoping);
}

/** While a class's head is evaluated, its name has no value: only functions that are called later find one. */
function noteUninitialized(head: Scope): void {
  for (const binding of head.bindings.values()) {
    binding.alwaysUninitialized = binding.references.every((reference) => reference.function === head.function);
  }
}

function visitStatements(statements: Node[], place: Place, scoping: Scoping): void {
  declareLexical(statements, place, scoping.analysis);
  for (const statement of statements) visit(statement, place, scoping);
}

/** Looks into functions, classes and expressions; what else there is are statements. */
function visit(node: Node | null | undefined, place: Place, scoping: Scoping): void {
  if (!node || isErased(node)) return;
  if (isFunction(node)) return visitFunction(node, place, scoping);
  if (isClass(node)) return visitClass(node, place, scoping);
  switch (node.type) {
    case "Identifier":
      return refer(node, place, "read", scoping);
    case "ThisExpression":
      return noteOwn(place.scope.function, "usesThis");
    case "Super":
      return noteOwn(place.scope.function, "usesSuper", "usesThis");
    case "MetaProperty":
      if (node.meta.name === "new") noteOwn(place.scope.function, "usesNewTarget");
      return;
    case "PrivateName":
      return notePrivateName(node.id.name, place.scope);
    case "MemberExpression":
    case "OptionalMemberExpression":
      return visitMember(node, place, scoping);
    case "ObjectProperty":
      if (node.computed) visit(node.key, place, scoping);
      else scoping.analysis.names.add(node.key.name);
      return visit(node.value, place, scoping);
    case "AssignmentExpression":
      visitPattern(node.left, place, node.operator === "=" ? "write" : "update", scoping);
      return visit(node.right, place, scoping);
    case "UpdateExpression":
      return visitPattern(node.argument, place, "update", scoping);
    case "UnaryExpression":
      return visitUnary(node, place, scoping);
    case "CallExpression":
      return visitCall(node, place, scoping);
    case "OptionalCallExpression":
      noteReceiver(node.callee, place);
      return visitChildren(node, place, scoping);
    case "TaggedTemplateExpression":
      noteReceiver(node.tag, place);
      return visitChildren(node, place, scoping);
    case "JSXIdentifier":
    case "JSXAttribute":
    case "JSXMemberExpression":
    case "JSXNamespacedName":
      return visitJsxName(node, place, scoping);
    default:
      return visitStatement(node, place, scoping);
  }
}

function visitStatement(node: Node, place: Place, scoping: Scoping): void {
  switch (node.type) {
    case "LabeledStatement":
      // Labels that are made have names that are free here.
      takeName(node.label.name, place.scope.function, scoping.analysis);
      return visit(node.body, place, scoping);
    case "BreakStatement":
    case "ContinueStatement":
    case "ImportDeclaration":
    case "ExportAllDeclaration":
      return;
    case "ExportNamedDeclaration":
      if (node.declaration) visit(node.declaration, place, scoping);
      else if (!node.source) for (const specifier of node.specifiers) visit(specifier.local, place, scoping);
      return;
    case "ExportDefaultDeclaration":
      return visit(node.declaration, place, scoping);
    case "BlockStatement":
      return visitStatements(node.body, { ...place, scope: innerScope("block", node, place, scoping) }, scoping);
    case "VariableDeclaration":
      return visitDeclaration(node, place, scoping);
    case "ForStatement":
      return visitFor(node, place, scoping);
    case "ForInStatement":
    case "ForOfStatement":
      return visitIteration(node, place, scoping);
    case "WhileStatement":
    case "DoWhileStatement":
      return visitChildren(node, { ...place, loopDepth: place.loopDepth + 1 }, scoping);
    case "IfStatement":
      putFunctionsIntoBlocks(node);
      return visitChildren(node, place, scoping);
    case "SwitchStatement":
      return visitSwitch(node, place, scoping);
    case "CatchClause":
      return visitCatch(node, place, scoping);
    case "WithStatement":
      return visitWith(node, place, scoping);
    case "TSEnumDeclaration":
      return visitEnum(node, place, scoping);
    case "EnumDeclaration":
    case "ModuleExpression":
      // What a Flow enum and a module block name is their own.
      return;
    case "TSModuleDeclaration":
      // Nothing in it is looked into, and it may assign whatever the program declares. A function has none, or is refused.
      scoping.analysis.program.function.hasDynamicNames = true;
      return;
    default:
      return visitChildren(node, place, scoping);
  }
}

function visitChildren(node: Node, place: Place, scoping: Scoping): void {
  eachChild(node, (child) => visit(child, place, scoping));
}

function innerScope(kind: "block" | "switch" | "catch" | "with", node: Node, { scope }: Place, { analysis }: Scoping): Scope {
  return newScope(kind, node, scope, scope.function, analysis);
}

function visitMember(node: Node, place: Place, scoping: Scoping): void {
  if (isPlainArguments(node)) refer(node.object, place, "read", scoping, true);
  else visit(node.object, place, scoping);
  if (node.computed || node.property.type === "PrivateName") visit(node.property, place, scoping);
}

/** arguments[0] and arguments.length read; every other use lets the object escape. */
function isPlainArguments({ type, object, property, computed }: Node): boolean {
  return (
    object.type === "Identifier" &&
    object.name === "arguments" &&
    (computed || property.name === "length") &&
    type === "MemberExpression"
  );
}

function visitUnary(node: Node, place: Place, scoping: Scoping): void {
  const argument = unasserted(node.argument);
  if (argument.type === "Identifier" && (node.operator === "typeof" || node.operator === "delete")) {
    return refer(argument, place, node.operator, scoping);
  }
  visit(argument, place, scoping);
}

function visitCall(node: Node, place: Place, scoping: Scoping): void {
  const callee = unasserted(node.callee);
  scoping.analysis.callees.set(callee, node);
  if (callee.name === "eval") noteDirectEval(node, place.scope);
  noteReceiver(callee, place);
  visitChildren(node, place, scoping);
}

/** arguments[0]() hands the object on, as `this`. */
function noteReceiver(callee: Node, { scope }: Place): void {
  if (unasserted(callee).object?.name === "arguments") noteOwn(scope.function, "argumentsEscape");
}

/** <Item of={this.x} />: Item is a variable. Names of attributes are text. */
function visitJsxName(node: Node, place: Place, scoping: Scoping): void {
  switch (node.type) {
    case "JSXIdentifier":
      if (isJsxVariable(node)) refer(node, place, "read", scoping);
      return;
    case "JSXAttribute":
      return visit(node.value, place, scoping);
    case "JSXMemberExpression": {
      const { object } = node;
      if (object.type !== "JSXIdentifier") visit(object, place, scoping);
      else if (object.name === "this") noteOwn(place.scope.function, "usesThis");
      else refer(object, place, "read", scoping);
      return;
    }
  }
}

function visitDeclaration(node: Node, place: Place, scoping: Scoping): void {
  const { analysis } = scoping;
  if (node.kind === "var") meetCatches(node, place.scope, analysis);
  for (const declarator of node.declarations) {
    noteInitializer(declarator, node.kind, analysis);
    visitPattern(declarator.id, place, "declare", scoping);
    visit(declarator.init, place, scoping);
  }
}

/** let x; gives x a value, which is undefined; var x; gives it none. */
function noteInitializer({ id, init }: Node, kind: string, { declarations }: ScopeAnalysis): void {
  if (init) for (const name of boundNames(id)) declarations.get(name)!.writes++;
  else if (kind === "let") declarations.get(id)!.writes++;
  if (init && id.type === "Identifier") declarations.get(id)!.value = init;
}

/** if (x) function f() {} means if (x) { function f() {} } (Annex B.3.3) */
function putFunctionsIntoBlocks(node: Node): void {
  for (const branch of ["consequent", "alternate"]) {
    const body = node[branch];
    if (body?.type !== "FunctionDeclaration") continue;
    node[branch] = { type: "BlockStatement", body: [body], directives: [], start: body.start, end: body.end, loc: body.loc };
  }
}

function visitSwitch(node: Node, place: Place, scoping: Scoping): void {
  visit(node.discriminant, place, scoping);
  const scope = innerScope("switch", node, place, scoping);
  for (const clause of node.cases) declareLexical(clause.consequent, { ...place, scope, switchCase: clause }, scoping.analysis);
  for (const clause of node.cases) {
    visit(clause.test, { ...place, scope, switchCase: null }, scoping);
    for (const statement of clause.consequent) visit(statement, { ...place, scope, switchCase: clause }, scoping);
  }
}

function visitCatch(node: Node, place: Place, scoping: Scoping): void {
  const scope = innerScope("catch", node, place, scoping);
  for (const name of boundNames(node.param)) declareWithValue(name, "catch", scope, scoping.analysis, node.param.end);
  visitPattern(node.param, { ...place, scope }, "declare", scoping);
  visit(node.body, { ...place, scope }, scoping);
}

function visitWith(node: Node, place: Place, scoping: Scoping): void {
  visit(node.object, place, scoping);
  noteDynamicNames(node, place.scope);
  visit(node.body, { ...place, scope: innerScope("with", node, place, scoping) }, scoping);
}

function visitEnum(node: Node, place: Place, scoping: Scoping): void {
  const scope = enumScope(node, place, scoping.analysis);
  for (const member of enumMembers(node)) visit(member.initializer, { scope, switchCase: null, loopDepth: 0 }, scoping);
}
