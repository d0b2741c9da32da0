// The text of a case: its block's leaves and terminator, and in it the blocks that have no case of their own.
//
//   function* g(n) { for (let i = 0; i < n; i++) yield i; }
//   → …
//     case 0: i = 0; state = 2; continue;                      // b0: i = 0 and goto b1
//     …
//     case 2: if (!(i < n)) { frame.$state = -1; return; }     // b1: branch i < n, with the other way, b3, inside
//             frame.i = i; frame.$state = 1; return i;         // and behind it b2: suspend yield i
//     …
//
// Relies on: the layout, which says what falls through to what.

import * as b from "../../ast/build.js";
import type { Node, Statement } from "../../ast/node.js";
import { handlerOf, type Block, type BlockId, type Leaf, type SourceRange, type Terminator } from "../../graph/graph.js";
import { pends, returns, throws, unpends } from "./completions.js";
import { replaceExits } from "./exits.js";
import { caseOf, finallyRegion, jump, syntaxOf, type Machine } from "./machine.js";
import { suspend } from "./suspend.js";
import { join, plain, type Text } from "./text.js";

/** `next` is the case that control falls into behind it. */
export function emitBlock(machine: Machine, id: BlockId, next: BlockId | null): Text {
  const block = machine.graph.blocks[id]!;
  const text = join(
    plain([...setHandler(machine, block), ...receive(machine, block)]),
    ...block.leaves.map((leaf) => emitLeaf(machine, leaf)),
    emitTerminator(machine, block, next),
  );
  return { ...text, statements: locate(text.statements, block.terminator.source) };
}

/** handler = 2; */
function setHandler(machine: Machine, { id, region }: Block): Statement[] {
  if (!machine.handlerChanges.has(id)) return [];
  const handler = handlerOf(machine.graph, region);
  return [b.statement(b.assign(b.id(machine.registers.handler), b.number(handler === null ? 0 : caseOf(machine, handler))))];
}

/** sent = value; */
function receive({ registers, receivedAtOnce }: Machine, { id, receives }: Block): Statement[] {
  return receives === null || receivedAtOnce.has(id) ? [] : [b.statement(b.assign(b.id(receives), b.id(registers.value)))];
}

function emitLeaf(machine: Machine, { id, exits }: Leaf): Text {
  const syntax = machine.syntax.get(id)!;
  return exits.length === 0 ? plain([syntax]) : replaceExits(machine, syntax, exits);
}

function emitTerminator(machine: Machine, block: Block, next: BlockId | null): Text {
  const { terminator } = block;
  switch (terminator.kind) {
    case "goto":
      return goTo(machine, terminator.target, next);
    case "branch":
      return emitBranch(machine, terminator, next, block);
    case "switch":
      return emitSwitch(machine, terminator);
    case "suspend": {
      const { statements, resumesAtOnce } = suspend(machine, block.id, terminator);
      return resumesAtOnce ? join(plain(statements), goTo(machine, terminator.resume, next)) : plain(statements);
    }
    case "return":
      return plain(returns(machine, terminator.value && syntaxOf(machine, terminator.value)));
    case "throw":
      return plain(throws(machine, syntaxOf(machine, terminator.value), terminator.handler, jump));
    case "leave": {
      const region = finallyRegion(machine, terminator.region);
      const pended = pends(region, terminator.completion, terminator.value && syntaxOf(machine, terminator.value));
      return join(plain(pended), goTo(machine, region.body, next));
    }
    case "endFinally":
      return join(plain(unpends(machine, finallyRegion(machine, terminator.region))), goTo(machine, terminator.next, next));
    case "unreachable":
      return plain([]);
  }
}

/** Nothing where control falls through, a jump to another case, or else the block's own text. */
function goTo(machine: Machine, target: BlockId, next: BlockId | null): Text {
  if (target === next) return plain([]);
  if (machine.layout.state.has(target)) return { ...plain(jump(machine, target)), jumps: true };
  return emitBlock(machine, target, next);
}

/** if (!test) { … } and on where `test` holds, or the reverse */
function emitBranch(machine: Machine, branch: Extract<Terminator, { kind: "branch" }>, next: BlockId | null, block: Block): Text {
  const test = syntaxOf(machine, branch.test);
  const then = { target: branch.then, isTaken: () => test };
  const otherwise = { target: branch.otherwise, isTaken: () => negate(test) };
  const [inside, behind] = machine.layout.thenInside.has(block.id) ? [then, otherwise] : [otherwise, then];
  // Control falls through, into a case to which others jump.
  const [nested, following] = inside.target === next ? [behind, inside] : [inside, behind];
  const text = goTo(machine, nested.target, null);
  const left = { ...text, statements: [b.at(test, b.ifElse(nested.isTaken(), b.block(text.statements)))] };
  return join(left, goTo(machine, following.target, next));
}

/** switch (discriminant) { case test: state = 2; continue; … } */
function emitSwitch(machine: Machine, { discriminant, cases, otherwise }: Extract<Terminator, { kind: "switch" }>): Text {
  const clauses = [
    ...cases.map(({ test, target }) => b.switchCase(syntaxOf(machine, test), jump(machine, target))),
    b.switchCase(null, jump(machine, otherwise)),
  ];
  return { ...plain([b.switchOn(syntaxOf(machine, discriminant), clauses)]), jumps: true };
}

/** Statements made for a piece of the source map to it. */
function locate(statements: Statement[], source: SourceRange | null): Statement[] {
  if (source === null) return statements;
  const start = { line: source.line, column: source.column };
  for (const statement of statements) statement.loc ??= { start, end: start };
  return statements;
}

const OPPOSITE: Record<string, string> = { "===": "!==", "!==": "===", "==": "!=", "!=": "==" };

/** !(a < b), a !== b for a === b, and a for !a */
function negate(test: Node): Node {
  if (test.type === "UnaryExpression" && test.operator === "!") return b.at(test, test.argument);
  const isEquality = test.type === "BinaryExpression" && test.operator in OPPOSITE;
  return b.at(test, isEquality ? b.binary(OPPOSITE[test.operator], test.left, test.right) : b.not(test));
}
