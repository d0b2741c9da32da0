// Puts a compiled function where the source function stood.
//
//   function* g() {}                      →  … g$define(); function g() { … } …     // defined before anything of its list runs
//   export const x = function* () {};     →  … export const x = _defineGenerator(function x() { … }, …); …
//   export default function* () {}        →  … function _default() { … } export { _default as default }; …
//
// With option `shape` "method", where no function has to be there before its module runs:
//
//   function f() { async function g() { await 1; } return g; }  // shape: "method"
//   → … var g = _asyncFunction({ g() { … } }.g); …
//
// The node of the function is changed in place and stays what it is for side tables.

import { become } from "../../ast/become.js";
import * as b from "../../ast/build.js";
import { isIdentifierName, RESERVED, type Names } from "../../ast/names.js";
import { mentions } from "../../ast/mentions.js";
import type { Expression, Node, Statement } from "../../ast/node.js";
import type { InnerMachine } from "../../lower/lowering.js";
import type { RuntimeImport } from "../../protocol.js";
import { isAnonymousDefinition } from "../../ast/definitions.js";
import type { InferredName } from "../../resolve/inferred-names.js";
import type { Binding } from "../../ast/scope-model.js";
import type { SelectedFunction } from "../../select/select.js";
import type { CompiledMethod, Containers } from "./container.js";
import type { EmittedFunction, SelfReference, Shape } from "../function/emitted-function.js";

export interface PlaceInput {
  program: Node;
  names: Names;
  inferredNames: Map<Node, InferredName>;
  containers: Containers;
  /** The function stands directly in another machine, which will move it: it only says how it is finished. */
  inMachine: boolean;
  /** No other function is around it. */
  isOfModule: boolean;
  /** Nobody sees the function as an object. */
  isOnlyCalled: boolean;
  isOrdinary: boolean;
  /** What functions become that can. */
  shape: Shape;
  /** A direct eval in the function, its parameters included, or a `with` in its body finds variables by their names. */
  findsByName: boolean;
  /** Does what stands in the kickoff function, or in its parameters, mean something outside of it by a name? */
  meansOutside(name: string): boolean;
  /** Of a declared function: the binding of its name. */
  binding: Binding | null;
  /** Does a parameter, or another variable of the kickoff function, have the function's name? */
  isShadowed(name: string): boolean;
  /** Functions know the tables of their frames. */
  debug: boolean;
  /** Is the code around the function strict? */
  isStrict: boolean;
  /** Where such a function says so. */
  compiled: Map<Node, InnerMachine>;
  runtime(name: RuntimeImport): Expression;
}

export interface Placing {
  /** How the kickoff function refers to itself. */
  self: SelfReference;
  shape: Shape;
  put(emitted: EmittedFunction): void;
}

export function placeFunction(selected: SelectedFunction, input: PlaceInput): Placing {
  switch (selected.node.type) {
    case "FunctionDeclaration":
      return placeDeclaration(selected, input);
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return placeExpression(selected, input);
    default:
      return placeMethod(selected, input);
  }
}

/** The node as kickoff function: its parameters as written, the emitted body, no annotation. */
function becomeKickoff({ node, annotations }: SelectedFunction, emitted: EmittedFunction): void {
  const directives = (node.body.directives ?? []).filter((directive: Node) => !annotations.includes(directive));
  const [only] = emitted.body;
  const isConcise = node.type === "ArrowFunctionExpression" && emitted.body.length === 1 && directives.length === 0 && only.type === "ReturnStatement";
  // Of a concise arrow the body was an expression, and of that only the place is left.
  const { start, end, loc, leadingComments, trailingComments } = node.body;
  const block = { type: "BlockStatement", start, end, loc, leadingComments, trailingComments, body: emitted.body, directives };
  node.body = isConcise ? only.argument : block;
  node.params = emitted.parameters ?? node.params;
  node.generator = false;
  node.async = false;
  if (node.type === "ArrowFunctionExpression") node.expression = isConcise;
}

/**
 * An arrow is no constructor anyway, and nobody looks at a function that is only called. A method has no parameter twice, and
 * an eval in it knows `super`.
 */
function wantedShape({ node }: SelectedFunction, { shape, isOnlyCalled, isOrdinary, findsByName }: PlaceInput): Shape {
  const names = node.params.flatMap(({ type, name }: Node) => (type === "Identifier" ? [name] : []));
  const isTwice = new Set(names).size < names.length;
  return isOnlyCalled || isOrdinary || isTwice || findsByName || node.type === "ArrowFunctionExpression" ? "function" : shape;
}

/** (function () { var g = define({ "name"() { … g … } }["name"]); return g; })(), or without `selfName` what is made there. */
function defineMethod(emitted: EmittedFunction, kickoff: Expression, name: string, selfName: string | null): Expression {
  const made = emitted.define(b.methodNamed(name, kickoff));
  return selfName === null ? made : heldBy(selfName, made);
}

