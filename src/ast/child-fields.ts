// Which fields of ECMAScript's nodes, of JSX and of what TypeScript wraps around them hold children. Walking is what this compiler
// does most, and most of a node's fields are positions and flags; what tools note there, `parent` for instance, are no children
// either. Types that are not here are looked through field by field. A test compares this with Babel's own table.

const TABLE = `
ArrayExpression elements
ArrayPattern elements
ArrowFunctionExpression params body
AssignmentExpression left right
AssignmentPattern left right decorators
AwaitExpression argument
BigIntLiteral
BinaryExpression left right
BindExpression object callee
BlockStatement directives body
BooleanLiteral
BreakStatement label
CallExpression callee arguments
CatchClause param body
ClassAccessorProperty decorators key value
ClassBody body
ClassDeclaration decorators id superClass body
ClassExpression decorators id superClass body
ClassMethod decorators key params body
ClassPrivateMethod decorators key params body
ClassPrivateProperty decorators key value
ClassProperty decorators key value
ConditionalExpression test consequent alternate
ContinueStatement label
DebuggerStatement
Decorator expression
Directive value
DirectiveLiteral
DoWhileStatement body test
EmptyStatement
ExpressionStatement expression
ForInStatement left right body
ForOfStatement left right body
ForStatement init test update body
FunctionDeclaration id params body
FunctionExpression id params body
Identifier decorators
IfStatement test consequent alternate
Import
ImportExpression source options
JSXAttribute name value
JSXClosingElement name
JSXClosingFragment
JSXElement openingElement children closingElement
JSXEmptyExpression
JSXExpressionContainer expression
JSXFragment openingFragment children closingFragment
JSXIdentifier
JSXMemberExpression object property
JSXNamespacedName namespace name
JSXOpeningElement name attributes
JSXOpeningFragment
JSXSpreadAttribute argument
JSXSpreadChild expression
JSXText
LabeledStatement label body
LogicalExpression left right
MemberExpression object property
MetaProperty meta property
NewExpression callee arguments
NullLiteral
NumericLiteral
ObjectExpression properties
ObjectMethod decorators key params body
ObjectPattern decorators properties
ObjectProperty decorators key value
OptionalCallExpression callee arguments
OptionalMemberExpression object property
ParenthesizedExpression expression
PrivateName id
Program directives body
RegExpLiteral
RestElement argument
ReturnStatement argument
SequenceExpression expressions
SpreadElement argument
StaticBlock body
StringLiteral
Super
SwitchCase test consequent
SwitchStatement discriminant cases
TSAsExpression expression
TSEnumMember id initializer
TSExportAssignment expression
TSInstantiationExpression expression
TSNonNullExpression expression
TSParameterProperty decorators parameter
TSSatisfiesExpression expression
TSTypeAssertion expression
TaggedTemplateExpression tag quasi
TemplateElement
TemplateLiteral quasis expressions
ThisExpression
ThrowStatement argument
TopicReference
TryStatement block handler finalizer
TypeCastExpression expression
UnaryExpression argument
UpdateExpression argument
VariableDeclaration declarations
VariableDeclarator id init
WhileStatement test body
WithStatement object body
YieldExpression argument
`;

export const CHILD_FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split("\n")
    .map((line): [string, string[]] => {
      const [type, ...fields] = line.split(" ");
      return [type, fields];
    }),
);
