// Phase 1: Program → the functions to compile, innermost first.
//
//   function* a() { "use coroutine"; return function* b() { "use coroutine"; }; }  →  b, a
//   function* a() { "use coroutine"; return function* b() {}; }                    →  a      // b is native
//
// Relies on: a tree as Babel's parser leaves it (ast/complete-tree.ts), with its comments. Guarantees: what is returned is annotated and of a
// kind that can be compiled; everything else that is annotated, or looks as if it should be, has a diagnostic.
// Tempting: take annotations as hints and skip what does not fit. This one would run natively without a word, and its
// users find out where there are no generators:
//
//   function* a() { let n; "use coroutine"; }  →  SY102

import { eachChild } from "../ast/walk.js";
import { hasUseStrict, isClass, isFieldOrStaticBlock, isFunction, isTransparent, unwrapped, type FunctionNode, type Node } from "../ast/node.js";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostics.js";
import type { FunctionKind } from "../graph/graph.js";
import { DEFAULT_IMPORT_SOURCE, type Options } from "../options.js";
import { keyName } from "../ast/definitions.js";
import { annotationComments, directivesOf, isAnnotation, isAnnotationComment, requestOfDirectives, type Request } from "./annotations.js";
import { asProperty, isProperty } from "./methods-as-properties.js";
import { missedComments } from "./missed-comments.js";
import { diagnoseComment, noteNearMissComments, noteNearMisses, noteStrayDirective } from "./near-misses.js";
import { wasRewritten, wasTakenApart } from "./rewritten.js";
import { importedName, importedWrappers, isWrapperCall } from "./wrappers.js";

export interface SelectedFunction {
  node: FunctionNode;
  kind: FunctionKind;
  /** For people, and for the names of what is emitted. */
  name: string;
  parent: Node;
  /** The class or object literal that it is a method of. */
  container: Node | null;
  /** Its directives that were meant for this compiler alone. */
  annotations: Node[];
  /** The comments that ask for it. */
  comments: Node[];
  /** The statement list that a declaration stands in, for what has to run before it. */
  list: Node[] | null;
}

export interface Selection {
  functions: SelectedFunction[];
  diagnostics: Diagnostic[];
  /** Every class and object literal: what it stands in. */
  containers: Map<Node, ContainerPlace>;
  /** coroutine(fn) calls, to be replaced by their argument. */
  wrappers: Node[];
  /** Where there are annotating comments: a comment stands behind one node and before the next. */
  commentLists: Set<Node[]>;
}

export interface ContainerPlace {
  /** The function, class field or static block that evaluates it; null: the program. */
  owner: Node | null;
  /** The list that a class declaration stands in, and the statement in it: itself, or the export around it. */
  statement: { list: Node[]; statement: Node } | null;
}

interface Place {
  parent: Node;
  /** The nearest statement list around the node, and the statement of it that the node is or begins. */
  statement: ContainerPlace["statement"];
  owner: Node | null;
  strict: boolean;
  /** The class or object literal, for its members. */
  container: Node | null;
  /** Nodes whose leading comments belong to the function: itself and the statement around it. */
  commented: Node[];
  list: Node[] | null;
  nameHint: string | null;
  wrapped: boolean;
}

const NO_NODES: Node[] = [];
const nowhere = { commented: NO_NODES, list: null, statement: null, nameHint: null, container: null, wrapped: false };

/** What is asked, and what has been found so far. */
interface Selecting {
  mode: Options["mode"];
  /** What the file's own directives ask for. */
  fileRequest: Request;
  isWrapperCall(node: Node): boolean;
  found: Selection;
  /** Annotating comments that no function has taken. */
  strayComments: Set<Node>;
  /** All annotating comments that have been met. */
  knownComments: Set<Node>;
}

/**
 * `isImported`: does the identifier mean what the file imports, or requires? It is asked for few, since the answer takes an analysis.
 * `comments`: all that the parser has met.
 */
