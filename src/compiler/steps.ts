// What the pipeline shows of its work → text and data that can be kept: nodes are printed, graphs copied.

import { transformFromAstSync } from "@babel/core";
import { mapChildren } from "../ast/walk.js";
import type { Node } from "../ast/node.js";
import type { LeafId, StateGraph } from "../graph/graph.js";
import type { Observation } from "../compile-function.js";

/** One function, by its name, on its way through the compiler. The last step of a function is the graph that is emitted. */
export type CompileStep = { function: string } & (
  /** In simpler JavaScript, and then with every suspension as a statement of its own. Factories stand behind the body. */
  | { phase: "lower" | "spill"; code: string }
  /** `leaves`: the code of each leaf and operand, by its id; `exit(0, value)` in it is the leaf's exit 0. */
  | { phase: "build"; graph: StateGraph; leaves: Record<LeafId, string> }
  | { phase: "optimize"; pass: string; graph: StateGraph; leaves: Record<LeafId, string> }
);

export function toStep(seen: Observation): CompileStep {
  if ("statements" in seen) return { function: seen.function, phase: seen.phase, code: print(seen.statements) };
  const { syntax, ...rest } = seen;
  const leaves = Object.fromEntries([...syntax].map(([id, node]) => [id, printLeaf(node)]));
  return { ...rest, graph: structuredClone(seen.graph), leaves };
}

/** A statement as it is, an expression without the semicolon. */
function printLeaf(node: Node): string {
  const isExpression = !/Statement$|Declaration$|^Exit$/.test(node.type);
  const code = print([isExpression ? { type: "ExpressionStatement", expression: node } : node]);
  return isExpression ? code.replace(/;$/, "") : code;
}

function print(statements: Node[]): string {
  const program = { type: "Program", sourceType: "script", directives: [], body: statements.map(withPrintableExits) };
  const file = { type: "File", program } as unknown as Parameters<typeof transformFromAstSync>[0];
  return transformFromAstSync(file, undefined, { configFile: false, babelrc: false, browserslistConfigFile: false, compact: false })!.code!;
}

/** An exit is no JavaScript; a call stands for it. */
function withPrintableExits(node: Node): Node {
  if (node.type !== "Exit") return mapChildren(node, withPrintableExits);
  const args = [{ type: "NumericLiteral", value: node.index }, ...(node.argument ? [node.argument] : [])];
  return { type: "ExpressionStatement", expression: { type: "CallExpression", callee: { type: "Identifier", name: "exit" }, arguments: args } };
}
