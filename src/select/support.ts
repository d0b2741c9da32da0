// Is there anything in a selected function that cannot be compiled, or that costs? All of it at once.
//
//   function* a(x) { "use coroutine"; yield eval("x"); }                    →  a, SY202     // compiled, and slow
//   function* a(x) { "use coroutine"; { let x = 1; yield eval("x"); } }     →  SY201, SY202

import { eachChild, walk } from "../ast/walk.js";
import { eachSuspendable } from "../ast/suspensions.js";
import { isClass, isErased, type Node } from "../ast/node.js";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostics.js";
import { allReferences, isFoundByName, isInTakenWith, liesIn, type Binding, type FunctionFacts, type ScopeAnalysis } from "../ast/scope-model.js";
import { unknownSyntax } from "./known-syntax.js";
import type { SelectedFunction } from "./select.js";

export function findUnsupported(
  selected: SelectedFunction,
  analysis: ScopeAnalysis,
  suspends: (node: Node) => boolean,
): Diagnostic[] {
  const facts = analysis.functions.get(selected.node);
  if (!facts) return [diagnose("SY303", selected.node, selected.name)]; // Of namespaces and module blocks nothing is analysed.
  const found: Diagnostic[] = [];
  const enums = new Set<Binding>();
  const refuse = (node: Node, construct: string) => {
    // What another plugin has made has no place of its own.
    found.push(diagnose("SY302", node.loc ? node : selected.node, selected.name, { construct }));
  };
  const refuseAsTypeScript = (node: Node, construct: string, remedy: string) => {
    found.push(diagnose("SY203", node, selected.name, { construct, remedy }));
  };
  const visit = (node: Node): void => {
    if (isErased(node)) return;
    const unknown = unknownSyntax(node, suspends);
    if (unknown !== null) return refuse(node, unknown);
    if (node.type === "TSModuleDeclaration") {
      return refuseAsTypeScript(node, "a namespace", "move the namespace to the top level of the file");
    }
    if (node.type === "WithStatement" && facts.hasDirectEval && suspends(node.body) && declaresInside(node.body, facts)) {
      refuse(node, "a with statement around a suspension and declarations, beside a direct eval");
    }
    if (node.type === "TSEnumDeclaration") {
      const binding = analysis.declarations.get(node.id);
      if (suspends(node)) refuseAsTypeScript(node, "an enum with a suspension inside", "give the value to a variable first, and name that in the enum");
      if (!binding) refuseAsTypeScript(node, "an enum outside of a block", "put braces around the enum");
      else if (enums.has(binding)) refuse(node, `the merged enum ${binding.name}`);
      else enums.add(binding);
    }
    if (isClass(node)) for (const name of privateNamesAhead(node)) refuse(name, `#${name.id.name} in a computed key or a decorator of its class`);
    if (node.type === "AssignmentExpression" && node.left.type === "OptionalMemberExpression" && suspends(node)) refuse(node, "an assignment to an optional chain, with a suspension inside");
    if (node.type === "BinaryExpression" && node.operator === "|>" && suspends(node.right)) refuse(node, "a suspension behind a pipeline operator");
    eachSuspendable(node, visit);
  };
  eachChild(selected.node.body, visit);
  for (const node of facts.hasDynamicNames ? foundByWith(facts, suspends) : []) {
    refuse(node, `a use of ${node.name} in a with statement inside the one that declares it`);
  }
  if (facts.hasDynamicNames) found.push(...closureStorage(selected, facts, suspends));
  return found;
}

/** class A { #n; [key((a) => a.#n)]; } — keys and decorators are evaluated by the machine, outside of the class. */
function privateNamesAhead({ body: { body: elements } }: Node): Node[] {
  const own = new Set(elements.map(({ key }: Node) => key?.type === "PrivateName" && key.id.name));
  const found: Node[] = [];
  for (const part of elements.flatMap(({ computed, key, decorators }: Node) => [...(decorators ?? []), ...(computed ? [key] : [])])) {
    walk(part, (node) => {
      if (node.type === "PrivateName" && own.has(node.id.name)) found.push(node);
    });
  }
  return found;
}

/** let, const, class, catch and function: variables that the object of a `with` around them does not hide. */
function declaresInside(body: Node, facts: FunctionFacts): boolean {
  return facts.scopes.some(({ node, bindings }) => bindings.size > 0 && node.start! >= body.start! && node.end! <= body.end!);
}

/** with (a) { let x; yield; with (b) x; } — b is asked for x first, and what is handed to an expression is nearer than b. */
function foundByWith(facts: FunctionFacts, suspends: (node: Node) => boolean): Node[] {
  const taken = facts.scopes.filter((scope) => isInTakenWith(scope.node, facts, suspends));
  const references = taken.flatMap((scope) => [...scope.bindings.values()].flatMap((binding) => binding.references));
  return references.filter(({ scope, binding }) => {
    let at = scope;
    while (at !== binding!.scope && at.kind !== "with") at = at.parent!;
    return at !== binding!.scope;
  }).map(({ node }) => node);
}

/**
 * Closure storage has one place per name, which a second variable of that name, or of that loop, would share; and which hides a
 * variable outside of the function.
 */
function closureStorage(selected: SelectedFunction, facts: FunctionFacts, suspends: (node: Node) => boolean): Diagnostic[] {
  const refused: Diagnostic[] = [];
  const inBody = [...allReferences(facts)].filter(({ node }) => node.start! >= facts.node.body.start!);
  const taken = new Set(inBody.filter(({ binding }) => binding === null || !liesIn(binding.scope.function, facts)).map(({ node }) => node.name));
  for (const scope of facts.scopes) {
    if (scope.kind === "class" || scope.kind === "functionName" || scope.kind === "head") continue;
    if (!isFoundByName(scope) || isInTakenWith(scope.node, facts, suspends)) continue;
    for (const { name, kind, references } of scope.bindings.values()) {
      if (kind === "arguments") continue;
      const isPerIteration = scope.kind === "loop" && references.some((reference) => reference.function !== facts);
      if (taken.has(name) || isPerIteration) {
        const construct = `a direct eval or with statement beside ${isPerIteration ? "closures over" : "several variables called"} ${name}`;
        refused.push(diagnose("SY201", selected.node, selected.name, { construct }));
      }
      taken.add(name);
    }
  }
  return [...refused, diagnose("SY202", selected.node, selected.name)];
}
