// Builders for the nodes this compiler creates. What is newer than ES5 says so; a fixture check holds that.
// Where the source position matters, `at` gives a made node that of the node it stands for.

import { isAnonymousDefinition } from "./definitions.js";
import { isIdentifierName, RESERVED } from "./names.js";
import { isClass, isErased, type Expression, type Identifier, type Node, type SourceLocation, type Statement } from "./node.js";

/** Gives `node` the position of `origin`, so that maps point from emitted code to the user's line. */
export function at<T extends Node>(origin: Node | null | undefined, node: T): T {
  if (origin?.loc && !node.loc) node.loc = origin.loc as SourceLocation;
  return node;
}

export const id = (name: string): Identifier => ({ type: "Identifier", name });

export const privateName = (name: string): Node => ({ type: "PrivateName", id: id(name) });

/** A name whose value does not change while it is used, so that nothing has to keep it. */
export const fixed = (name: string): Identifier => ({ ...id(name), temporary: true });

export function number(value: number): Expression {
  // -1
  if (value < 0) return unary("-", { type: "NumericLiteral", value: -value });
  return { type: "NumericLiteral", value };
}

export const string = (value: string): Expression => ({ type: "StringLiteral", value });
export const boolean = (value: boolean): Expression => ({ type: "BooleanLiteral", value });
export const nil = (): Expression => ({ type: "NullLiteral" });
/** void 0: `undefined` may be shadowed. */
export const undef = (): Expression => unary("void", number(0));
export const self = (): Expression => ({ type: "ThisExpression" });

/** object.name, or object["na me"] */
export function member(object: Expression, name: string): Expression {
  if (isIdentifierName(name)) return { type: "MemberExpression", object, property: id(name), computed: false };
  return index(object, string(name));
}

/** {"name": value}["name"]: the engine names an anonymous function by its property. */
export const named = (name: string, value: Expression): Expression =>
  member(object([isNoPlainKey(name, value) ? { ...property(name, value), key: string(name), computed: true } : property(name, value)]), name);

/**
 * Then it is {["name"]: value}, which is ES2015: { __proto__: value } sets the prototype and names nothing, and Babel's plugin for
 * decorators calls the class in { default: @made class {} } by a word that no class can have.
 */
const isNoPlainKey = (name: string, { decorators }: Expression): boolean => name === "__proto__" || (decorators?.length > 0 && RESERVED.has(name));

/** {[key]: value}[key], of a class. ES2015. */
export const namedBy = (key: Expression, value: Expression): Expression =>
  index(object([{ type: "ObjectProperty", key: { ...key }, value, computed: true, shorthand: false }]), key);

/** An anonymous function or class with the name of a computed key: static parts of a class see theirs. */
export const namedByKey = (key: Expression, value: Expression, runtime: (name: "named") => Expression): Expression =>
  isClass(value) ? namedBy(key, value) : call(runtime("named"), [value, { ...key }]);

/** {name() {}}.name, of a function expression. ES2015. */
export function methodNamed(name: string, { id: _id, expression: _expression, ...fn }: Node): Expression {
  const key = isIdentifierName(name) ? id(name) : string(name);
  return member(object([{ ...fn, type: "ObjectMethod", kind: "method", key, computed: false } as Node]), name);
}

/** Nothing but the value: (0, o.m)() has no `this`, and typeof (0, x) throws where there is no x. */
export const asValue = (value: Expression): Expression => sequence([number(0), value]);

/** A value for a variable of ours, which must not give its name to an anonymous function: (0, () => {}) */
export const unnamed = (value: Expression): Expression => (isAnonymousDefinition(value) ? asValue(value) : value);

/** f([1], {} = 0) is a syntax error in V8, and none in ECMAScript: an argument that assigns to a pattern is set apart. */
export const argument = (value: Expression): Expression =>
  value.type === "AssignmentExpression" && /Pattern$/.test(value.left.type) ? asValue(value) : value;

/** object[property] */
export const index = (object: Expression, property: Expression): Expression => ({
  type: "MemberExpression",
  object,
  property,
  computed: true,
});

export const call = (callee: Expression, args: Expression[]): Expression => ({
  type: "CallExpression",
  callee,
  arguments: args,
});
/** A call that bundlers may leave out where nobody uses what it gives. */
export const pure = (made: Expression): Expression =>
  made.type === "CallExpression" ? { ...made, leadingComments: [{ type: "CommentBlock", value: "#__PURE__" }] } : made;
export const construct = (callee: Expression, args: Expression[]): Expression => ({
  type: "NewExpression",
  callee,
  arguments: args,
});
export const assign = (left: Node, right: Expression, operator = "="): Expression => ({
  type: "AssignmentExpression",
  operator,
  left,
  right: isOptionalPrivate(right) ? asValue(right) : right,
});
/** Babel's class plugins take a?.#p for the target of the assignment that it is the value of. */
const isOptionalPrivate = ({ type, property }: Node) => type === "OptionalMemberExpression" && property.type === "PrivateName";
export const unary = (operator: string, argument: Expression): Expression => ({
  type: "UnaryExpression",
  operator,
  prefix: true,
  argument,
});
export const not = (argument: Expression): Expression => unary("!", argument);
export const binary = (operator: string, left: Expression, right: Expression): Expression => ({
  type: "BinaryExpression",
  operator,
  left,
  right,
});
export const logical = (operator: "&&" | "||", left: Expression, right: Expression): Expression => ({
  type: "LogicalExpression",
  operator,
  left,
  right,
});
/** tested === null || value === void 0, where `value` is what was tested. Not value == null, which takes document.all for null. */
export const isNullish = (tested: Expression, value: Expression): Expression =>
  logical("||", binary("===", tested, nil()), binary("===", value, undef()));
