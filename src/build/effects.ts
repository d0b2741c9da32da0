// Syntax without suspension → Effects: which of the step function's variables it reads, defines and writes.
//
//   function* g(k, n, sum) { for (k = 0; k < n; k++) sum += k; }
//   → reads n, sum · defines k · writes k, sum · may throw
//
// `reads` counts only reads that can see the value on entry: the loop above sets k first. Treating every mention as a
// read would be right too, and would make every inner loop's counter live across the suspensions around it.

import { eachChild } from "../ast/walk.js";
import { isClass, isFunction, isLogicalAssignment, type Node } from "../ast/node.js";
import type { Effects } from "../graph/graph.js";

type Names = Set<string>;

interface Flow {
  reads: Names;
  writes: Names;
  mayThrow: boolean;
  isVariable(name: string): boolean;
}

/** What completes normally has defined these; null: it does not complete normally. */
type Defined = Names | null;

export function effectsOf(syntax: Node, isVariable: (name: string) => boolean): Effects {
  const flow: Flow = { reads: new Set(), writes: new Set(), mayThrow: false, isVariable };
  const defined = run(syntax, new Set(), flow);
  return {
    reads: [...flow.reads],
    // What never completes normally defines every variable, vacuously. A graph may name only those of them that are written.
    defines: [...(defined ?? flow.writes)],
    writes: [...flow.writes],
    mayThrow: flow.mayThrow,
  };
}

/** Runs through `node` in evaluation order; `before` is what is defined already. */
function run(node: Node | null | undefined, before: Names, flow: Flow): Defined {
  if (!node) return before;
  switch (node.type) {
    case "Identifier":
    case "JSXIdentifier":
      if (!flow.isVariable(node.name)) flow.mayThrow = true;
      else if (!before.has(node.name)) flow.reads.add(node.name);
      return before;
    case "NumericLiteral":
    case "StringLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
      return before;
    case "UnaryExpression":
      if (node.operator !== "void" && node.operator !== "!" && node.operator !== "typeof") flow.mayThrow = true;
      return run(node.argument, before, flow);
    case "AssignmentExpression":
      return runAssignment(node, before, flow);
    case "UpdateExpression":
      return runUpdate(node, before, flow);
    case "LogicalExpression": {
      const left = run(node.left, before, flow);
      run(node.right, left ?? before, flow);
      return left;
    }
    case "ConditionalExpression":
      return runBranches(node, before, flow);
    case "OptionalMemberExpression":
    case "OptionalCallExpression":
      return runOptional(node, before, flow);
    case "MemberExpression": {
      flow.mayThrow = true;
      const object = run(node.object, before, flow);
      return node.computed ? run(node.property, object ?? before, flow) : object;
    }
    case "ObjectProperty": {
      const key = node.computed ? run(node.key, before, flow) : before;
      return run(node.value, key ?? before, flow);
    }
    default:
      return runStatement(node, before, flow);
  }
}

function runStatement(node: Node, before: Names, flow: Flow): Defined {
  switch (node.type) {
    case "EmptyStatement":
      return before;
    case "ExpressionStatement":
      return run(node.expression, before, flow);
    case "BlockStatement":
      return runAll(node.body, before, flow);
    case "VariableDeclaration":
      return runDeclaration(node, before, flow);
    case "IfStatement":
      return runBranches(node, before, flow);
    case "ForStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForInStatement":
    case "ForOfStatement":
      return runLoop(node, before, flow);
    case "SwitchStatement":
      return runSwitch(node, before, flow);
    case "LabeledStatement":
      // Anything inside may break out early.
      run(node.body, before, flow);
      return before;
    case "TryStatement":
      return runTry(node, before, flow);
    case "CatchClause":
      return runCatch(node, before, flow);
    case "ReturnStatement":
    case "Exit":
      run(node.argument, before, flow);
      return null;
    case "ThrowStatement":
      flow.mayThrow = true;
      run(node.argument, before, flow);
      return null;
    case "BreakStatement":
    case "ContinueStatement":
      return null;
    default:
      flow.mayThrow = true;
      return isFunction(node) || isClass(node) ? runDefinition(node, before, flow) : runChildren(node, before, flow);
  }
}

function runAssignment({ left, operator, right }: Node, before: Names, flow: Flow): Defined {
  if (left.type === "Identifier" && flow.isVariable(left.name)) return runVariableAssignment(left.name, operator, right, before, flow);
  flow.mayThrow = true;
  if (left.type === "ObjectPattern" || left.type === "ArrayPattern") {
    // The value comes first, the targets of a pattern after it.
    const value = run(right, before, flow);
    return value === null ? before : runTarget(left, value, flow);
  }
  const target = runTarget(left, before, flow);
  const after = run(right, target, flow);
  return isLogicalAssignment(operator) ? before : after;
}

function runVariableAssignment(name: string, operator: string, value: Node, before: Names, flow: Flow): Names {
  if (operator !== "=") {
    flow.mayThrow = true;
    if (!before.has(name)) flow.reads.add(name);
  }
  const after = run(value, before, flow);
  flow.writes.add(name);
  return after === null || isLogicalAssignment(operator) ? before : withName(after, name);
}

function runUpdate({ argument }: Node, before: Names, flow: Flow): Defined {
  flow.mayThrow = true;
  const after = run(argument, before, flow);
  if (argument.type === "Identifier" && flow.isVariable(argument.name)) flow.writes.add(argument.name);
  return after;
}

/** test ? consequent : alternate, and the same as a statement, where there may be no alternate */
function runBranches(node: Node, before: Names, flow: Flow): Defined {
  const test = run(node.test, before, flow) ?? before;
  return both(run(node.consequent, test, flow), run(node.alternate, test, flow));
}

