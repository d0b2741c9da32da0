// What the files of this phase share while one function is spilled.

import * as b from "../ast/build.js";
import { isConstant } from "../ast/constants.js";
import { eachSuspendable } from "../ast/suspensions.js";
import { walk } from "../ast/walk.js";
import type { Expression, Node, Statement } from "../ast/node.js";
import type { Names } from "../ast/names.js";
import type { VariableOrigin } from "../graph/graph.js";
import type { RuntimeImport } from "../protocol.js";

export interface Spilling {
  names: Names;
  runtime(name: RuntimeImport): Expression;
  /** A variable of the step function that is free until the statement being spilled is over. */
  temporary(wish: string, origin?: VariableOrigin): string;
  /** Before a statement is spilled; what is returned, called behind it, makes its temporaries free again. */
  beginStatement(): () => void;
  suspends(node: Node | null | undefined): boolean;
  /** Is this the name of a variable of the step function? */
  isVariable(name: string): boolean;
  /** What may change the value of a name? */
  changedBy(identifier: Node): "nobody" | "the function itself" | "anybody";
  /** Is the function an arrow of a derived constructor, which may run before there is a `this`? */
  mayPrecedeThis: boolean;
}

/** name = value: a variable of ours, which must not give its name to an anonymous function. */
export function set(name: string, value: Expression): Statement {
  return b.at(value, b.statement(b.at(value, b.assign(b.id(name), b.unnamed(value)))));
}

/** Statements that have to run before an expression's value is there. */
export type Before = Statement[];

/** What the surroundings provide: a `temporary` of theirs is always a new variable. */
export type SpillInput = Omit<Spilling, "beginStatement">;

/** No temporary outlives its statement, so a function has as many as its busiest statement needs. */
export function withTemporaries(input: SpillInput): Spilling {
  const free = new Map<string, string[]>();
  const taken: { kind: string; name: string }[] = [];
  return {
    ...input,
    temporary(wish, origin = "temporary") {
      const kind = `${origin} ${wish}`;
      const name = free.get(kind)?.pop() ?? input.temporary(wish, origin);
      taken.push({ kind, name });
      return name;
    },
    beginStatement() {
      const before = taken.length;
      return () => {
        // The last one first: what is taken next has the names in their order.
        for (const { kind, name } of taken.splice(before).reverse()) {
          if (!free.has(kind)) free.set(kind, []);
          free.get(kind)!.push(name);
        }
      };
    },
  };
}

/** Evaluates `value` now: the result can be used any time later. */
export function hold(value: Expression, before: Before, spilling: Spilling, wish = "held"): Expression {
  // A temporary is assigned once in its statement, so its name is as good as its value.
  if (value.temporary || isConstant(value)) return value;
  const name = spilling.temporary(wish);
  before.push(set(name, value));
  return b.at(value, b.fixed(name));
}

/**
 * The same for what is used as soon as other expressions have been evaluated, which assign some names. What only the function
 * itself can change need not be held: it has its value still, unless it is one of these. Nor need what nobody can change.
 */
export function holdDuring(assigned: (name: string) => boolean, value: Expression, before: Before, spilling: Spilling, wish?: string): Expression {
  const by = value.type === "Identifier" ? spilling.changedBy(value) : "anybody";
  const keepsValue = by === "nobody" || (by === "the function itself" && !assigned(value.name));
  return keepsValue ? value : hold(value, before, spilling, wish);
}

/** Is a name assigned by one of these expressions, behind the one at a position? They are looked through once, and if it is asked. */
export function assignments(list: (Node | null)[]): (name: string, behind?: number) => boolean {
  let last: Map<string, number> | null = null;
  return (name, behind = -1) => {
    last ??= lastAssignments(list);
    return (last.get(name) ?? -1) > behind;
  };
}

/** x = …; [x] = …; x++. Functions inside do not come into it: the variables that these assign are cells. */
function lastAssignments(list: (Node | null)[]): Map<string, number> {
  const last = new Map<string, number>();
  const visit = (node: Node, position: number): void => {
    const target: Node | null = node.type === "AssignmentExpression" ? node.left : node.type === "UpdateExpression" ? node.argument : null;
    // In a pattern every name counts, also one that it reads: an operand too many is held.
    if (target && target.type !== "MemberExpression") {
      walk(target, (part) => {
        if (part.type === "Identifier") last.set(part.name, position);
      });
    }
    eachSuspendable(node, (child) => visit(child, position));
  };
  list.forEach((node, position) => node && visit(node, position));
  return last;
}
