// What the file's own calls say of its compiled functions. Which call says what is a question of its own each time:
// only-called.ts, private-uses.ts, known-generators.ts and immediate-ends.ts have the answers, and examples.

import type { Expression, Node } from "../ast/node.js";
import type { ScopeAnalysis } from "../ast/scope-model.js";
import type { SelectedFunction } from "../select/select.js";
import type { InferredName } from "./inferred-names.js";
import { endsAtOnce } from "./immediate-ends.js";
import { knownGenerators } from "./known-generators.js";
import { callsOfOnlyCalled } from "./only-called.js";
import { privateUses } from "./private-uses.js";

export interface CallFacts {
  /** Functions that nobody sees as objects. */
  onlyCalled: Set<Node>;
  /** Where calls of async functions end that have nothing about them to be known by. */
  entered: Set<number>;
  /** Generator functions, by where calls end that can call nothing else. */
  generators: Map<number, Node>;
  /** Of these functions: when a call returns undefined at once, said by its parameters; null: not known. */
  endings: Map<Node, Expression | null>;
}

export function gatherCallFacts(functions: SelectedFunction[], program: Node, analysis: ScopeAnalysis, inferredNames: Map<Node, InferredName>): CallFacts {
  const calls = new Map<Node, Node[]>();
  for (const { node } of functions) {
    const found = callsOfOnlyCalled(analysis.functions.get(node)!, analysis, inferredNames.get(node));
    if (found) calls.set(node, found);
  }
  const privateMethods = nodesOf(functions, ({ node }) => node.type === "ClassPrivateMethod");
  const used = privateUses(program, new Set(privateMethods));
  for (const [method, found] of used.calls) if (!used.seen.has(method)) calls.set(method, found);
  const asyncFunctions = nodesOf(functions, ({ kind }) => kind === "async");
  const generators = knownGenerators(nodesOf(functions, ({ kind }) => kind === "generator"), analysis);
  return {
    onlyCalled: new Set(calls.keys()),
    entered: new Set(asyncFunctions.flatMap((node) => calls.get(node) ?? []).map(({ end }) => end!)),
    generators,
    endings: new Map([...new Set(generators.values())].map((node) => [node, endsAtOnce(node, analysis)])),
  };
}

const nodesOf = (functions: SelectedFunction[], which: (selected: SelectedFunction) => boolean): Node[] =>
  functions.filter(which).map(({ node }) => node);