export function select(
  program: Node,
  options: Pick<Options, "mode" | "importSource">,
  isImported: (identifier: Node) => boolean,
  comments: Node[] = [],
): Selection {
  const found: Selection = { functions: [], diagnostics: [], wrappers: [], commentLists: new Set(), containers: new Map() };
  const imported = importedWrappers(program, [options.importSource, DEFAULT_IMPORT_SOURCE]);
  const selecting: Selecting = {
    mode: options.mode,
    fileRequest: requestOfDirectives(program),
    isWrapperCall: (node) => isWrapperCall(node, imported) && isImported(importedName(node)),
    found,
    strayComments: new Set(),
    knownComments: new Set(),
  };
  noteNearMisses(program, found.diagnostics);
  visit(program, { ...nowhere, parent: program, owner: null, strict: program.sourceType === "module" || hasUseStrict(program) }, selecting);
  const missed = missedComments(program, comments.filter((comment) => isAnnotationComment(comment) && !selecting.knownComments.has(comment)));
  for (const comment of [...selecting.strayComments, ...missed]) found.diagnostics.push(diagnoseComment("SY106", comment));
  return found;
}

function visit(node: Node, place: Place, selecting: Selecting): void {
  noteComments(node, selecting);
  if (isFunction(node)) return visitFunction(node, place, selecting);
  if (selecting.isWrapperCall(node)) return visitWrapper(node, place, selecting);
  if (node.type === "ExpressionStatement") noteStrayDirective(node, selecting.found.diagnostics);
  visitChildren(node, place, selecting);
}

function noteComments({ leadingComments, innerComments, trailingComments }: Node, { found, strayComments, knownComments }: Selecting): void {
  if (!leadingComments && !innerComments && !trailingComments) return;
  for (const list of [leadingComments, innerComments, trailingComments] as (Node[] | null | undefined)[]) {
    for (const comment of list?.filter(isAnnotationComment) ?? []) {
      strayComments.add(comment);
      knownComments.add(comment);
      found.commentLists.add(list!);
    }
  }
}

function visitChildren(node: Node, place: Place, selecting: Selecting): void {
  // Two of five nodes, for which no place inside need be made.
  if (node.type === "Identifier" && !node.decorators) return;
  const { found } = selecting;
  const isContainer = isClass(node) || node.type === "ObjectExpression";
  if (isContainer) found.containers.set(node, { owner: place.owner, statement: node.type === "ClassDeclaration" ? place.statement : null });
  const nameHint = nameOf(node) ?? (isTransparent(node) ? place.nameHint : null);
  const inside: Place = {
    parent: node,
    commented: commentedBy(node, place.commented),
    list: null,
    statement: null,
    nameHint,
    owner: place.owner,
    container: isContainer ? node : node.type === "ClassBody" ? place.container : null,
    strict: place.strict || isClass(node),
    wrapped: isTransparent(node) && place.wrapped,
  };
  const ownsFields = isFieldOrStaticBlock(node);
  eachChild(node, (child, field) => {
    const list = node[field];
    const isAhead = field === "key" || field === "decorators";
    const owner = ownsFields && !isAhead ? node : place.owner;
    if (Array.isArray(list)) visit(child, { ...inside, list, statement: { list, statement: child }, owner }, selecting);
    else if (field === "declaration") visit(child, { ...inside, statement: place.statement }, selecting);
    else visit(child, owner === inside.owner ? inside : { ...inside, owner }, selecting);
  });
}

function visitFunction(node: FunctionNode, place: Place, selecting: Selecting): void {
  const { found, fileRequest, mode } = selecting;
  const name = node.id?.name ?? nameOf(node) ?? place.nameHint ?? "anonymous";
  // Nested functions first: they are compiled before what contains them.
  visitParts(node, place, selecting);
  const request = requestFor(node, place, selecting);
  if (request === "leave" || fileRequest === "leave") return;
  const kind = kindOf(node);
  if (kind === null) {
    if (request === "compile") found.diagnostics.push(diagnose(wasRewritten(node) ? "SY105" : "SY103", node, name));
    return;
  }
  if (request === null && fileRequest !== "compile" && mode !== "all") return;
  if (wasTakenApart(node, place.parent)) {
    found.diagnostics.push(diagnose("SY105", node, name));
    return;
  }
  const comments = annotationComments([node, ...place.commented]);
  if (kind === "generator" && node.type === "ObjectMethod" && place.list && place.strict && isProperty(node)) asProperty(node, place.list);
  found.functions.push({ node, kind, name, parent: place.parent, container: place.container, annotations: directivesOf(node.body).filter(isAnnotation), comments, list: place.list });
}

