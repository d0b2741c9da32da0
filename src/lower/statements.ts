// One statement of the machine's body → statements in its variables. The table of this phase.

import * as b from "../ast/build.js";
import { mapChildren } from "../ast/walk.js";
import { isClass, type Node, type Statement } from "../ast/node.js";
import { withsAround } from "../ast/scope-model.js";
import { declare, enterScope, hoistFunctions, lowerFunctionDeclaration, lowerScoped, lowerVariableDeclaration } from "./blocks.js";
import { lowerClass } from "./classes.js";
import { lowerEnum } from "./enums.js";
import type { Lowering } from "./lowering.js";
import { lowerBody, lowerFor, lowerForIn, lowerForOf, withLabels } from "./loops.js";
import { initialize } from "./variables.js";
import { lowerNativeWith } from "./with.js";

export function lowerStatement(node: Node, lowering: Lowering, labels: Node[] = []): Statement[] {
  if (node.declare) return [];
  switch (node.type) {
    case "BlockStatement": {
      const body = lowerScoped(node, node.body, lowering);
      return [withLabels(labels, { ...node, body })];
    }
    case "VariableDeclaration":
      return lowerVariableDeclaration(node, lowering);
    case "FunctionDeclaration":
      return lowerFunctionDeclaration(node, lowering);
    case "ForStatement":
      return lowerFor(node, labels, lowering);
    case "ForInStatement":
      return lowerForIn(node, labels, lowering);
    case "ForOfStatement":
      return lowerForOf(node, labels, lowering);
    case "WhileStatement":
    case "DoWhileStatement": {
      const test = lowering.expression(node.test);
      return [withLabels(labels, { ...node, test, body: lowerBody(node.body, lowering) })];
    }
    case "IfStatement": {
      const test = lowering.expression(node.test);
      const consequent = lowerBody(node.consequent, lowering);
      const alternate = node.alternate && lowerBody(node.alternate, lowering);
      return [withLabels(labels, { ...node, test, consequent, alternate })];
    }
    case "WithStatement":
      if (!withsAround(node.body, lowering.facts).some(({ body }) => lowering.suspends(body))) return [withLabels(labels, lowerNativeWith(node, lowering))];
      return [withLabels(labels, { ...node, object: lowering.expression(node.object), body: b.block(lowering.statement(node.body)) })];
    case "LabeledStatement":
      return lowerStatement(node.body, lowering, [...labels, node.label]);
    case "SwitchStatement":
      return lowerSwitch(node, labels, lowering);
    case "TryStatement":
      return [withLabels(labels, lowerTry(node, lowering))];
    case "TSEnumDeclaration":
      return lowerEnum(node, lowering);
    case "BreakStatement":
    case "ContinueStatement":
    case "EmptyStatement":
    case "DebuggerStatement":
      return [withLabels(labels, node)];
  }
  if (isClass(node)) {
    const assignment = initialize(node.id, lowerClass(node, lowering), lowering);
    return assignment ? [b.at(node, b.statement(assignment))] : [];
  }
  if (node.type === "ReturnStatement" && node.argument && lowering.kind === "async-generator") {
    // What an async generator returns is awaited where it returns.
    const argument = b.at(node.argument, b.awaits(lowering.expression(node.argument), node));
    return [withLabels(labels, { ...node, argument })];
  }
  // expression statements, return, throw: their parts are expressions
  return [withLabels(labels, mapChildren(node, (child) => lowering.expression(child)))];
}

/** The scope of a switch begins after its discriminant. */
function lowerSwitch(node: Node, labels: Node[], lowering: Lowering): Statement[] {
  const all = node.cases.flatMap((clause: Node) => clause.consequent);
  const scope = lowering.analysis.scopes.get(node)!;
  const discriminant = lowering.expression(node.discriminant);
  const entered = [...enterScope(scope, lowering), ...hoistFunctions(all, lowering)];
  const cases = node.cases.map((clause: Node) => ({
    ...clause,
    test: clause.test && lowering.expression(clause.test),
    consequent: lowering.statements(clause.consequent),
  }));
  if (entered.length === 0) return [withLabels(labels, { ...node, discriminant, cases })];
  const held = lowering.temporary("subject");
  const hold = b.at(node.discriminant, b.statement(b.assign(b.id(held), discriminant)));
  return [hold, ...entered, withLabels(labels, { ...node, discriminant: b.id(held), cases })];
}

function lowerTry(node: Node, lowering: Lowering): Statement {
  const handler = node.handler && lowerCatch(node.handler, lowering);
  return {
    ...node,
    block: lowerBlock(node.block, lowering),
    handler,
    finalizer: node.finalizer && lowerBlock(node.finalizer, lowering),
  };
}

function lowerBlock(node: Node, lowering: Lowering): Statement {
  return { ...node, body: lowerScoped(node, node.body, lowering) };
}

/** catch ({ message }) { … } → catch (thrown) { ({ message } = thrown); … } */
function lowerCatch(node: Node, lowering: Lowering): Node {
  const body = lowerBlock(node.body, lowering);
  if (!node.param) return { ...node, body };
  if (node.param.type === "Identifier") {
    const storage = lowering.storage.get(lowering.analysis.declarations.get(node.param)!);
    if (storage?.kind === "local") return { ...node, param: { ...node.param, name: storage.name }, body };
  }
  const thrown = lowering.temporary("thrown");
  const cells = enterScope(lowering.analysis.scopes.get(node)!, lowering);
  const bound = declare(node.param, b.id(thrown), node.param, lowering);
  return { ...node, param: b.id(thrown), body: { ...body, body: [...cells, ...bound, ...body.body] } };
}
