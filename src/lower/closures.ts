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
import {
  lowerAssignment,
  lowerCall,
  lowerShorthand,
  lowerTarget,
  lowerUnary,
  lowerUpdate,
  readJsxName,
  readVariable,
  type VariableRewriter,
} from "./variables.js";

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
  /** `sameThis`: only arrows lie between here and the machine. */
  const rewrite = (node: Node, sameThis: boolean): Node => {
    const rewriter: VariableRewriter = { lowering, visitPart: (part) => rewrite(part, sameThis) };
    switch (node.type) {
      case "Identifier":
        return readVariable(node, lowering);
      case "JSXIdentifier":
        if (sameThis && node.name === "this" && lowering.receiver) return { ...node, name: lowering.receiver };
        return readJsxName(node, lowering);
      case "ThisExpression":
        return sameThis && lowering.receiver ? b.at(node, b.id(lowering.receiver)) : node;
      case "MetaProperty":
        return sameThis && node.meta.name === "new" && !lowering.facts.isArrow ? b.undef() : node;
      case "AssignmentExpression":
        return lowerAssignment(node, rewriter);
      case "UpdateExpression":
        return lowerUpdate(node, rewriter);
      case "UnaryExpression":
        return lowerUnary(node, rewriter);
      case "CallExpression":
      case "OptionalCallExpression":
      case "TaggedTemplateExpression":
        return lowerCall(node, rewriter);
      case "TSEnumDeclaration":
        return mapChildren(spellOutMembers(node, lowering.analysis), (child) => rewrite(child, false));
      case "ForInStatement":
      case "ForOfStatement": {
        if (node.left.type === "VariableDeclaration") break;
        const left = lowerTarget(node.left, rewriter);
        const right = rewrite(node.right, sameThis);
        const body = rewrite(node.body, sameThis);
        return left === node.left && right === node.right && body === node.body ? node : { ...node, left, right, body };
      }
      case "ObjectProperty":
        if (node.shorthand) return lowerShorthand(node, rewriter);
        return mapChildren(node, (child, field) => (field === "key" && !node.computed ? child : rewrite(child, sameThis)));
      case "MemberExpression":
      case "OptionalMemberExpression":
        return mapChildren(node, (child, field) =>
          field === "property" && !node.computed ? child : rewrite(child, sameThis),
        );
    }
    if (node.type === "JSXAttribute") return mapChildren(node, (child, field) => (field === "name" ? child : rewrite(child, sameThis)));
    const inside = isFunction(node) && node.type !== "ArrowFunctionExpression" ? false : sameThis;
    return mapChildren(node, (child, field) => {
      const isKey = field === "key" && !node.computed;
      if (isKey || field === "label") return child;
      return rewrite(child, field === "key" || field === "superClass" || field === "decorators" ? sameThis : inside && !opensThis(node, field));
    });
  };
  return rewrite(root, true);

  /** Values of class fields and bodies of static blocks have a `this` of their own. */
  function opensThis(node: Node, field: string): boolean {
    if (node.type === "StaticBlock") return true;
    return /^Class(Private|Accessor)?Property$/.test(node.type) && field === "value";
  }
}
