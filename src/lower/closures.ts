// Inner functions → factories that stand outside the step function and take what they capture as parameters.
//
//   let i = 0, n = 5; yield () => i++ < n;
//   → i = { value: 0 }; n = 5; yield g$inner(i, n);
//     function g$inner(i, n) { return () => i.value++ < n; }
//
// A closure over the step function's own variables would see values of one resumption only. With a factory the closure
// *is* its cells and values, which is also what makes it something that can be saved. What captures nothing stays in place.

import * as b from "../ast/build.js";
import { mapChildren } from "../ast/walk.js";
import { isAnonymousDefinition } from "../ast/definitions.js";
import { isClass, isFunction, type Expression, type Node, type Statement } from "../ast/node.js";
import { isIdentifierName } from "../ast/names.js";
import { isStrictByItself, withsAround, type FunctionFacts } from "../ast/scope-model.js";
import { spellOutMembers } from "./enum-members.js";
import { closureOf, isSelfReference } from "./storage.js";
import type { Lowering } from "./lowering.js";
import { rewriteUse, type UseRewriter } from "./uses.js";
import { lowerTarget } from "./variables.js";

/** What a function takes from the machine around it, as the arguments of its factory. */
export type Captures = Set<string>;

/** The captures of every function nested directly in this one. */
export function findCaptures(lowering: Lowering): Map<FunctionFacts, Captures> {
  const captures = new Map<FunctionFacts, Captures>();
  const add = (closure: FunctionFacts, name: string) => {
    if (!captures.has(closure)) captures.set(closure, new Set());
    captures.get(closure)!.add(name);
  };
  for (const [binding, storage] of lowering.storage) {
    if (storage.kind === "outer" || (storage.kind === "cell" && storage.inWith)) continue;
    for (const reference of binding.references) {
      const closure = closureOf(reference, lowering.facts);
      if (closure && !isSelfReference(reference, lowering.facts)) add(closure, storage.name);
    }
  }
  for (const facts of lowering.facts.inner) {
    if (!facts.isArrow) continue;
    if (facts.usesThis && lowering.receiver) add(facts, lowering.receiver);
  }
  return captures;
}

/** A function, arrow or function declaration of the machine's body, as an expression. */
export function lowerInnerFunction(node: Node, lowering: Lowering): Expression {
  const captures = lowering.captures.get(lowering.analysis.functions.get(node)!);
  const inner = rewriteInner(asExpression(node, lowering), lowering);
  const finished = lowering.compiled.get(node)?.define(inner);
  if (captures) return makeByFactory(node, finished ?? inner, captures, [], lowering);
  return finished ? computedName(node, finished, lowering) : keepName(node, inner, lowering);
}

/** `make` evaluated in a factory of its own: g$inner(captures, …operands) */
export function makeByFactory(
  origin: Node,
  make: Expression,
  captures: Captures,
  operands: { parameter: string; value: Expression }[],
  lowering: Lowering,
  /** The body of the factory, if there is more to do than to return what is made. */
  body: (made: Expression) => Statement[] = (made) => [b.at(origin, b.returns(made))],
): Expression {
  const taken = [...captures];
  const key = isClass(origin) && isAnonymousDefinition(make) ? keyNaming(origin, lowering) : null;
  // Static parts of a class see its name, so the class gets it where it is made.
  const handedIn = key ? [...operands, { parameter: lowering.names.fresh("name"), value: key }] : operands;
  const parameters = [...taken, ...handedIn.map(({ parameter }) => parameter)];
  const result = key ? b.namedBy(b.id(handedIn.at(-1)!.parameter), make) : staticallyNamed(origin, make, lowering);
  const made = b.at(origin, b.call(factory(), [...taken.map(b.id), ...handedIn.map(({ value }) => value)]));
  return key ? made : computedName(origin, made, lowering);

  function factory(): Expression {
    // The object of a `with` is asked for names where they stand.
    if (withsAround(origin, lowering.facts).length > 0) return b.arrow(b.functionExpression(null, parameters, body(result)));
    const { baseName, names, placement, facts, analysis } = lowering;
    const wish = `${baseName}$${labelOf(origin, lowering)}`;
    const name = placement.step === "module" ? names.ofFile(wish) : names.fresh(wish);
    lowering.factories.push(b.at(origin, b.functionDeclaration(name, parameters, body(result), isStrictByItself(facts, analysis))));
    return b.id(name);
  }
}

