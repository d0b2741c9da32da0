// Phase 3: a spilled function → its StateGraph, with the syntax of leaves in a side table.
//
//   function* g(n) { for (let i = 0; i < n; i++) yield i; }
//   → b0:  i = void 0 · i = 0    goto b1
//     b1:                        branch i < n → b2, else b3
//     b2:                        suspend yield i → b5
//     b3:                        return
//     b4:  i++                   goto b1
//     b5:                        goto b4
//
// Relies on: no block scope, suspensions stand alone. Guarantees: control flow that crosses a suspension is a terminator;
// what does not is one leaf, native, with its ways out as exits.
// Tempting: a block for every statement. The inner loop of for (;;) { for (k = 0; k < n; k++) sum += k; yield sum; }
// would become states, and 8 times slower.

import * as b from "../ast/build.js";
import type { Node, Statement } from "../ast/node.js";
import type { FunctionKind, LeafId, StateGraph, Variable } from "../graph/graph.js";
import { createBuilder } from "./builder.js";
import { buildStatement } from "./statements.js";

export interface BuildInput {
  name: string;
  kind: FunctionKind;
  node: Node;
  body: Statement[];
  variables: Variable[];
  suspends(node: Node | null | undefined): boolean;
  fresh(wish: string): string;
}

export interface BuiltFunction {
  graph: StateGraph;
  syntax: Map<LeafId, Node>;
}

export function build(input: BuildInput): BuiltFunction {
  const builder = createBuilder(input);
  for (const statement of initialValues(input.variables)) builder.leaf(statement);
  for (const statement of input.body) buildStatement(statement, builder, []);
  builder.terminate({ kind: "return", value: null, source: null });
  return { graph: builder.graph, syntax: builder.syntax };
}

/** `var` is undefined before it is assigned. Where nothing can read that, `optimize` drops the assignment. */
function initialValues(variables: Variable[]): Statement[] {
  return variables
    .filter((variable) => variable.origin === "variable" && !variable.isParameter)
    .map((variable) => b.statement(b.assign(b.id(variable.name), b.undef())));
}
