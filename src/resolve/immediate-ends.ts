// Which calls of a generator function are over when they begin: by a test of parameters, which comes first.
//
//   export function* walk(node) { if (node === null) return; yield node; }         →  node === null
//   export function* walk(node) { if (node && node !== 1) { yield node; } }        →  !(node && node !== 1)
//   export function* down(n) { if (n <= 0) return; yield n; }                      →  nothing is known
//   export function* type(n) { if (n === 0) return; yield n; function n() {} }     →  nothing is known
//
// Of a tree's calls half have nothing to walk, and where somebody delegates to one of these, nobody sees that it was made.
//
// Guarantees: the test can be evaluated twice, and with the call in place of the first `next`, and nobody can tell. An
// object in n <= 0 would be asked for its valueOf.

import type { Expression, Node, Statement } from "../ast/node.js";
import * as b from "../ast/build.js";
import type { ScopeAnalysis } from "../ast/scope-model.js";
import { cloneTree } from "../ast/walk.js";

/** When a call returns undefined at once, said by the function's parameters; null: not known. */
export function endsAtOnce(node: Node, { references }: Pick<ScopeAnalysis, "references">): Expression | null {
  const [first, ...rest]: Statement[] = node.body.body;
  // What a function declaration gives its value before the first statement is not what the call was given.
  const redeclared = new Set(rest.flatMap((statement) => (statement.type === "FunctionDeclaration" ? [statement.id.name] : [])));
  if (first?.type !== "IfStatement" || !isPlain(first.test)) return null;
  if (isBareReturn(first.consequent)) return cloneTree(first.test);
  return rest.length === 0 && !first.alternate ? b.not(cloneTree(first.test)) : null;

  /** Of parameters and constants, with no effect, error or conversion. */
  function isPlain(expression: Node): boolean {
    switch (expression.type) {
      case "NullLiteral":
      case "BooleanLiteral":
      case "NumericLiteral":
      case "StringLiteral":
        return true;
      case "Identifier": {
        const binding = references.get(expression)?.binding;
        return binding ? binding.kind === "param" && !redeclared.has(expression.name) : expression.name === "undefined";
      }
      case "UnaryExpression":
        return /^(!|typeof)$/.test(expression.operator) && isPlain(expression.argument);
      case "BinaryExpression":
        return isPlainComparison(expression) && isPlain(expression.left) && isPlain(expression.right);
      case "LogicalExpression":
        return expression.operator !== "??" && isPlain(expression.left) && isPlain(expression.right);
      default:
        return false;
    }
  }
}

/** a === b; a == null */
function isPlainComparison({ operator, left, right }: Node): boolean {
  if (/^[!=]==$/.test(operator)) return true;
  return /^[!=]=$/.test(operator) && (left.type === "NullLiteral" || right.type === "NullLiteral");
}

/** return; or { return; } */
function isBareReturn(statement: Statement): boolean {
  const [only, ...others]: Statement[] = statement.type === "BlockStatement" ? statement.body : [statement];
  return only?.type === "ReturnStatement" && !only.argument && others.length === 0;
}
