// Uses of the function's variables → uses of their storage, in the machine and in the functions inside it.
//
//   let n = 0; yield () => n; n += 1;       →  … n.value += 1; …                                // a cell
//   if (a) late; let late = 1;              →  … if (a) _read(late, "late"); …                  // may be uninitialised
//   late = f(); let late;                   →  … late = _initialized(f(), late, "late"); …
//   const one = 1; one = f();               →  … _constantAssignment(f(), "one");               // throws, after f() ran
//   let a, c; yield () => a++; [a, c] = x;  →  … [a.value, c] = x; …
//
// Relies on `storage`. Guarantees: evaluation order is that of the source, and a name nobody else means is only renamed.
// Tempting: initialized(x).value = f(). It throws before f() has run; the native order is f first.

import * as b from "../ast/build.js";
import { isAnonymousDefinition } from "../ast/definitions.js";
import { mapChildren } from "../ast/walk.js";
import { isLogicalAssignment, unwrapped, type Expression, type Node, type Pattern } from "../ast/node.js";
import { CELL_VALUE } from "../protocol.js";
import type { Reference } from "../ast/scope-model.js";
import { newCell, cellValue } from "./cells.js";
import { isSelfReference, needsCheck } from "./storage.js";
import type { Lowering } from "./lowering.js";

/** Rewrites the parts of an expression; `visitPart` is the machine's visitor or the one for inner functions. */
export interface VariableRewriter {
  lowering: Lowering;
  visitPart(node: Node): Expression;
}

interface Place {
  reference: Reference;
  /** The storage as an expression that can be read or assigned. */
  slot(): Expression;
  checked: boolean;
}

/** Where the variable lives, or null if it is not one of this function's. */
function placeOf(node: Node, lowering: Lowering): Place | null {
  const reference = lowering.analysis.references.get(node);
  if (!reference?.binding) return null;
  const { binding } = reference;
  if (binding.alwaysUninitialized) {
    return { reference, slot: () => lowering.runtime("uninitialized"), checked: true };
  }
  const storage = lowering.storage.get(binding);
  if (!storage || storage.kind === "outer" || isSelfReference(reference, lowering.facts)) return null;
  const checked = storage.checked && needsCheck(reference, lowering.facts);
  if (storage.kind === "cell") return { reference, slot: () => b.at(node, cellValue(b.id(storage.name))), checked };
  return { reference, slot: () => renamed(node, storage.name), checked };
}

/** The identifier itself where its name stays, so that side tables still know it. */
function renamed(node: Node, name: string): Node {
  if (node.name === name) return node;
  return { ...node, name, loc: node.loc && { ...node.loc, identifierName: node.name } };
}

/** x → x, x.value, read(x, "x") */
export function readVariable(node: Node, lowering: Lowering): Expression {
  const place = placeOf(node, lowering);
  if (!place) return node;
  if (!place.checked) return place.slot();
  return b.at(node, b.call(lowering.runtime("read"), [place.slot(), b.string(node.name)]));
}

/** <Tag /> → <tag.value />, as JSX wants it. */
export function readJsxName(node: Node, lowering: Lowering): Node {
  const place = placeOf(node, lowering);
  if (!place) return node;
  const slot = place.slot();
  if (slot.type !== "MemberExpression") return { ...slot, type: "JSXIdentifier" };
  return {
    type: "JSXMemberExpression",
    object: { type: "JSXIdentifier", name: slot.object.name },
    property: { type: "JSXIdentifier", name: CELL_VALUE },
  };
}

/** { x } stays short only while its variable keeps the name. */
export function lowerShorthand(node: Node, rewriter: VariableRewriter): Node {
  const value = rewriter.visitPart(node.value);
  if (value === node.value) return node;
  return b.longhand(node, value);
}

