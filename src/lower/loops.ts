// Loops → loops whose variables belong to the function.
//
//   for (let i = 0; i < n; i++) list.push(() => i--);
//   → for (i = { value: 0 }; i.value < n; i = { value: i.value }, i.value++) list.push(g$inner(i));
//     function g$inner(i) { return () => i.value--; }
//
//   for (const x of list) yield x;
//   → iterator = _iterate(list);
//     try { while (_advance(iterator)) { x = iterator.value; yield x; } }
//     catch (thrown) { _abandon(iterator); throw thrown; } finally { _close(iterator); }
//
//   for (const x of list) f(x);  →  for (x of list) f(x);
//
// A loop with no suspension stays the loop it was. Rejected for for-of: keeping the engine's own iterator in the frame. It
// cannot be copied with the frame, and for a pristine array an index is all there is to keep.

import * as b from "../ast/build.js";
import { closing, closingAsync } from "../ast/closing.js";
import type { Node, Statement } from "../ast/node.js";
import type { Scope } from "../ast/scope-model.js";
import { newCell, cellValue } from "./cells.js";
import { declareUsed, disposing, isUsing, use } from "./disposal.js";
import { declare, enterScope } from "./blocks.js";
import { lowerTarget } from "./variables.js";
import type { Lowering } from "./lowering.js";

/** outer: inner: for … — the labels have to end up on the loop itself, behind what is set up before it. */
export function withLabels(labels: Node[], loop: Statement): Statement {
  return labels.reduceRight((body, label) => ({ type: "LabeledStatement", label, body }), loop);
}

export function lowerBody(body: Node, lowering: Lowering): Statement {
  const statements = lowering.statement(body);
  return statements.length === 1 ? statements[0] : b.at(body, b.block(statements));
}

export function lowerFor(node: Node, labels: Node[], lowering: Lowering): Statement[] {
  if (isUsing(node.init)) {
    return disposing(node, [node.init], lowering, (resources) => {
      node.init = declareUsed(node.init, resources, lowering);
      return lowerFor(node, labels, lowering);
    });
  }
  const scope = loopScope(node, lowering);
  const before: Statement[] = scope ? enterScope(scope, lowering) : [];
  if (node.init?.type === "VariableDeclaration") before.push(...lowering.statement(node.init));
  else if (node.init) before.push(b.at(node.init, b.statement(lowering.expression(node.init))));

  const copies = scope ? copiesPerIteration(scope, lowering) : [];
  if (copies.length > 0 && scope && capturedInHead(node, scope, lowering)) before.push(...copies.map(b.statement));
  const update = node.update ? [lowering.expression(node.update)] : [];
  const loop = {
    ...node,
    init: null,
    test: node.test && lowering.expression(node.test),
    update: copies.length + update.length > 0 ? b.sequence([...copies, ...update]) : null,
    body: lowerBody(node.body, lowering),
  };
  // What was the head stays in the head where it can: for (k = 0; k < 8; k++)
  const simple = before.every((statement) => statement.type === "ExpressionStatement" && !lowering.suspends(statement));
  if (!simple || before.length === 0) return [...before, withLabels(labels, loop)];
  return [withLabels(labels, { ...loop, init: b.sequence(before.map((statement) => statement.expression)) })];
}

function loopScope(node: Node, lowering: Lowering): Scope | null {
  const scope = lowering.analysis.scopes.get(node);
  return scope?.kind === "loop" ? scope : null;
}

/** Each iteration has bindings of its own, which start with the values of the last: i = {value: i.value} */
function copiesPerIteration(scope: Scope, lowering: Lowering): Node[] {
  return [...scope.bindings.values()].flatMap((binding) => {
    const storage = lowering.storage.get(binding);
    if (storage?.kind !== "cell" || binding.kind === "const") return [];
    const cell = () => b.id(storage.name);
    return [b.assign(cell(), newCell(cellValue(cell())))];
  });
}

/** A closure made by the initialiser shares none of the iterations' bindings. */
function capturedInHead(node: Node, scope: Scope, lowering: Lowering): boolean {
  const head = node.init;
  return [...scope.bindings.values()].some((binding) =>
    binding.references.some(
      (reference) =>
        reference.function !== lowering.facts && reference.node.start! >= head.start && reference.node.end! <= head.end,
    ),
  );
}

export function lowerForIn(node: Node, labels: Node[], lowering: Lowering): Statement[] {
  if (!lowering.suspends(node.body) && !lowering.suspends(node.left)) return lowerNativeIteration(node, labels, lowering);
  const keys = lowering.temporary("keys", "iterator");
  const initializer = annexBInitializer(node, lowering);
  // keys = enumerate(object); while (advance(keys)) { name = keys.value; … }
  const start = b.assign(b.id(keys), b.call(lowering.runtime("enumerate"), [lowering.expression(node.right)]));
  return [...initializer, b.at(node.right, b.statement(start)), withLabels(labels, iteration(node, keys, lowering))];
}

