// Phase 1: Program → the functions to compile, innermost first.
//
//   function* a() { "use coroutine"; return function* b() {} }      a (b is native, unless it is annotated itself)
//
// Guarantees: what is returned is annotated and of a kind that can be compiled; everything else that is annotated, or
// looks as if it should be, has a diagnostic. Tempting: take annotations as hints and skip what does not fit. Users of
// such compilers find out in production.

import { eachChild } from "../ast/walk.js";
import { isFunction, type FunctionNode, type Node } from "../ast/node.js";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostics.js";
import type { FunctionKind } from "../graph/graph.js";
import type { Options } from "../options.js";
import { keyName } from "../ast/definitions.js";
import { isAnnotation, isNearMiss, isNearMissComment, requestOfComments, requestOfDirectives, directivesOf, type Request } from "./annotations.js";

export interface SelectedFunction {
  node: FunctionNode;
  kind: FunctionKind;
  /** For people, and for the names of what is emitted. */
  name: string;
  parent: Node;
  /** Its directives that were meant for this compiler alone. */
  annotations: Node[];
  /** The statement list that a declaration stands in, for what has to run before it. */
  list: Node[] | null;
}

export interface Selection {
  functions: SelectedFunction[];
  diagnostics: Diagnostic[];
  /** coroutine(fn) calls, to be replaced by their argument. */
  wrappers: Node[];
}

interface Place {
  parent: Node;
  /** Nodes whose leading comments belong to the function: itself and the statement around it. */
  commented: Node[];
  list: Node[] | null;
  nameHint: string | null;
  wrapped: boolean;
}

export function select(program: Node, options: Pick<Options, "mode" | "importSource">): Selection {
  const functions: SelectedFunction[] = [];
  const diagnostics: Diagnostic[] = [];
  const wrappers: Node[] = [];
  const wrapperNames = importedWrappers(program, options.importSource);
  const fileRequest = requestOfDirectives(program);
  noteNearMisses(program);

  const visit = (node: Node, place: Place): void => {
    if (isFunction(node)) return visitFunction(node, place);
    if (isWrapperCall(node)) return visitWrapper(node, place);
    if (node.type === "ExpressionStatement") noteStrayDirective(node);
    const nameHint = nameOf(node) ?? (isTransparent(node) ? place.nameHint : null);
    const isStatement = /Statement$|Declaration$/.test(node.type) && node.type !== "FunctionDeclaration";
    eachChild(node, (child, field) => {
      const list = Array.isArray(node[field]) ? node[field] : null;
      const commented = commentedBy(node, isStatement ? [] : place.commented);
      visit(child, { parent: node, commented, list, nameHint, wrapped: false });
    });
  };

  const visitFunction = (node: FunctionNode, place: Place): void => {
    const name = node.id?.name ?? nameOf(node) ?? place.nameHint ?? "anonymous";
    // Nested functions first: they are compiled before what contains them.
    eachChild(node, (child, field) => {
      if (field === "id") return;
      visit(child, { parent: node, commented: [], list: null, nameHint: null, wrapped: false });
    });
    const body = node.body?.type === "BlockStatement" ? node.body : null;
    if (body) noteNearMisses(body);
    const own = body && requestOfDirectives(body);
    const comment = requestOfComments([node, ...place.commented]);
    const kind = kindOf(node);
    const explicit: Request = own ?? (place.wrapped ? "compile" : comment);
    if (explicit === "leave" || (explicit === null && fileRequest === "leave")) return;
    if (kind === null) {
      if (explicit === "compile") diagnostics.push(diagnose("SY103", node, name));
      return;
    }
    if (explicit === null && fileRequest !== "compile" && options.mode !== "all") return;
    if (kind !== "generator") {
      const shown = kind === "async" ? "an async function" : "an async generator";
      diagnostics.push(diagnose("SY301", node, name, { kind: shown }));
      return;
    }
    functions.push({ node, kind, name, parent: place.parent, annotations: directivesOf(node.body).filter(isAnnotation), list: place.list });
  };

  const visitWrapper = (node: Node, place: Place): void => {
    const [fn] = node.arguments;
    if (node.arguments.length !== 1 || !isFunction(fn)) {
      diagnostics.push(diagnose("SY104", node));
      return;
    }
    wrappers.push(node);
    visit(fn, { ...place, parent: node, wrapped: true });
  };

  const isWrapperCall = (node: Node): boolean =>
    node.type === "CallExpression" && node.callee.type === "Identifier" && wrapperNames.has(node.callee.name);

  visit(program, { parent: program, commented: [], list: null, nameHint: null, wrapped: false });
  return { functions, diagnostics, wrappers };

  function noteNearMisses(body: Node): void {
    for (const directive of directivesOf(body)) {
      const text = directive.value.value;
      if (isNearMiss(text)) diagnostics.push(diagnose("SY101", directive, null, { text: JSON.stringify(text) }));
    }
    for (const statement of body.body ?? []) {
      for (const comment of statement.leadingComments ?? []) {
        if (isNearMissComment(comment.value)) {
          diagnostics.push(diagnose("SY101", { ...statement, loc: comment.loc }, null, { text: `/*${comment.value}*/` }));
        }
      }
    }
  }

  function noteStrayDirective(statement: Node): void {
    const { expression } = statement;
    const text =
      expression.type === "StringLiteral"
        ? expression.value
        : expression.type === "TemplateLiteral" && expression.quasis.length === 1
          ? expression.quasis[0].value.cooked
          : null;
    if (text === "use coroutine" || text === "use no coroutine") diagnostics.push(diagnose("SY102", statement));
  }
}

/** A comment before `export` or `const` belongs to the function that the statement declares. */
function commentedBy(node: Node, outer: Node[]): Node[] {
  switch (node.type) {
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      return [node];
    case "VariableDeclaration":
      return [node, ...outer];
    case "VariableDeclarator":
      return outer;
    default:
      return [];
  }
}

export function kindOf(node: Node): FunctionKind | null {
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
      return node.left.type === "MemberExpression" && !node.left.computed ? keyName(node.left.property) : null;
    case "ObjectProperty":
    case "ObjectMethod":
    case "ClassMethod":
    case "ClassPrivateMethod":
    case "ClassProperty":
    case "ClassPrivateProperty":
      return node.computed ? null : keyName(node.key);
    case "ExportDefaultDeclaration":
      return "default";
    default:
      return null;
  }
}

function isTransparent(node: Node): boolean {
  return /^(TSAsExpression|TSSatisfiesExpression|TSNonNullExpression|ParenthesizedExpression)$/.test(node.type);
}

/** Local names of `coroutine` imported from the runtime. */
function importedWrappers(program: Node, importSource: string): Set<string> {
  const names = new Set<string>();
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== importSource) continue;
    for (const specifier of statement.specifiers) {
      const imported = specifier.imported?.name ?? specifier.imported?.value;
      if (imported === "coroutine") names.add(specifier.local.name);
    }
  }
  return names;
}