/** f() → (0, f.value)(): what is called is a variable, and its cell is not `this`; so for f?.() and f`` */
export function lowerCall(node: Node, rewriter: VariableRewriter): Expression {
  const field = node.type === "TaggedTemplateExpression" ? "tag" : "callee";
  const isVariable = node[field].type === "Identifier";
  return mapChildren(node, (child) => {
    const part = rewriter.visitPart(child);
    return isVariable && child === node[field] && part.type === "MemberExpression" ? b.sequence([b.number(0), part]) : part;
  });
}

export function lowerUnary(node: Node, rewriter: VariableRewriter): Expression {
  const argument = rewriter.visitPart(node.argument);
  if (node.operator === "delete" && argument !== node.argument) {
    const { type } = unwrapped(node.argument);
    // delete x; which sloppy code may say of a variable, and which does nothing: its cell stays as it is
    if (type === "Identifier") return b.at(node, b.boolean(false));
    // delete this; which names nothing, other than the variable that `this` has become
    if (type === "ThisExpression") return b.at(node, b.boolean(true));
  }
  return argument === node.argument ? node : { ...node, argument };
}

export function lowerUpdate(node: Node, rewriter: VariableRewriter): Expression {
  const { lowering } = rewriter;
  if (node.argument.type !== "Identifier") {
    const argument = rewriter.visitPart(node.argument);
    return argument === node.argument ? node : { ...node, argument };
  }
  const place = placeOf(node.argument, lowering);
  if (!place) return node;
  if (isReadOnly(place.reference)) {
    // count++ of a constant is what { value: count }.value++ is, which nobody sees: an assignment that throws comes behind it.
    const value = { ...node, argument: throwaway(readVariable(node.argument, lowering)) };
    return refuseAssignment(place.reference, value, lowering);
  }
  if (isNeverThere(place)) return readVariable(node.argument, lowering);
  const update = { ...node, argument: place.slot() };
  if (!place.checked) return update;
  // (read(x, "x"), x++)
  return b.at(node, b.sequence([readVariable(node.argument, lowering), update]));
}

export function lowerAssignment(node: Node, rewriter: VariableRewriter): Expression {
  const { lowering } = rewriter;
  const target = unwrapped(node.left); // (x) = 1 assigns x
  const place = target.type === "Identifier" ? placeOf(target, lowering) : null;
  if (!place) {
    const left = target.type === "Identifier" ? node.left : lowerTarget(node.left, rewriter);
    const right = rewriter.visitPart(node.right);
    return left === node.left && right === node.right ? node : { ...node, left, right };
  }
  const right = rewriter.visitPart(node.right);
  const operator: string = node.operator;
  if (isReadOnly(place.reference)) {
    const current = () => readVariable(target, lowering);
    if (operator === "=") return refuseAssignment(place.reference, right, lowering);
    const binary = operator.slice(0, -1);
    if (isLogicalAssignment(operator)) {
      const assignment = refuseAssignment(place.reference, right, lowering);
      return b.at(node, { type: "LogicalExpression", operator: binary, left: current(), right: assignment });
    }
    return refuseAssignment(place.reference, b.binary(binary, current(), right), lowering);
  }
  if (!place.checked) return { ...node, left: place.slot(), right: keepTargetsName(target, place, right) };
  const name = b.string(place.reference.node.name);
  if (operator === "=") {
    // x = initialized(value, x, "x"): the value first, then the look
    const value = b.call(lowering.runtime("initialized"), [right, place.slot(), name]);
    return isNeverThere(place) ? b.at(node, value) : { ...node, left: place.slot(), right: value };
  }
  if (isNeverThere(place)) return readVariable(target, lowering);
  return b.at(node, b.sequence([readVariable(target, lowering), { ...node, left: place.slot(), right }]));
}

/** What stands for it is imported: to assign it is an error for bundlers, though what comes before has thrown. */
const isNeverThere = ({ reference }: Place): boolean => reference.binding!.alwaysUninitialized;

/** x = () => {} names the arrow x, wherever x lives now. */
function keepTargetsName(target: Node, place: Place, value: Expression): Expression {
  const slot = place.slot();
  const isNamed = isAnonymousDefinition(value) && !target.extra?.parenthesized;
  return isNamed && slot.name !== target.name ? b.named(target.name, value) : value;
}

