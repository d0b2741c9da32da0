// The companions of a file's generator functions (unstarted.ts): who asks for one, and who can make it.
//
//   function* walk(node) { if (node) yield* walk(node.left); }   →  … value = walk$unstarted(node.left); … function walk$unstarted(node) { … }
//
// A call may stand in front of its function, so names are given as they are asked for, and what they name is emitted in the end.

import type { Names } from "../ast/names.js";
import type { Node, Statement } from "../ast/node.js";
import type { EmittedFunction } from "./emitted-function.js";

export interface Companions {
  /** What makes the frame of a call that yield* delegates to, if it still calls what it called in the source. */
  nameFor(call: Node): string | null;
  /** Says how the companion of a function is made, if it has one. */
  learn(node: Node, emit: EmittedFunction["unstarted"]): void;
  /** All that have been asked for. */
  declarations(): Statement[];
}

/** @param generators functions by where their calls end: nodes change, positions do not */
export function createCompanions(generators: Map<number, Node>, names: Names): Companions {
  const asked = new Map<Node, string>();
  const emitters = new Map<Node, EmittedFunction["unstarted"]>();
  return {
    nameFor(call) {
      const node = call.type === "CallExpression" ? generators.get(call.end!) : undefined;
      if (!node || call.callee.name !== node.id.name || call.arguments.some(({ type }: Node) => type === "SpreadElement")) return null;
      const name = asked.get(node) ?? names.fresh(`${node.id.name}$unstarted`);
      asked.set(node, name);
      return name;
    },
    learn: (node, emit) => void emitters.set(node, emit),
    declarations: () => [...asked].map(([node, name]) => emitters.get(node)!(name)),
  };
}
