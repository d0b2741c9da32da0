// One statement → blocks, or a leaf of the current block.
//
//   if (a) yield b; else c();
//   → b0:         branch a → b1, else b3
//     b1:         suspend yield b → b4
//     b2:         return
//     b3:  c()    goto b2
//     b4:         goto b2

import * as b from "../ast/build.js";
import { isAlwaysTrue } from "../ast/constants.js";
import { isLoop, type Node } from "../ast/node.js";
import type { SuspendOp, TerminatorKind } from "../graph/graph.js";
import type { Builder, JumpTarget } from "./builder.js";
import { sourceRange } from "./builder.js";
import { extractExits } from "./exits.js";
import { buildTry } from "./try.js";

export function buildStatement(node: Node, builder: Builder, labels: string[]): void {
  const end = (terminator: TerminatorKind) => builder.terminate({ ...terminator, source: sourceRange(node) });
  switch (node.type) {
    case "EmptyStatement":
      return;
    case "BlockStatement":
      for (const child of node.body) buildStatement(child, builder, []);
      return;
    case "LabeledStatement":
      return buildLabeled(node, builder, labels);
    case "ReturnStatement":
      return end(builder.returns(node.argument && builder.operand(node.argument)));
    case "ThrowStatement":
      return end({ kind: "throw", value: builder.operand(node.argument), handler: builder.handler() });
    case "BreakStatement":
    case "ContinueStatement": {
      const target = findTarget(node, builder.targets)!;
      return end(builder.jump(target, node.type === "BreakStatement" ? target.breakTo : target.continueTo!));
    }
  }
  if (!builder.suspends(node)) {
    const { statement, exits } = extractExits(labels.reduceRight((body, label) => b.labeled(label, body), node), builder);
    return builder.leaf(statement, exits);
  }
  switch (node.type) {
    case "ExpressionStatement":
      return buildSuspension(node, builder);
    case "IfStatement":
      return buildIf(node, builder);
    case "ForStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return buildLoop(node, builder, labels);
    case "SwitchStatement":
      return buildSwitch(node, builder, labels);
    case "TryStatement":
      return buildTry(node, builder);
  }
  throw new Error(`build: ${node.type} holds a suspension`);
}

/** The statement that a break or continue leaves, innermost first. */
export function findTarget(node: Node, targets: JumpTarget[]): JumpTarget | undefined {
  const isContinue = node.type === "ContinueStatement";
  return targets.findLast((target) => {
    if (node.label) return target.labels.includes(node.label.name);
    return isContinue ? target.continueTo !== null : target.plainBreak;
  });
}

/** break label goes behind the statement. */
function buildLabeled({ label, body }: Node, builder: Builder, around: string[]): void {
  const labels = [...around, label.name];
  if (takesLabels(body, builder)) return buildStatement(body, builder, labels);
  const after = builder.reserve();
  const { region } = builder;
  builder.targets.push({ labels, plainBreak: false, breakTo: after, continueTo: null, region });
  buildStatement(body, builder, []);
  builder.targets.pop();
  goOn(builder, after);
}

/** Loops and switches have a place behind them already, a leaf keeps its labels, and a label passes on those around it. */
function takesLabels(body: Node, builder: Builder): boolean {
  if (body.type === "LabeledStatement" || body.type === "SwitchStatement" || isLoop(body)) return true;
  // A block is no leaf, and neither is a: break a;
  return body.type !== "BlockStatement" && body.type !== "BreakStatement" && !builder.suspends(body);
}

function goOn(builder: Builder, block: number): void {
  builder.terminate({ kind: "goto", target: block, source: null });
  builder.enter(block);
}

/** yield x;   v = yield x; */
function buildSuspension(node: Node, builder: Builder): void {
  const { expression } = node;
  const assigns = expression.type === "AssignmentExpression";
  const suspension = assigns ? expression.right : expression;
  const op: SuspendOp = suspension.type === "AwaitExpression" ? "await" : suspension.delegate ? "delegate" : "yield";
  const resume = builder.reserve(assigns ? expression.left.name : null);
  const operand = suspension.argument && builder.operand(suspension.argument);
  builder.terminate({ kind: "suspend", op, operand, resume, source: sourceRange(suspension.origin ?? suspension) });
  builder.enter(resume);
}

function buildIf(node: Node, builder: Builder): void {
  const [then, after] = [builder.reserve(), builder.reserve()];
  const otherwise = node.alternate ? builder.reserve() : after;
  const test = builder.operand(node.test);
  builder.terminate({ kind: "branch", test, then, otherwise, source: sourceRange(node.test) });
  builder.enter(then);
  buildStatement(node.consequent, builder, []);
  builder.terminate({ kind: "goto", target: after, source: null });
  if (node.alternate) {
    builder.enter(otherwise);
    buildStatement(node.alternate, builder, []);
    builder.terminate({ kind: "goto", target: after, source: null });
  }
  builder.enter(after);
}

function buildLoop(node: Node, builder: Builder, labels: string[]): void {
  if (node.init) builder.leaf(b.statement(node.init));
  const [head, body, after] = [builder.reserve(), builder.reserve(), builder.reserve()];
  // for: continue runs the update; while: it tests again; do: it goes to the test at the end
  const next = node.update || node.type === "DoWhileStatement" ? builder.reserve() : head;
  const { region } = builder;
  const test = () => {
    if (!node.test || isAlwaysTrue(node.test)) return builder.terminate({ kind: "goto", target: body, source: null });
    const operand = builder.operand(node.test);
    builder.terminate({ kind: "branch", test: operand, then: body, otherwise: after, source: sourceRange(node.test) });
  };
  builder.terminate({ kind: "goto", target: node.type === "DoWhileStatement" ? body : head, source: null });
  if (node.type !== "DoWhileStatement") {
    builder.enter(head);
    test();
  }
  builder.enter(body);
  builder.targets.push({ labels, plainBreak: true, breakTo: after, continueTo: next, region });
  buildStatement(node.body, builder, []);
  builder.targets.pop();
  builder.terminate({ kind: "goto", target: next, source: null });
  if (next !== head) {
    builder.enter(next);
    if (node.update) builder.leaf(b.at(node.update, b.statement(node.update)));
    if (node.type === "DoWhileStatement") test();
    else builder.terminate({ kind: "goto", target: head, source: null });
  }
  builder.enter(after);
}

function buildSwitch(node: Node, builder: Builder, labels: string[]): void {
  const bodies: number[] = node.cases.map(() => builder.reserve());
  const after = builder.reserve();
  const fallback = node.cases.findIndex((clause: Node) => clause.test === null);
  const discriminant = builder.operand(node.discriminant);
  const cases = node.cases.flatMap((clause: Node, position: number) =>
    clause.test ? [{ test: builder.operand(clause.test), target: bodies[position] }] : [],
  );
  const otherwise = fallback >= 0 ? bodies[fallback] : after;
  builder.terminate({ kind: "switch", discriminant, cases, otherwise, source: sourceRange(node.discriminant) });
  builder.targets.push({ labels, plainBreak: true, breakTo: after, continueTo: null, region: builder.region });
  node.cases.forEach((clause: Node, position: number) => {
    builder.enter(bodies[position]);
    for (const statement of clause.consequent) buildStatement(statement, builder, []);
    builder.terminate({ kind: "goto", target: bodies[position + 1] ?? after, source: null });
  });
  builder.targets.pop();
  builder.enter(after);
}