/** { value }.value: what can be read and assigned, and nobody sees. */
const throwaway = (value?: Expression): Expression => cellValue(value ? newCell(value) : b.object([]));

/** const, the name of a function expression, and a class's own name inside it */
function isReadOnly(reference: Reference): boolean {
  const { kind } = reference.binding!;
  return kind === "const" || kind === "using" || kind === "functionName" || kind === "className";
}

function refuseAssignment(reference: Reference, value: Expression, lowering: Lowering): Expression {
  // Sloppy code may assign to the name of a function expression; nothing happens.
  if (reference.binding!.kind === "functionName" && !reference.function.isStrict) return value;
  const args = [value, b.string(reference.node.name)];
  if (reference.binding!.initializedFrom >= 0 && needsCheck(reference, lowering.facts)) {
    args[0] = b.sequence([value, readVariable(reference.node, lowering)]);
  }
  return b.at(reference.node, b.call(lowering.runtime("constantAssignment"), args));
}

/** The target of a destructuring assignment that stays native: [x, o.p, ...rest] with every variable in its storage. */
export function lowerTarget(pattern: Pattern, rewriter: VariableRewriter): Pattern {
  const { lowering } = rewriter;
  switch (pattern.type) {
    case "Identifier": {
      const place = placeOf(pattern, lowering);
      if (!place) return pattern;
      const { node, binding } = place.reference;
      const isConstant = isReadOnly(place.reference);
      if (!isConstant && !place.checked) return place.slot();
      // Sloppy code may assign to the name of a function expression; nothing happens.
      if (binding!.kind === "functionName" && !place.reference.function.isStrict) return throwaway();
      // guarded(x, "x").value: the property's setter throws when, and only when, the assignment comes
      const storage = place.checked && !binding!.alwaysUninitialized ? lowering.storage.get(binding!) : undefined;
      const cell = place.checked ? (storage?.kind === "cell" ? b.id(storage.name) : lowering.runtime("uninitialized")) : b.nil();
      const guard = b.call(lowering.runtime("guarded"), [cell, b.string(node.name), b.boolean(isConstant)]);
      return cellValue(guard);
    }
    case "ObjectPattern":
      return mapChildren(pattern, (item) => {
        if (item.type === "RestElement") return lowerTarget(item, rewriter);
        const key = item.computed ? rewriter.visitPart(item.key) : item.key;
        const value = lowerTarget(item.value, rewriter);
        if (key === item.key && value === item.value) return item;
        return { ...item, key: item.shorthand ? b.id(item.key.name) : key, value, shorthand: false };
      });
    case "ArrayPattern":
      return mapChildren(pattern, (item) => lowerTarget(item, rewriter));
    case "AssignmentPattern": {
      const left = lowerTarget(pattern.left, rewriter);
      const value = rewriter.visitPart(pattern.right);
      const place = pattern.left.type === "Identifier" ? placeOf(pattern.left, lowering) : null;
      const right = place ? keepTargetsName(pattern.left, place, value) : value;
      return left === pattern.left && right === pattern.right ? pattern : { ...pattern, left, right };
    }
    case "RestElement": {
      const argument = lowerTarget(pattern.argument, rewriter);
      return argument === pattern.argument ? pattern : { ...pattern, argument };
    }
    default:
      return rewriter.visitPart(pattern);
  }
}

/** The expression that gives a declared variable its first value: x = v, x.value = v, x = {value: v}. */
export function initialize(declared: Node, value: Expression, lowering: Lowering): Expression | null {
  const binding = lowering.analysis.declarations.get(declared);
  const storage = binding && lowering.storage.get(binding);
  if (!storage) return null;
  if (storage.kind === "outer") return b.at(declared, b.assign(declared, value));
  if (storage.kind === "local") return b.at(declared, b.assign(renamed(declared, storage.name), value));
  if (storage.atDeclaration) return b.at(declared, b.assign(b.id(storage.name), newCell(value)));
  return b.at(declared, b.assign(cellValue(b.id(storage.name)), value));
}