function visitParts(node: FunctionNode, place: Place, selecting: Selecting): void {
  eachChild(node, (child, field) => {
    if (field === "id") return;
    const owner = field === "key" || field === "decorators" ? place.owner : node;
    visit(child, { ...nowhere, parent: node, owner, strict: place.strict || hasUseStrict(node.body) }, selecting);
  });
}

/**
 * What is asked for this very function: by its directives or, where they say nothing, by coroutine(…) or a comment. Its comments
 * are stray no longer, and what only looks like a request is noted.
 */
function requestFor(node: FunctionNode, place: Place, { found, strayComments }: Selecting): Request {
  const body = node.body?.type === "BlockStatement" ? node.body : null;
  if (body) noteNearMisses(body, found.diagnostics);
  const commented = [node, ...place.commented];
  const comments = annotationComments(commented);
  for (const comment of comments) strayComments.delete(comment);
  noteNearMissComments(commented, found.diagnostics);
  const own = body && requestOfDirectives(body);
  return own ?? (place.wrapped || comments.length > 0 ? "compile" : null);
}

function visitWrapper(node: Node, place: Place, selecting: Selecting): void {
  const { wrappers, diagnostics } = selecting.found;
  const [fn] = node.arguments;
  if (node.arguments.length !== 1 || !isFunction(unwrapped(fn))) {
    diagnostics.push(diagnose("SY104", node));
    return;
  }
  wrappers.push(node);
  visit(fn, { ...place, parent: node, commented: [node, ...place.commented], wrapped: true }, selecting);
}

/**
 * A comment before a statement, a property or a field belongs to the function that is declared there, or assigned; and one before
 * parentheses, or before what is asserted, to the function inside.
 */
function commentedBy(node: Node, outer: Node[]): Node[] {
  if (isTransparent(node)) return [node, ...outer];
  switch (node.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
    case "TSExportAssignment":
    case "ExpressionStatement":
    case "ObjectProperty":
    case "ClassProperty":
    case "ClassPrivateProperty":
    case "ClassAccessorProperty":
      return [node];
    case "VariableDeclaration":
    case "VariableDeclarator":
      return [node, ...outer];
    case "AssignmentExpression":
      return outer;
    default:
      return NO_NODES;
  }
}

function kindOf(node: Node): FunctionKind | null {
  if (node.async) return node.generator ? "async-generator" : "async";
  return node.generator ? "generator" : null;
}

/** The name that a place gives to what stands in it. */
function nameOf(node: Node): string | null {
  switch (node.type) {
    case "VariableDeclarator":
      return node.id.type === "Identifier" ? node.id.name : null;
    case "AssignmentExpression":
    case "AssignmentPattern":
      if (node.left.type === "Identifier") return node.left.name;
      return node.left.type === "MemberExpression" ? nameOfKey(node.left.property, node.left.computed) : null;
    case "ObjectProperty":
    case "ObjectMethod":
    case "ClassMethod":
    case "ClassPrivateMethod":
    case "ClassProperty":
    case "ClassPrivateProperty":
    case "ClassAccessorProperty":
      return nameOfKey(node.key, node.computed);
    case "ExportDefaultDeclaration":
      return "default";
    default:
      return null;
  }
}

/** [Symbol.iterator]() {} is called so in the stacks of engines, too. */
function nameOfKey(key: Node, isComputed: boolean): string | null {
  if (!isComputed) return keyName(key);
  const isSymbol = key.type === "MemberExpression" && !key.computed && key.object.type === "Identifier" && key.object.name === "Symbol";
  return isSymbol ? `[Symbol.${key.property.name}]` : null;
}
