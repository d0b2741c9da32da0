// Where a variable lives, as an expression: its name, or a field of the cell that the machine shares with closures.
//
//   let n = 0; yield () => n++;  →  n = { value: 0 }; yield g$inner(n); …

import * as b from "../ast/build.js";
import type { Expression } from "../ast/node.js";
import type { Binding } from "../ast/scope-model.js";
import { CELL_VALUE } from "../protocol.js";
import type { Storage } from "./storage.js";

/** { value: initial } */
export const newCell = (initial: Expression): Expression => b.object([b.property(CELL_VALUE, initial)]);

/** cell.value */
export const cellValue = (cell: Expression): Expression => b.member(cell, CELL_VALUE);

/** What can be read and assigned for the variable, where no use of it stands that could be renamed. */
export function slotOf(binding: Binding, storage: Storage): Expression {
  if (storage.kind === "outer") return b.id(binding.name);
  return storage.kind === "cell" ? cellValue(b.id(storage.name)) : b.id(storage.name);
}
