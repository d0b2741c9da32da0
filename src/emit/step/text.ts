// Emitted statements, with what they need around the switch.

import type { Statement } from "../../ast/node.js";

/**
 * Statements of a case, and what has to be around the switch for them: a loop if they jump to a case, and its label if they do
 * so from inside a native loop. In a protected machine there is a loop, so what only such a one does need not say.
 *
 * Rejected: a flag in the machine that every jump sets. Whoever reads it has to come after all that may set it, and nothing
 * shows that.
 */
export interface Text {
  statements: Statement[];
  jumps: boolean;
  jumpsFromInside: boolean;
}

/** Needs nothing around it. */
export function plain(statements: Statement[]): Text {
  return { statements, jumps: false, jumpsFromInside: false };
}

/** One text after the other. */
export function join(...texts: Text[]): Text {
  return {
    statements: texts.flatMap(({ statements }) => statements),
    jumps: texts.some(({ jumps }) => jumps),
    jumpsFromInside: texts.some(({ jumpsFromInside }) => jumpsFromInside),
  };
}