export const conditional = (test: Expression, consequent: Expression, alternate: Expression): Expression => ({
  type: "ConditionalExpression",
  test,
  consequent,
  alternate,
});
export const sequence = (expressions: Expression[]): Expression =>
  expressions.length === 1 ? expressions[0] : { type: "SequenceExpression", expressions };
/** An await that the source does not write; `origin` is the piece of it that means it. */
export const awaits = (argument: Expression, origin: Pick<Node, "start" | "end" | "loc">): Expression =>
  ({ type: "AwaitExpression", argument, origin }) as Expression;
export const array = (elements: (Expression | null)[]): Expression => ({ type: "ArrayExpression", elements });

export const property = (key: string, value: Expression): Node => ({
  type: "ObjectProperty",
  key: isIdentifierName(key) ? id(key) : string(key),
  value,
  computed: false,
  shorthand: false,
});
/** { x } → { x: value }; but { __proto__ } → { ["__proto__"]: value }, which is a property as it was. ES2015 then, as { x } is. */
export function longhand(item: Node, value: Expression): Node {
  const isProto = item.key.name === "__proto__";
  return { ...item, key: isProto ? string(item.key.name) : id(item.key.name), value, computed: isProto, shorthand: false };
}
export const object = (properties: Node[]): Expression => ({ type: "ObjectExpression", properties });

/** { __proto__: null, ...source }, in which `in` finds what is spread and nothing else. */
export const bareCopy = (spread: Node): Expression =>
  object([{ type: "ObjectProperty", key: id("__proto__"), value: nil(), computed: false, shorthand: false } as Node, spread]);

export const statement = (expression: Expression): Statement =>
  at(expression, { type: "ExpressionStatement", expression });
export const block = (body: Statement[], directives: Node[] = []): Statement => ({
  type: "BlockStatement",
  body,
  directives,
});
/** With an `else` both ways are blocks: @babel/generator prints `if (a) b();else c();`. */
export const ifElse = (test: Expression, consequent: Statement, alternate: Statement | null = null): Statement => ({
  type: "IfStatement",
  test,
  consequent: alternate === null ? consequent : asBlock(consequent),
  alternate: alternate === null || alternate.type === "IfStatement" ? alternate : asBlock(alternate),
});
/** if (a) throw b; and if (a) { c(); throw b; } */
export const oneOrBlock = (statements: Statement[]): Statement => (statements.length === 1 ? statements[0] : block(statements));
const asBlock = (statement: Statement): Statement => (statement.type === "BlockStatement" ? statement : block([statement]));
export const returns = (argument: Expression | null): Statement => ({ type: "ReturnStatement", argument });
export const throws = (argument: Expression): Statement => ({ type: "ThrowStatement", argument });
export const breaks = (label: string | null = null): Statement => ({
  type: "BreakStatement",
  label: label === null ? null : id(label),
});
export const continues = (label: string | null = null): Statement => ({
  type: "ContinueStatement",
  label: label === null ? null : id(label),
});
export const labeled = (label: string, body: Statement): Statement => ({
  type: "LabeledStatement",
  label: id(label),
  body,
});
/** for (;;) body */
export const forever = (body: Statement): Statement => ({
  type: "ForStatement",
  init: null,
  test: null,
  update: null,
  body,
});
export const whileLoop = (test: Expression, body: Statement): Statement => ({ type: "WhileStatement", test, body });
export const switchOn = (discriminant: Expression, cases: Node[]): Statement => ({
  type: "SwitchStatement",
  discriminant,
  cases,
});
export const switchCase = (test: Expression | null, consequent: Statement[]): Node => ({
  type: "SwitchCase",
  test,
  consequent,
});
export const tryCatch = (body: Statement[], parameter: string, handler: Statement[]): Statement => ({
  type: "TryStatement",
  block: block(body),
  handler: { type: "CatchClause", param: id(parameter), body: block(handler) },
  finalizer: null,
});
export const variables = (declarations: { name: string; init: Expression | null }[]): Statement => ({
  type: "VariableDeclaration",
  kind: "var",
  declarations: declarations.map(({ name, init }) => ({ type: "VariableDeclarator", id: id(name), init })),
});
export const directive = (value: string): Node => ({
  type: "Directive",
  value: { type: "DirectiveLiteral", value },
});

function functionNode(type: string, name: string | null, params: string[], body: Statement[], strict: boolean): Node {
  return {
    type,
    id: name === null ? null : id(name),
    params: params.map(id),
    body: block(body, strict ? [directive("use strict")] : []),
    generator: false,
    async: false,
  };
}
export const functionDeclaration = (name: string, params: string[], body: Statement[], strict = false): Statement =>
  functionNode("FunctionDeclaration", name, params, body, strict);
export const functionExpression = (
  name: string | null,
  params: string[],
  body: Statement[],
  strict = false,
): Expression => functionNode("FunctionExpression", name, params, body, strict);
/** The same function as an arrow: it shares what `this`, `super` and `arguments` mean around it. Newer than ES5. */
export const arrow = ({ id: _, ...rest }: Expression): Expression => ({ ...rest, type: "ArrowFunctionExpression", expression: false }) as Node;

/** A class as an expression, without what nothing runs of. Those of TypeScript cannot be abstract. */
export function classExpression(node: Node): Expression {
  const body = { ...node.body, body: node.body.body.filter((element: Node) => !isErased(element)) };
  return { ...node, type: "ClassExpression", abstract: false, body };
}
