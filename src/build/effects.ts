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
    defines: defined === null ? [...flow.writes] : [...defined],
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
    case "EmptyStatement":
      return before;

    case "ExpressionStatement":
      return run(node.expression, before, flow);

    case "UnaryExpression":
      if (node.operator !== "void" && node.operator !== "!" && node.operator !== "typeof") flow.mayThrow = true;
      return run(node.argument, before, flow);

    case "AssignmentExpression": {
      const plain = node.left.type === "Identifier" && flow.isVariable(node.left.name);
      if (!plain) flow.mayThrow = true;
      if (node.left.type === "ObjectPattern" || node.left.type === "ArrayPattern") {
        // The value comes first, the targets of a pattern after it.
        const value = run(node.right, before, flow);
        return value === null ? before : runTarget(node.left, value, flow);
      }
      if (!plain) {
        const target = runTarget(node.left, before, flow);
        const after = run(node.right, target, flow);
        return isLogicalAssignment(node.operator) ? before : after;
      }
      const { name } = node.left;
      if (node.operator !== "=") {
        flow.mayThrow = true;
        if (!before.has(name)) flow.reads.add(name);
      }
      const after = run(node.right, before, flow);
      flow.writes.add(name);
      return after === null || isLogicalAssignment(node.operator) ? before : with_(after, name);
    }

    case "UpdateExpression": {
      flow.mayThrow = true;
      const after = run(node.argument, before, flow);
      if (node.argument.type === "Identifier" && flow.isVariable(node.argument.name)) {
        flow.writes.add(node.argument.name);
      }
      return after;
    }

    case "LogicalExpression": {
      const left = run(node.left, before, flow);
      run(node.right, left ?? before, flow);
      return left;
    }
    case "ConditionalExpression": {
      const test = run(node.test, before, flow) ?? before;
      return both(run(node.consequent, test, flow), run(node.alternate, test, flow));
    }
    case "OptionalMemberExpression":
    case "OptionalCallExpression": {
      flow.mayThrow = true;
      const first = run(node.object ?? node.callee, before, flow) ?? before;
      if (node.computed) run(node.property, first, flow);
      let after: Defined = first;
      for (const argument of node.arguments ?? []) after = run(argument, after ?? first, flow);
      return first;
    }

    case "MemberExpression": {
      flow.mayThrow = true;
      const object = run(node.object, before, flow);
      return node.computed ? run(node.property, object ?? before, flow) : object;
    }
    case "ObjectProperty": {
      const key = node.computed ? run(node.key, before, flow) : before;
      return run(node.value, key ?? before, flow);
    }

    case "BlockStatement":
      return runAll(node.body, before, flow);
    case "VariableDeclaration": {
      let after: Defined = before;
      for (const declarator of node.declarations) {
        after = run(declarator.init, after ?? before, flow);
        after = runTarget(declarator.id, after ?? before, flow);
      }
      return after;
    }
    case "IfStatement": {
      const test = run(node.test, before, flow) ?? before;
      return both(run(node.consequent, test, flow), node.alternate ? run(node.alternate, test, flow) : test);
    }
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
    case "DoWhileStatement": {
      // A break may leave the body anywhere, so nothing of it is certain.
      run(node.body, before, flow);
      run(node.test, before, flow);
      return before;
    }
    case "ForInStatement":
    case "ForOfStatement": {
      flow.mayThrow = true;
      const right = run(node.right, before, flow) ?? before;
      const target = runTarget(node.left, right, flow);
      run(node.body, target, flow);
      return right;
    }
    case "SwitchStatement": {
      const discriminant = run(node.discriminant, before, flow) ?? before;
      for (const clause of node.cases) {
        run(clause.test, discriminant, flow);
        runAll(clause.consequent, discriminant, flow);
      }
      return discriminant;
    }
    case "LabeledStatement":
      // Anything inside may break out early.
      run(node.body, before, flow);
      return before;
    case "TryStatement": {
      const body = run(node.block, before, flow);
      const handler = node.handler ? runCatch(node.handler, before, flow) : null;
      const after = node.handler ? both(body, handler) : body;
      if (!node.finalizer) return after;
      const finalizer = run(node.finalizer, before, flow);
      if (finalizer === null || after === null) return null;
      return new Set([...finalizer, ...after]);
    }
    case "CatchClause":
      return runCatch(node, before, flow);

    case "ReturnStatement":
      run(node.argument, before, flow);
      return null;
    case "ThrowStatement":
      flow.mayThrow = true;
      run(node.argument, before, flow);
      return null;
    case "BreakStatement":
    case "ContinueStatement":
      return null;
    case "Exit":
      run(node.argument, before, flow);
      return null;
  }
  flow.mayThrow = true;
  if (isFunction(node) || isClass(node)) {
    // Heritage and keys run now, in their order. Functions take what they capture as arguments of their factory, so what
    // else is mentioned are parameters and field values.
    const running = isClass(node) ? [node.superClass, ...node.body.body.map(computedKey)] : [computedKey(node)];
    const after = running.reduce((defined: Names, part: Node | null) => run(part, defined, flow) ?? defined, before);
    mentionAll(node, after, flow);
    return after;
  }
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
      return with_(before, pattern.name);
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

function with_(names: Names, name: string): Names {
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
