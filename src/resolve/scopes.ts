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
import { eachChild, walk } from "../ast/walk.js";
import { boundParameters, hasUseStrict, isClass, isFieldOrStaticBlock, isFunction, isTransparent, unasserted, type Node } from "../ast/node.js";
import type { Scope, ScopeAnalysis } from "../ast/scope-model.js";
import { createDeclarations, type Place } from "./declarations.js";
import { enumScope } from "./enum-scopes.js";
import { createReferences } from "./references.js";
import { noteDirectEval, noteDynamicNames, noteOwn, notePrivateName } from "./surroundings.js";

const ERASED = /^(TS(?!AsExpression|NonNull|Satisfies|TypeAssertion|Instantiation|ParameterProperty|Enum|Module|Export|Import)|Flow|Declare|TypeAlias|Interface|OpaqueType|TypeParameter|TypeAnnotation)/;

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
  const classHeads: Scope[] = [];
  const declarations = createDeclarations(analysis);
  const { newScope, functionFacts, declare, boundNames, declareLexical, declareVars, meetCatches } = declarations;
  const { refer, resolveAll } = createReferences(analysis);

  const strict = program.sourceType === "module" || hasUseStrict(program);
  const facts = functionFacts(program, null, { isArrow: false, isStrict: strict, hasUseStrict: strict, loopDepth: 0 });
  analysis.program = facts.scope = newScope("program", program, null, facts);
  visitStatements(program.body, { scope: facts.scope, switchCase: null, loopDepth: 0 });
  resolveAll();
  for (const { bindings } of classHeads) {
    for (const binding of bindings.values()) {
      binding.alwaysUninitialized = binding.references.every((reference) => reference.function === binding.scope.function);
    }
  }
  return analysis;

  function visitStatements(statements: Node[], place: Place): void {
    if (place.scope.kind === "program") for (const statement of statements) declareVars(statement, place.scope);
    declareLexical(statements, place);
    for (const statement of statements) visit(statement, place);
  }

  function visit(node: Node | null | undefined, place: Place): void {
    if (!node || ERASED.test(node.type)) return;
    if (isFunction(node)) return visitFunction(node, place);
    if (isClass(node)) return visitClass(node, place);
    const { scope } = place;
    switch (node.type) {
      case "Identifier":
        return refer(node, place, "read");
      case "JSXIdentifier":
        if (/^[A-Z_$]/.test(node.name)) refer(node, place, "read");
        return;
      case "JSXAttribute":
        return visit(node.value, place);
      case "JSXMemberExpression": {
        const object = node.object;
        if (object.type !== "JSXIdentifier") visit(object, place);
        else if (object.name === "this") noteOwn(scope.function, "usesThis");
        else refer(object, place, "read");
        return;
      }
      case "JSXNamespacedName":
        return;
      case "ThisExpression":
        return noteOwn(scope.function, "usesThis");
      case "Super":
        return noteOwn(scope.function, "usesSuper", "usesThis");
      case "MetaProperty":
        if (node.meta.name === "new") noteOwn(scope.function, "usesNewTarget");
        return;
      case "PrivateName":
        return notePrivateName(node.id.name, scope);
      case "MemberExpression":
      case "OptionalMemberExpression":
        visitReceiver(node.object, place, node);
        if (node.computed || node.property.type === "PrivateName") visit(node.property, place);
        return;
      case "ObjectProperty":
        if (node.computed) visit(node.key, place);
        else analysis.names.add(node.key.name);
        return visit(node.value, place);
      case "LabeledStatement":
        return visit(node.body, place);
      case "BreakStatement":
      case "ContinueStatement":
      case "ImportDeclaration":
      case "ExportAllDeclaration":
        return;
      case "ExportNamedDeclaration":
        if (node.declaration) visit(node.declaration, place);
        else if (!node.source) for (const specifier of node.specifiers) visit(specifier.local, place);
        return;
      case "ExportDefaultDeclaration":
        return visit(node.declaration, place);
      case "BlockStatement":
        return visitStatements(node.body, { ...place, scope: newScope("block", node, scope, scope.function) });
      case "VariableDeclaration":
        if (node.declare) return;
        if (node.kind === "var") meetCatches(node, scope);
        for (const declarator of node.declarations) {
          if (declarator.init) for (const name of boundNames(declarator.id)) analysis.declarations.get(name)!.writes++;
          else if (node.kind === "let") analysis.declarations.get(declarator.id)!.writes++;
          if (declarator.init && declarator.id.type === "Identifier") analysis.declarations.get(declarator.id)!.value = declarator.init;
          visitPattern(declarator.id, place, "declare");
          visit(declarator.init, place);
        }
        return;
      case "AssignmentExpression":
        visitPattern(node.left, place, node.operator === "=" ? "write" : "update");
        return visit(node.right, place);
      case "UpdateExpression":
        return visitPattern(node.argument, place, "update");
      case "UnaryExpression": {
        const argument = unasserted(node.argument);
        if (argument.type === "Identifier" && (node.operator === "typeof" || node.operator === "delete")) {
          return refer(argument, place, node.operator);
        }
        return visit(argument, place);
      }
      case "CallExpression":
        analysis.callees.set(unasserted(node.callee), node);
        if (unasserted(node.callee).name === "eval") noteDirectEval(node, scope);
        break;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
        return visitFor(node, place);
      case "WhileStatement":
      case "DoWhileStatement":
        return eachChild(node, (child) => visit(child, { ...place, loopDepth: place.loopDepth + 1 }));
      case "IfStatement":
        // if (x) function f() {} means if (x) { function f() {} } (Annex B.3.3)
        for (const branch of ["consequent", "alternate"]) {
          const body = node[branch];
          if (body?.type === "FunctionDeclaration") {
            node[branch] = { type: "BlockStatement", body: [body], directives: [], start: body.start, loc: body.loc };
          }
        }
        break;
      case "SwitchStatement":
        return visitSwitch(node, place);
      case "CatchClause":
        return visitCatch(node, place);
      case "WithStatement": {
        visit(node.object, place);
        noteDynamicNames(node, scope.function);
        return visit(node.body, { ...place, scope: newScope("with", node, scope, scope.function) });
      }
      case "TSEnumDeclaration":
        return visitEnum(node, place);
      case "TSModuleDeclaration":
        // Nothing in it is looked into, and it may assign whatever the program declares. A function has none, or is refused.
        facts.hasDynamicNames = true;
        return;
    }
    eachChild(node, (child) => visit(child, place));
  }

  /** arguments[0] and arguments.length read; every other use lets the object out of sight. */
  function visitReceiver(object: Node, place: Place, parent: Node): void {
    const plain =
      object.type === "Identifier" &&
      object.name === "arguments" &&
      (parent.computed || parent.property.name === "length") &&
      parent.type === "MemberExpression";
    if (plain) refer(object, place, "read", true);
    else visit(object, place);
  }

  function visitPattern(pattern: Node | null, place: Place, access: "declare" | "write" | "update" | "pattern"): void {
    if (!pattern) return;
    const inside = access === "declare" ? access : "pattern";
    switch (pattern.type) {
      case "Identifier":
        if (access === "declare") analysis.names.add(pattern.name);
        else refer(pattern, place, access);
        return;
      case "ObjectPattern":
        for (const item of pattern.properties) {
          if (item.type === "RestElement") visitPattern(item.argument, place, inside);
          else {
            if (item.computed) visit(item.key, place);
            visitPattern(item.value, place, inside);
          }
        }
        return;
      case "ArrayPattern":
        for (const item of pattern.elements) visitPattern(item, place, inside);
        return;
      case "AssignmentPattern":
        visitPattern(pattern.left, place, access);
        return visit(pattern.right, place);
      case "RestElement":
        return visitPattern(pattern.argument, place, access);
      case "TSParameterProperty":
        return visitPattern(pattern.parameter, place, access);
      case "MemberExpression": {
        // arguments[0] = 1 is the very thing that aliasing makes visible.
        visit(pattern.object, place);
        if (pattern.computed || pattern.property.type === "PrivateName") visit(pattern.property, place);
        return;
      }
      default:
        return isTransparent(pattern) ? visitPattern(pattern.expression, place, access) : visit(pattern, place);
    }
  }

  function visitFor(node: Node, place: Place): void {
    const { scope } = place;
    const isIteration = node.type !== "ForStatement";
    const head: Node | null = isIteration ? node.left : node.init;
    const lexical = head?.type === "VariableDeclaration" && head.kind !== "var";
    const loop = lexical ? newScope("loop", node, scope, scope.function) : scope;
    const inner: Place = { scope: loop, switchCase: place.switchCase, loopDepth: place.loopDepth + 1 };
    if (lexical) {
      declareLexical([head], inner);
      if (isIteration) {
        for (const name of boundNames(head.declarations[0].id)) {
          const binding = analysis.declarations.get(name)!;
          binding.initializedFrom = head.end!;
          binding.writes++;
        }
      }
    } else if (isIteration && head?.type === "VariableDeclaration") {
      meetCatches(head, scope);
      for (const name of boundNames(head.declarations[0].id)) analysis.declarations.get(name)!.writes++;
    }
    if (isIteration) {
      // The iterated expression sees the loop's names, uninitialised.
      const tdz = newScope("head", node.right, scope, scope.function);
      if (lexical) {
        for (const name of boundNames(head.declarations[0].id)) {
          declare(tdz, name.name, "let", null, Infinity).alwaysUninitialized = true;
        }
      }
      visit(node.right, { ...place, scope: lexical ? tdz : scope });
      if (head?.type === "VariableDeclaration") {
        visitPattern(head.declarations[0].id, inner, "declare");
        visit(head.declarations[0].init, inner);
      } else visitPattern(head, inner, "pattern");
    } else {
      visit(node.init, { ...inner, loopDepth: place.loopDepth });
      visit(node.test, inner);
      visit(node.update, inner);
    }
    visit(node.body, inner);
  }

  function visitSwitch(node: Node, place: Place): void {
    visit(node.discriminant, place);
    const scope = newScope("switch", node, place.scope, place.scope.function);
    for (const clause of node.cases) declareLexical(clause.consequent, { ...place, scope, switchCase: clause });
    for (const clause of node.cases) {
      visit(clause.test, { ...place, scope, switchCase: null });
      for (const statement of clause.consequent) visit(statement, { ...place, scope, switchCase: clause });
    }
  }

  function visitCatch(node: Node, place: Place): void {
    const scope = newScope("catch", node, place.scope, place.scope.function);
    for (const name of boundNames(node.param)) {
      const binding = declare(scope, name.name, "catch", place, node.param.end);
      binding.writes++;
      analysis.declarations.set(name, binding);
    }
    visitPattern(node.param, { ...place, scope }, "declare");
    visit(node.body, { ...place, scope });
  }

  /** `ahead`: where its decorators and its key are evaluated. */
  function visitFunction(node: Node, place: Place, ahead = place): void {
    const outer = place.scope;
    const isMethod = node.type === "ObjectMethod" || node.type === "ClassMethod" || node.type === "ClassPrivateMethod";
    for (const decorator of node.decorators ?? []) visit(decorator, ahead);
    if (isMethod && (node.computed || node.type === "ClassPrivateMethod")) visit(node.key, ahead);
    if (!node.body) return; // an overload signature
    const isArrow = node.type === "ArrowFunctionExpression";
    const ownStrict = hasUseStrict(node.body);
    const facts = functionFacts(node, outer.function, {
      isArrow,
      isStrict: outer.function.isStrict || ownStrict,
      hasUseStrict: ownStrict && !outer.function.isStrict,
      loopDepth: place.loopDepth,
    });
    facts.createdInCase = place.switchCase;
    let parent = outer;
    if (node.type === "FunctionDeclaration") {
      facts.createdAt = outer.node.start ?? -1;
      facts.createdInCase = null;
    } else if (node.type === "FunctionExpression" && node.id) {
      parent = newScope("functionName", node, outer, outer.function);
      const binding = declare(parent, node.id.name, "functionName", null);
      binding.writes++;
      analysis.declarations.set(node.id, binding);
    }
    const scope = newScope("function", node, parent, facts);
    facts.scope = scope;
    if (!isArrow) declare(scope, "arguments", "arguments", null).writes++;
    const params = boundParameters(node.params);
    for (const param of params) {
      for (const name of boundNames(param)) {
        scope.bindings.delete(name.name); // a parameter named arguments; of two of one name the last counts
        const binding = declare(scope, name.name, "param", null);
        binding.writes++;
        analysis.declarations.set(name, binding);
      }
    }
    const inside: Place = { scope, switchCase: null, loopDepth: 0 };
    for (const param of params) visitPattern(param, inside, "declare");
    if (node.body.type !== "BlockStatement") return visit(node.body, inside);

    const simple = params.every((param) => !containsExpression(param));
    const body = simple ? scope : newScope("body", node.body, scope, facts);
    if (simple) analysis.scopes.set(node.body, scope);
    for (const statement of node.body.body) declareVars(statement, body);
    visitStatements(node.body.body, { ...inside, scope: body });
  }

  function visitClass(node: Node, place: Place): void {
    for (const decorator of node.decorators ?? []) visit(decorator, place);
    const owner = place.scope.function;
    const scope = newScope("class", node, place.scope, owner);
    // Heritage, keys and decorators may be moved out of the class, so what they mean by its name is a binding of its own.
    const head = newScope("head", node.body, scope, owner);
    if (node.id) {
      for (const inside of [scope, head]) declare(inside, node.id.name, "className", null, node.end!).writes++;
      if (!analysis.declarations.has(node.id)) analysis.declarations.set(node.id, scope.bindings.get(node.id.name)!);
      classHeads.push(head);
    }
    // All of a class is strict code, heritage and keys included.
    const wasStrict = owner.isStrict;
    owner.isStrict = true;
    const inside: Place = { ...place, scope };
    const ahead: Place = { ...place, scope: head };
    visit(node.superClass, ahead);
    for (const element of node.body.body) {
      if (isFunction(element)) {
        visitFunction(element, inside, ahead);
      } else if (isFieldOrStaticBlock(element)) {
        for (const decorator of element.decorators ?? []) visit(decorator, ahead);
        if (element.computed || element.key?.type === "PrivateName") visit(element.key, ahead);
        const facts = functionFacts(element, owner, {
          isArrow: false,
          isStrict: true,
          hasUseStrict: false,
          loopDepth: place.loopDepth,
        });
        facts.scope = newScope("function", element, scope, facts);
        const own: Place = { scope: facts.scope, switchCase: null, loopDepth: 0 };
        if (element.type === "StaticBlock") {
          for (const statement of element.body) declareVars(statement, facts.scope);
          visitStatements(element.body, own);
        } else visit(element.value, own);
      }
    }
    owner.isStrict = wasStrict;
  }

  function visitEnum(node: Node, place: Place): void {
    if (node.declare) return;
    const scope = enumScope(node, place, analysis, declarations);
    for (const member of enumMembers(node)) visit(member.initializer, { scope, switchCase: null, loopDepth: 0 });
  }
}

/** Does a parameter hold an expression (a default, a computed key), which gives the body a scope of its own? */
function containsExpression(param: Node): boolean {
  let found = false;
  walk(param, (node) => {
    if (node.type === "AssignmentPattern" || (node.type === "ObjectProperty" && node.computed)) found = true;
    return !found;
  });
  return found;
}
