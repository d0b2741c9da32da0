// Phase 2c: a lowered function → the same function in which every suspension is a whole statement.
//
//   total(a(), yield b, c());
//   → callee = total; held = a(); sent = yield b; callee(held, sent, c());
//
// Relies on: no block scope, so a statement can become several; patterns and loop heads as `lower` leaves them.
// Guarantees: suspensions stand only as `yield x;` and `v = yield x;` with x free of suspensions; evaluation order is kept.
// Tempting: evaluate what does not suspend in place, later. f(o.i, yield, i, yield i++) tells the difference.

import type { Statement } from "../ast/node.js";
import { withTemporaries, type SpillInput } from "./spilling.js";
import { spillStatement } from "./statements.js";

export function spill(body: Statement[], input: SpillInput): Statement[] {
  const spilling = withTemporaries(input);
  return body.flatMap((statement) => spillStatement(statement, spilling));
}