export function lowerForOf(node: Node, labels: Node[], lowering: Lowering): Statement[] {
  if (node.await) return lowerForAwait(node, labels, lowering);
  if (!lowering.suspends(node.body) && !lowering.suspends(node.left)) return lowerNativeIteration(node, labels, lowering);
  const iterator = lowering.temporary("iterator", "iterator");
  const start = b.assign(b.id(iterator), b.call(lowering.runtime("iterate"), [lowering.expression(node.right)]));
  const loop = withLabels(labels, iteration(node, iterator, lowering));
  return [b.at(node.right, b.statement(start)), closing(iterator, [loop], node, lowering.runtime, lowering.names.fresh("thrown"))];
}

/** iterator = iterateAsync(list); try { while (accept(iterator, await nextOf(iterator))) { … } } catch … finally … */
function lowerForAwait(node: Node, labels: Node[], lowering: Lowering): Statement[] {
  const { runtime } = lowering;
  const iterator = lowering.temporary("iterator", "iterator");
  const start = b.assign(b.id(iterator), b.call(runtime("iterateAsync"), [lowering.expression(node.right)]));
  const result = b.at(node.left, b.awaits(b.call(runtime("nextOf"), [b.fixed(iterator)]), headOf(node)));
  const test = b.call(runtime("accept"), [b.fixed(iterator), result]);
  const loop = withLabels(labels, iteration(node, iterator, lowering, test));
  return [b.at(node.right, b.statement(start)), closingAsync(iterator, [loop], { ...node, ...headOf(node) }, runtime, lowering.names.fresh)];
}

/** for await (const x of list) */
const headOf = (node: Node) => ({ start: node.start, end: node.body.start, loc: node.loc });

/** while (advance(iterator)) { target = iterator.value; body } */
function iteration(
  node: Node,
  iterator: string,
  lowering: Lowering,
  test = b.call(lowering.runtime("advance"), [b.id(iterator)]),
): Statement {
  const value = b.at(node.left, b.member(b.id(iterator), "value"));
  const body = b.block(iterationBody(node, value, lowering));
  return b.at(node, b.whileLoop(b.at(node.left, test), body));
}

/** for (using x of list) body: each value is disposed of at the end of its iteration. */
function iterationBody(node: Node, value: Node, lowering: Lowering): Statement[] {
  if (!isUsing(node.left)) return [...assignHead(node, value, lowering), lowerBody(node.body, lowering)];
  return disposing(node.body, [node.left], lowering, (resources) => [
    ...assignHead(node, use(node.left, resources, value, lowering), lowering),
    lowerBody(node.body, lowering),
  ]);
}

function assignHead(node: Node, value: Node, lowering: Lowering): Statement[] {
  const scope = loopScope(node, lowering);
  const entered = scope ? enterScope(scope, lowering) : [];
  if (node.left.type === "VariableDeclaration") {
    return [...entered, ...declare(node.left.declarations[0].id, value, node.left, lowering)];
  }
  const target = lowerTarget(node.left, { lowering, visitPart: lowering.expression });
  return [b.at(node.left, b.statement(b.at(node.left, b.assign(target, value))))];
}

/** for (x of list) body, its variable being one of the function's; a temporary stands in where that is not enough. */
function lowerNativeIteration(node: Node, labels: Node[], lowering: Lowering): Statement[] {
  if (isUsing(node.left)) {
    const item = b.id(lowering.temporary("item"));
    const body = b.block(iterationBody(node, item, lowering));
    return [withLabels(labels, { ...node, left: { ...item }, right: lowering.expression(node.right), body })];
  }
  const item = b.id("item");
  const head = assignHead(node, item, lowering);
  const right = lowering.expression(node.right);
  const initializer = node.type === "ForInStatement" ? annexBInitializer(node, lowering) : [];
  const single = head.length === 1 ? head[0].expression : null;
  if (single?.type === "AssignmentExpression" && single.right === item) {
    const loop = { ...node, left: single.left, right, body: lowerBody(node.body, lowering) };
    return [...initializer, withLabels(labels, loop)];
  }
  item.name = lowering.temporary("item");
  const body = b.block([...head, lowerBody(node.body, lowering)]);
  return [...initializer, withLabels(labels, { ...node, left: b.id(item.name), right, body })];
}

/** for (var x = 1 in object), which sloppy code may still say */
function annexBInitializer(node: Node, lowering: Lowering): Statement[] {
  const init = node.left.type === "VariableDeclaration" && node.left.declarations[0].init;
  return init ? declare(node.left.declarations[0].id, lowering.expression(init), node.left, lowering) : [];
}