/** (function () { var name = made; return name; })() */
function heldBy(name: string, made: Expression): Expression {
  return b.call(b.functionExpression(null, [], [b.variables([{ name, init: made }]), b.returns(b.id(name))]), []);
}

function placeDeclaration(selected: SelectedFunction, input: PlaceInput): Placing {
  const { node, list, parent } = selected;
  const { program, names, runtime, binding } = input;
  const anonymous = !node.id; // export default function* () {}
  const statements = parent.type.startsWith("Export") || list === null ? program.body : list;
  // A variable that is assigned something else, or hidden by a parameter, says nothing about the function.
  const isReassigned = binding !== null && (binding.writes > 1 || input.isShadowed(binding.name));
  // Import cycles call functions of modules that have not run.
  const isHoisted = statements === program.body && program.sourceType === "module";
  const shape = isHoisted ? "function" : wantedShape(selected, input);
  const isBlockScoped = binding !== null && (binding.scope.kind === "block" || binding.scope.kind === "switch");
  // Another case of a switch may call what is declared in one that is never run.
  const isInBlock = isBlockScoped && (shape === "method" || !input.isStrict || binding.scope.kind === "switch");
  const name: string = anonymous ? names.ofFile("_default") : isReassigned ? names.fresh(node.id.name) : node.id.name;
  return {
    self: { kind: "name", name, isDeclared: shape === "function" && !isBlockScoped && !isReassigned, isBound: true },
    shape,
    put(emitted) {
      becomeKickoff(selected, emitted);
      if (input.inMachine) {
        // It becomes an expression there, which knows itself by its name if the variable is not assigned.
        const define = (kickoff: Expression) => {
          if (shape === "method") return defineMethod(emitted, kickoff, node.id.name, name);
          return isReassigned ? heldBy(name, emitted.define(kickoff.id ? kickoff : b.named(node.id.name, kickoff))) : emitted.define(kickoff);
        };
        input.compiled.set(node, { define });
        return;
      }
      if (anonymous) {
        node.id = b.id(name);
        program.body.splice(program.body.indexOf(parent), 1, node, exportAs(name, "default"));
        program.body.unshift(b.statement(b.call(runtime("named"), [b.id(name), b.string("default")])));
      }
      if (isInBlock || isReassigned || shape === "method") placeAsVariable(selected, { selfName: name, shape, isInBlock }, statements, emitted, input);
      else {
        const definition = emitted.defineSelf();
        if (definition) statements.unshift(b.statement(definition));
      }
    },
  };
}

/**
 * var g = defineGenerator(function g$2() { … }) at the start of its list. A generator that a sloppy block declares is known
 * in that block only, where an ordinary function would be a variable of the function around it as well: let, then. So it is
 * for what a switch declares, strict or not, in front of the switch: its case may never run.
 */
function placeAsVariable(
  { node, parent }: SelectedFunction,
  { selfName, shape, isInBlock }: { selfName: string; shape: Shape; isInBlock: boolean },
  statements: Node[],
  emitted: EmittedFunction,
  { binding, names, runtime }: PlaceInput,
): void {
  const name: string = node.id.name;
  const statement = statements.includes(node) ? node : parent;
  const later = statements.slice(statements.indexOf(statement) + 1);
  statements.splice(statements.indexOf(statement), 1);
  // Declared twice, the last one counts.
  if (later.some((other) => other.type === "FunctionDeclaration" && other.id?.name === name)) return;
  const kickoff = { ...node, type: "FunctionExpression", id: b.id(selfName) };
  const init = shape === "method" ? defineMethod(emitted, kickoff, name, selfName === name ? null : selfName) : defineNamed();
  const declaration = { ...b.variables([{ name, init }]), kind: isInBlock ? "let" : "var" };
  if (binding!.scope.kind === "switch") blockAround(binding!.scope.node, names).unshift(declaration);
  else statements.unshift(declaration);
  if (statement === parent) statements.push(exportAs(name, parent.type === "ExportDefaultDeclaration" ? "default" : name));

  function defineNamed(): Expression {
    const made = emitted.define(kickoff);
    return selfName === name ? made : b.call(runtime("named"), [made, b.string(name)]);
  }
}

/** export { local as exported } */
function exportAs(local: string, exported: string): Statement {
  const specifier = { type: "ExportSpecifier", local: b.id(local), exported: b.id(exported) };
  return { type: "ExportNamedDeclaration", declaration: null, specifiers: [specifier], source: null, attributes: [] };
}

/** switch (f()) { … } → { let subject = f(); { switch (subject) { … } } }: the list of the inner block. */
function blockAround(node: Node, names: Names): Statement[] {
  if (node.type === "SwitchStatement") {
    const subject = names.fresh("subject");
    const held = { ...b.variables([{ name: subject, init: node.discriminant }]), kind: "let" };
    become(node, b.block([held, b.block([{ ...node, discriminant: b.id(subject) }])]));
  }
  return node.body[1].body;
}

