// A class → two scopes for its name, and for each field and static block a function.
//
//   class A extends f(() => A) { x = () => A; }
//   → A: class of program, 1 write · A: className of class, 1 write, captured · A: className of head, 1 write, captured
//
// Heritage, keys and decorators may be moved out of the class, so what they mean by its name is a binding of its own.

import { isErased, isFieldOrStaticBlock, isFunction, type Node } from "../ast/node.js";
import { declare, declareVars } from "./declarations.js";
import { visitFunction } from "./function-scopes.js";
import { functionFacts, newScope, type Place, type Scoping } from "./scoping.js";

export function visitClass(node: Node, place: Place, scoping: Scoping): void {
  const { analysis, classHeads, visit } = scoping;
  for (const decorator of node.decorators ?? []) visit(decorator, place);
  const owner = place.scope.function;
  const scope = newScope("class", node, place.scope, owner, analysis);
  const head = newScope("head", node.body, scope, owner, analysis);
  if (node.id) {
    for (const inside of [scope, head]) declare(node.id.name, "className", inside, analysis, node.end!).writes++;
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
    // Private names that are made are of the same pool.
    if (element.key?.type === "PrivateName") analysis.names.add(element.key.id.name);
    if (isErased(element)) continue;
    if (isFunction(element)) visitFunction(element, inside, scoping, ahead);
    else if (isFieldOrStaticBlock(element)) visitField(element, inside, ahead, scoping);
  }
  owner.isStrict = wasStrict;
}

/** A field's value, or a static block, runs as a function does. */
function visitField(element: Node, { scope: around, loopDepth }: Place, ahead: Place, { analysis, visit, visitStatements }: Scoping): void {
  for (const decorator of element.decorators ?? []) visit(decorator, ahead);
  if (element.computed || element.key?.type === "PrivateName") visit(element.key, ahead);
  const facts = functionFacts(element, around.function, { isArrow: false, isStrict: true, hasUseStrict: false, loopDepth }, analysis);
  facts.scope = newScope("function", element, around, facts, analysis);
  const own: Place = { scope: facts.scope, switchCase: null, loopDepth: 0 };
  if (element.type === "StaticBlock") {
    declareVars(element.body, facts.scope, analysis);
    visitStatements(element.body, own);
  } else visit(element.value, own);
}