function labelOf(node: Node, lowering: Lowering): string {
  const inferred = lowering.inferredNames.get(node);
  if (node.id) return node.id.name;
  return inferred?.kind === "static" && isIdentifierName(inferred.name) ? inferred.name : isClass(node) ? "class" : "inner";
}

/** A declaration used as an expression keeps its name, and reaches itself by it where it may. */
function asExpression(node: Node, lowering: Lowering): Expression {
  if (node.type !== "FunctionDeclaration") return node;
  const binding = node.id && lowering.analysis.declarations.get(node.id);
  const { id, ...rest } = node;
  const isConstant = binding?.writes === 1;
  const expression: Node = { ...rest, id: isConstant ? id : null, type: "FunctionExpression" };
  // {f: function () {}}.f: named f, with no binding inside that would hide the variable; what is compiled gets its name with the rest
  return isConstant || lowering.compiled.has(node) ? expression : b.named(id.name, expression);
}

/** In place still, but is the variable that named it still called so? */
export function keepName(node: Node, made: Expression, lowering: Lowering): Expression {
  const inferred = lowering.inferredNames.get(node);
  if (inferred?.kind !== "static" || !inferred.variable) return made;
  const binding =
    lowering.analysis.references.get(inferred.variable)?.binding ??
    lowering.analysis.declarations.get(inferred.variable);
  const storage = binding && lowering.storage.get(binding);
  if (!storage || storage.kind === "outer") return made;
  const stays = storage.kind === "local" && storage.name === inferred.name && !storage.checked;
  return stays ? made : b.named(inferred.name, made);
}

function staticallyNamed(origin: Node, made: Expression, lowering: Lowering): Expression {
  const inferred = lowering.inferredNames.get(origin);
  // What is compiled has its name.
  return inferred?.kind === "static" && isAnonymousDefinition(made) ? b.named(inferred.name, made) : made;
}

/** { [key]: () => captured } names the arrow by its key; the key's node was lowered to a variable by then. */
function computedName(origin: Node, made: Expression, lowering: Lowering): Expression {
  const key = keyNaming(origin, lowering);
  return key ? b.call(lowering.runtime("named"), [made, key]) : made;
}

function keyNaming(origin: Node, lowering: Lowering): Expression | null {
  const inferred = lowering.inferredNames.get(origin);
  return (inferred?.kind === "computed" && lowering.computedKeys.get(inferred.key)) || null;
}

/** Code of an inner function: only what refers to the machine's variables changes. */
export function rewriteInner(root: Node, lowering: Lowering): Expression {
  return rewrite(root, true);

  /** `sharesThis`: only arrows lie between here and the machine. */
  function rewrite(node: Node, sharesThis: boolean): Node {
    const rewriter: UseRewriter = { lowering, visitPart: (part) => rewrite(part, sharesThis), sharesThis };
    if (node.type === "TSEnumDeclaration") return mapChildren(spellOutMembers(node, lowering.analysis), (child) => rewrite(child, false));
    if (isLoopWithTarget(node)) return mapChildren(node, (child, field) => (field === "left" ? lowerTarget(child, rewriter) : rewriter.visitPart(child)));
    return rewriteUse(node, rewriter) ?? mapChildren(node, (child, field) => rewriteChild(child, field, node, sharesThis));
  }

  function rewriteChild(child: Node, field: string, node: Node, sharesThis: boolean): Node {
    if (field === "label" || (field === "key" && !node.computed)) return child;
    return rewrite(child, sharesThis && !hasItsOwnThis(field, node));
  }
}

/** for (x of list) {}: what stands in its head is assigned, not declared. */
const isLoopWithTarget = (node: Node): boolean => /^For(In|Of)Statement$/.test(node.type) && node.left.type !== "VariableDeclaration";

/** Functions but arrows, values of class fields and static blocks; not what is evaluated with the class around them. */
function hasItsOwnThis(field: string, node: Node): boolean {
  if (field === "key" || field === "superClass" || field === "decorators") return false;
  if (isFunction(node)) return node.type !== "ArrowFunctionExpression";
  return node.type === "StaticBlock" || (/^Class(Private|Accessor)?Property$/.test(node.type) && field === "value");
}
