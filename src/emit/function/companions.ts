// The companions of a file's generator functions (unstarted.ts): who asks for one, and who can make it.
//
//   function* walk(node) { if (node) yield* walk(node.left); }   →  … value = walk$unstarted(node.left); … function walk$unstarted(node) { … } …
//
// A call may stand in front of its function, so names are given as they are asked for, and what they name is emitted in the end.

import type { Names } from "../../ast/names.js";
import type { Node, Statement } from "../../ast/node.js";
import type { CallFacts } from "../../resolve/call-facts.js";
import type { EmittedFunction } from "./emitted-function.js";

/** What makes the frame of a call that yield* delegates to. */
export interface Companion {
  name: string;
  /** It makes none, and gives null, where the call ends at once. */
  mayEnd: boolean;
}

export interface Companions {
  /** Of a call that still calls what it called in the source; null for another one. */
  of(call: Node): Companion | null;
  /** Says how the companion of a function is made, if it has one. */
  learn(node: Node, emit: EmittedFunction["unstarted"]): void;
  /** All that have been asked for. */
  declarations(): Statement[];
}

export function createCompanions({ generators, endings }: Pick<CallFacts, "generators" | "endings">, names: Names): Companions {
  const asked = new Map<Node, string>();
  const emitters = new Map<Node, EmittedFunction["unstarted"]>();
  return {
    of(call) {
      const node = call.type === "CallExpression" ? generators.get(call.end!) : undefined;
      if (!node || call.callee.name !== node.id.name || call.arguments.some(({ type }: Node) => type === "SpreadElement")) return null;
      const name = asked.get(node) ?? names.ofFile(`${node.id.name}$unstarted`);
      asked.set(node, name);
      return { name, mayEnd: endings.get(node) !== null };
    },
    learn: (node, emit) => void emitters.set(node, emit),
    declarations: () => [...asked].flatMap(([node, name]) => emitters.get(node)!(name, endings.get(node)!)),
  };
}
