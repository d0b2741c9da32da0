// Graph, slots and layout → the step function.
//
//   function* range(n) { for (let i = 0; i < n; i++) yield i; }
//   → …
//     function range$step(frame, mode, value) {
//       var state = frame.$state, n = frame.n, i = frame.i;
//       if (state < 0 || mode) return _idle(frame, mode, value);
//       frame.$state = -2;
//       try {
//         for (;;) switch (state) {
//           case 0: i = 0; state = 2; continue;
//           case 1: i++;
//           case 2: if (!(i < n)) { frame.$state = -1; return; }
//                   frame.i = i; frame.$state = 1; return i;
//         }
//       } catch (error) { frame.$state = -1; throw error; }
//     }
//     …
//
// Decides nothing: what is a case, a slot or a spill was decided before. This file puts the parts together: what a call does
// first (resumption.ts), the text of each case (block.ts, exits.ts, suspend.ts, completions.ts), and what is around all of them.
//
// Relies on: the layout, which has a number for each case. Guarantees: created nodes are ES5, and `frame.$state` says that it
// runs whenever the user's code does.

import * as b from "../../ast/build.js";
import type { Expression, Statement } from "../../ast/node.js";
import type { BlockId } from "../../graph/graph.js";
import { STATE_DONE } from "../../protocol.js";
import { emitBlock } from "./block.js";
import { caseOf, createMachine, setState, type Machine, type StepInput } from "./machine.js";
import { checkMode, prologue } from "./resumption.js";
import { join, type Text } from "./text.js";

export function emitStep(input: StepInput): { parameters: string[]; body: Statement[] } {
  const machine = createMachine(input);
  const { layout, registers: r } = machine;
  const clauses = layout.cases.map((id, position) => emitClause(machine, id, layout.cases[position + 1] ?? null));
  return { parameters: [r.frame, r.mode, r.value], body: [...prologue(machine), guard(machine, choose(machine, join(...clauses)))] };
}

/** case 1: …, with the source of the suspension that it resumes above it */
function emitClause(machine: Machine, id: BlockId, next: BlockId | null): Text {
  const suspended = machine.suspensions.get(id);
  const check = suspended ? checkMode(machine, suspended) : [];
  const text = emitBlock(machine, id, next);
  const clause = b.switchCase(b.number(caseOf(machine, id)), [...check, ...text.statements]);
  const source = suspended ? machine.excerpt(suspended.terminator.source) : null;
  if (source) clause.leadingComments = [{ type: "CommentLine", value: ` resumed after: ${source}` }];
  return { ...text, statements: [clause] };
}

/** machine: for (;;) switch (state) { … }, with as much of it as the cases need */
function choose({ isProtected, registers: r }: Machine, { statements: clauses, jumps, jumpsFromInside }: Text): Statement {
  const choice = b.switchOn(b.id(r.state), clauses);
  const loop = jumps || isProtected ? b.forever(choice) : choice;
  return jumpsFromInside ? b.labeled(r.machine, loop) : loop;
}

/** An exception goes to the handler in force, or ends the activation. */
function guard(machine: Machine, body: Statement): Statement {
  const { catches, isIterator, registers: r } = machine;
  const rethrow = b.throws(b.id(r.error));
  const end = isIterator ? [setState(machine, STATE_DONE), rethrow] : [rethrow];
  if (!catches) return isIterator ? b.tryCatch([body], r.error, end) : body;
  const set = (register: string, to: Expression) => b.statement(b.assign(b.id(register), to));
  const take = [set(r.value, b.id(r.error)), set(r.state, b.id(r.handler)), set(r.handler, b.number(0))];
  const escape = b.ifElse(b.binary("===", b.id(r.handler), b.number(0)), b.oneOrBlock(end));
  return b.forever(b.tryCatch([body], r.error, [escape, ...take]));
}