/** o?.[k] and f?.(x): only what stands before the ?. is certain. */
function runOptional(node: Node, before: Names, flow: Flow): Names {
  flow.mayThrow = true;
  const first = run(node.object ?? node.callee, before, flow) ?? before;
  if (node.computed) run(node.property, first, flow);
  let after: Defined = first;
  for (const argument of node.arguments ?? []) after = run(argument, after ?? first, flow);
  return first;
}

function runDeclaration(node: Node, before: Names, flow: Flow): Names {
  return node.declarations.reduce((after: Names, { id, init }: Node) => runTarget(id, run(init, after, flow) ?? before, flow), before);
}

/** Of a loop, only what runs before its body is certain. */
function runLoop(node: Node, before: Names, flow: Flow): Names {
  switch (node.type) {
    case "ForStatement": {
      const init = run(node.init, before, flow) ?? before;
      const test = run(node.test, init, flow) ?? init;
      const body = run(node.body, test, flow);
      run(node.update, body === null || hasContinue(node.body) ? test : body, flow);
      return test;
    }
    case "WhileStatement": {
      const test = run(node.test, before, flow) ?? before;
      run(node.body, test, flow);
      return test;
    }
    case "DoWhileStatement":
      // A break may leave the body anywhere, so nothing of it is certain.
      run(node.body, before, flow);
      run(node.test, before, flow);
      return before;
    default: {
      // for (target of right), or `in`
      flow.mayThrow = true;
      const right = run(node.right, before, flow) ?? before;
      const target = runTarget(node.left, right, flow);
      run(node.body, target, flow);
      return right;
    }
  }
}

function runSwitch(node: Node, before: Names, flow: Flow): Names {
  const discriminant = run(node.discriminant, before, flow) ?? before;
  for (const clause of node.cases) {
    run(clause.test, discriminant, flow);
    runAll(clause.consequent, discriminant, flow);
  }
  return discriminant;
}

function runTry(node: Node, before: Names, flow: Flow): Defined {
  const body = run(node.block, before, flow);
  const handler = node.handler ? runCatch(node.handler, before, flow) : null;
  const after = node.handler ? both(body, handler) : body;
  if (!node.finalizer) return after;
  const finalizer = run(node.finalizer, before, flow);
  if (finalizer === null || after === null) return null;
  return new Set([...finalizer, ...after]);
}

/**
 * Heritage and keys run now, in their order. Functions take what they capture as arguments of their factory, so what else is
 * mentioned are parameters and field values.
 */
function runDefinition(node: Node, before: Names, flow: Flow): Names {
  const running = isClass(node) ? [node.superClass, ...node.body.body.map(computedKey)] : [computedKey(node)];
  const after = running.reduce((defined: Names, part: Node | null) => run(part, defined, flow) ?? defined, before);
  mentionAll(node, after, flow);
  return after;
}

function runChildren(node: Node, before: Names, flow: Flow): Defined {
  let after: Defined = before;
  eachChild(node, (child) => {
    after = run(child, after ?? before, flow);
  });
  return after;
}

const computedKey = (member: Node): Node | null => (member.computed ? member.key : null);

function runAll(statements: Node[], before: Names, flow: Flow): Defined {
  let after: Defined = before;
  for (const statement of statements) {
    const next: Defined = run(statement, after ?? before, flow);
    // What follows a break or return in a list is dead; what it reads does no harm.
    if (next === null) return null;
    after = next;
  }
  return after;
}

function runCatch(node: Node, before: Names, flow: Flow): Defined {
  // The parameter is the native clause's own variable, whatever its name.
  const own: string | null = node.param?.name ?? null;
  return run(node.body, before, { ...flow, isVariable: (name) => name !== own && flow.isVariable(name) });
}

/** The target of an assignment: identifiers in it are written, everything else is read. */
function runTarget(pattern: Node, before: Names, flow: Flow): Names {
  switch (pattern.type) {
    case "Identifier":
      if (!flow.isVariable(pattern.name)) return before;
      flow.writes.add(pattern.name);
      return withName(before, pattern.name);
    case "VariableDeclaration":
      return runTarget(pattern.declarations[0].id, before, flow);
    case "ObjectPattern":
      flow.mayThrow = true;
      return pattern.properties.reduce((after: Names, item: Node) => {
        if (item.type === "RestElement") return runTarget(item.argument, after, flow);
        const key = item.computed ? (run(item.key, after, flow) ?? after) : after;
        return runTarget(item.value, key, flow);
      }, before);
    case "ArrayPattern":
      flow.mayThrow = true;
      return pattern.elements.reduce(
        (after: Names, item: Node | null) => (item ? runTarget(item, after, flow) : after),
        before,
      );
    case "AssignmentPattern":
      run(pattern.right, before, flow);
      return runTarget(pattern.left, before, flow);
    case "RestElement":
      return runTarget(pattern.argument, before, flow);
    default:
      return run(pattern, before, flow) ?? before;
  }
}

function mentionAll(node: Node, before: Names, flow: Flow): void {
  eachChild(node, (child) => {
    if (child.type === "Identifier" && flow.isVariable(child.name) && !before.has(child.name)) flow.reads.add(child.name);
    mentionAll(child, before, flow);
  });
}

function withName(names: Names, name: string): Names {
  return names.has(name) ? names : new Set(names).add(name);
}

function both(a: Defined, b: Defined): Defined {
  if (a === null) return b;
  if (b === null) return a;
  return new Set([...a].filter((name) => b.has(name)));
}

function hasContinue(body: Node): boolean {
  let found = false;
  const search = (node: Node): void => {
    if (node.type === "ContinueStatement") found = true;
    else if (!isFunction(node)) eachChild(node, search);
  };
  search(body);
  return found;
}
