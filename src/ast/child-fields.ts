// Which fields of the common nodes hold children. Walking is what this compiler does most, and most of a node's fields are
// positions and flags. Types that are not here are looked through field by field. A test compares this with Babel's own
// table.

const TABLE = `
ArrayExpression elements
ArrayPattern elements
ArrowFunctionExpression params body
AssignmentExpression left right
AssignmentPattern left right decorators
AwaitExpression argument
BinaryExpression left right
BlockStatement directives body
BooleanLiteral
BreakStatement label
CallExpression callee arguments
CatchClause param body
ConditionalExpression test consequent alternate
ContinueStatement label
Directive value
DirectiveLiteral
EmptyStatement
ExpressionStatement expression
ForInStatement left right body
ForOfStatement left right body
ForStatement init test update body
FunctionDeclaration id params body
FunctionExpression id params body
Identifier decorators
IfStatement test consequent alternate
LabeledStatement label body
LogicalExpression left right
MemberExpression object property
NewExpression callee arguments
NullLiteral
NumericLiteral
ObjectExpression properties
ObjectMethod decorators key params body
ObjectPattern decorators properties
ObjectProperty decorators key value
Program directives body
RestElement argument
ReturnStatement argument
SequenceExpression expressions
SpreadElement argument
StringLiteral
SwitchCase test consequent
SwitchStatement discriminant cases
TemplateElement
TemplateLiteral quasis expressions
ThisExpression
ThrowStatement argument
TryStatement block handler finalizer
UnaryExpression argument
UpdateExpression argument
VariableDeclaration declarations
VariableDeclarator id init
WhileStatement test body
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