function placeExpression(selected: SelectedFunction, input: PlaceInput): Placing {
  const { node } = selected;
  const { names, runtime } = input;
  const inferred = isAnonymousDefinition(node) ? (input.inferredNames.get(node) ?? null) : null;
  const wanted = node.id?.name ?? (inferred?.kind === "static" ? inferred.name : null);
  // A native name costs nothing, if nothing there means something else by it.
  const isFree = wanted !== null && isBindable(wanted) && !input.meansOutside(wanted);
  const usable = wanted !== null && !input.isShadowed(wanted) && (node.id || isFree);
  const name = usable ? wanted! : names.fresh(wanted !== null && isBindable(wanted) ? wanted : `${selected.name}$kickoff`);
  const key = inferred?.kind === "computed" && !input.inMachine ? input.containers.of(inferred.container).keep(inferred.key) : null;

  // A function may see its own name assigned without effect, where it would be a variable's.
  const assigning = node.id && new Set([node.id.name, "eval"]);
  const assignsName = assigning && node.params.some((param: Node) => mentions(param, assigning));
  const shape = assignsName ? "function" : wantedShape(selected, input);

  const define = (emitted: EmittedFunction, kickoff: Expression): Expression => {
    if (shape === "method") {
      const made = defineMethod(emitted, kickoff, wanted ?? "", node.id || selected.kind !== "async" ? name : null);
      return key === null ? made : b.call(runtime("named"), [made, b.id(key)]);
    }
    if (selected.kind === "async" || input.isOrdinary) {
      if (input.isOnlyCalled && selected.kind === "async") return kickoff;
      // It need not refer to itself, so only what has a name gets one: { "a b": () => { … } }["a b"]
      const isArrow = kickoff.type === "ArrowFunctionExpression";
      const plain = isArrow ? kickoff : { ...kickoff, id: usable ? b.id(name) : null };
      const made = emitted.define(wanted !== null && (isArrow || !usable) ? b.named(wanted, plain) : plain);
      return key === null ? made : b.call(runtime("named"), [made, b.id(key)]);
    }
    const made = emitted.define({ ...kickoff, id: b.id(name) });
    if (usable || (inferred?.kind === "computed" && key === null)) return made;
    if (key !== null) return b.call(runtime("named"), [made, b.id(key)]);
    // It refers to itself, but not by the name it is to have. Setting `name` would cost more than all the rest.
    // (function () { var anonymous$kickoff = define({ "a b": function () { … } }["a b"], …); return anonymous$kickoff; })()
    const nameless = { ...kickoff, id: null };
    return heldBy(name, emitted.define(wanted === null ? nameless : b.named(wanted, nameless)));
  };
  return {
    self: { kind: "name", name, isDeclared: false, isBound: node.type === "FunctionExpression" && !!usable },
    shape,
    put(emitted) {
      becomeKickoff(selected, emitted);
      if (input.inMachine) input.compiled.set(node, { define: (kickoff) => define(emitted, kickoff) });
      else {
        const made = define(emitted, { ...node });
        become(node, input.isOfModule && isHeld(selected) ? b.pure(made) : made);
      }
    },
  };
}

/** By what bundlers leave out if nobody uses it. */
const isHeld = ({ parent }: SelectedFunction) => /^(VariableDeclarator|ObjectProperty|ExportDefaultDeclaration)$/.test(parent.type);

function placeMethod(selected: SelectedFunction, input: PlaceInput): Placing {
  const { node, container, kind, name } = selected;
  const foundBy = howFound(node, input);
  const needsSelf = foundBy === "getter" || (foundBy !== null && kind !== "async");
  const selfName = needsSelf ? input.containers.of(container!).nameBeside(`${name}$self`) : null;
  if (foundBy === "key" && node.computed) input.containers.of(container!).keep(node.key);
  return {
    self: { kind: "method", name: kind === "async" ? null : selfName },
    shape: "function",
    put(emitted) {
      becomeKickoff(selected, emitted);
      if (foundBy === null) return;
      const described = input.debug ? emitted.frameName : null;
      input.containers.of(container!).methods.push({ element: node, foundBy, selfName, familyName: emitted.familyName, described, rivals: [] });
    },
  };
}

/** null: nobody sees the method as an object. */
function howFound(node: Node, { isOnlyCalled }: PlaceInput): CompiledMethod["foundBy"] | null {
  if (node.decorators?.length) return "decorator";
  if (node.type !== "ClassPrivateMethod") return "key";
  return isOnlyCalled ? null : "getter";
}

function isBindable(name: string): boolean {
  return isIdentifierName(name) && !RESERVED.has(name);
}
