// The shape of a Babel syntax tree, as far as this compiler needs it.
//
// The field types of @babel/types differ between Babel 7 and 8, and every pass here matches on `type` anyway, so a node is
// an open record. A node with `start` was written by the user; a node without was made by the compiler (and must be ES5), and
// stands for one of the user's if it has an `end`.

export interface Position {
  line: number;
  column: number;
  index?: number;
}

export interface SourceLocation {
  start: Position;
  end: Position;
  identifierName?: string | null;
}

export interface Node {
  type: string;
  start?: number | null;
  end?: number | null;
  loc?: SourceLocation | null;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  [field: string]: any;
}

export type Expression = Node;
export type Statement = Node;
export type Pattern = Node;

export interface Identifier extends Node {
  type: "Identifier" | "JSXIdentifier";
  name: string;
}

export interface FunctionNode extends Node {
  params: Pattern[];
  body: Node;
  async: boolean;
  generator?: boolean;
}

const FUNCTION_TYPES = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ObjectMethod",
  "ClassMethod",
  "ClassPrivateMethod",
]);

/** Is this node a function in the user's sense (methods and accessors included)? */
export function isFunction(node: Node): node is FunctionNode {
  return FUNCTION_TYPES.has(node.type);
}

/** What a function's parameters bind: not TypeScript's `this`, which is a type. */
export const boundParameters = (params: Pattern[]): Pattern[] => params.filter((parameter) => parameter.name !== "this");

/** Of a program or a function's body: its own directive, whatever is around it. */
export function hasUseStrict(body: Node): boolean {
  return (body.directives ?? []).some((directive: Node) => directive.value.value === "use strict");
}

export function isClass(node: Node): boolean {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

const LOOP_TYPES = new Set(["ForStatement", "ForInStatement", "ForOfStatement", "WhileStatement", "DoWhileStatement"]);

export function isLoop(node: Node): boolean {
  return LOOP_TYPES.has(node.type);
}

/** The operator of an assignment that may not happen: x ||= v, x &&= v, x ??= v. */
export function isLogicalAssignment(operator: string): boolean {
  return /^(\|\||&&|\?\?)=$/.test(operator);
}

const FUNCTION_LIKE_CLASS_ELEMENTS = new Set([
  "ClassProperty",
  "ClassPrivateProperty",
  "ClassAccessorProperty",
  "StaticBlock",
]);

/** Class fields and static blocks run like methods: with their own `this`, and no `yield` of the function around them. */
export function isFieldOrStaticBlock(node: Node): boolean {
  return FUNCTION_LIKE_CLASS_ELEMENTS.has(node.type);
}

const ERASED = /^(TS(?!AsExpression|NonNull|Satisfies|TypeAssertion|Instantiation|ParameterProperty|Enum|Module|Export|Import)|Flow|Declare|TypeAlias|Interface|OpaqueType|TypeParameter|TypeAnnotation)/;

/** Does nothing of it run? Types, and what is declared for them alone: of a class member not even the key. */
export function isErased(node: Node): boolean {
  return ERASED.test(node.type) || isDeclaredAlone(node) || (node.abstract === true && !isClass(node));
}

/** declare [brand]: true; but a decorator of it runs, and is given the key. */
const isDeclaredAlone = ({ declare, decorators }: Node): boolean => declare === true && !decorators?.length;

/** What TypeScript, or Flow, says of an expression: x as any, x!, (x: any) */
function isAssertion(node: Node): boolean {
  return /^(TypeCastExpression|TS(AsExpression|SatisfiesExpression|NonNullExpression|TypeAssertion|InstantiationExpression))$/.test(node.type);
}

/** Assertions, and parentheses. */
export function isTransparent(node: Node): boolean {
  return node.type === "ParenthesizedExpression" || isAssertion(node);
}

/** The expression without what is asserted of it. */
export function unasserted(node: Node): Node {
  while (isAssertion(node)) node = node.expression;
  return node;
}

/** The expression itself. */
export function unwrapped(node: Node): Node {
  while (isTransparent(node)) node = node.expression;
  return node;
}
