// Which calls call a private method that is a compiled async function?
//
//   class Pool { async #open() {} async get() { return await this.#open(); } }
//   → … value = frame.$up ? _coroutineInTask(self.#open, self)() : self.#open(); …
//
// A private method has no prototype by which a caller could know it at run time: nothing outside of its class can reach it
// to give it one. But its name says what it is wherever it stands, since no one can replace it.

import { isClass, unwrapped, type Node } from "../ast/node.js";
import { eachChild } from "../ast/walk.js";

export function privateCalls(program: Node, methods: ReadonlySet<Node>): Node[] {
  const found: Node[] = [];
  if (methods.size > 0) visit(program, new Map());
  return found;

  function visit(node: Node, known: ReadonlyMap<string, boolean>): void {
    const inside = isClass(node) ? declare(node, known) : known;
    if (/^(Optional)?CallExpression$/.test(node.type)) {
      const { property } = unwrapped(node.callee);
      if (property?.type === "PrivateName" && known.get(property.id.name)) found.push(node);
    }
    eachChild(node, (child) => visit(child, inside));
  }

  /** Its private names hide those of the classes around it. */
  function declare({ body }: Node, known: ReadonlyMap<string, boolean>): Map<string, boolean> {
    const inside = new Map(known);
    for (const member of body.body) if (member.key?.type === "PrivateName") inside.set(member.key.id.name, methods.has(member));
    return inside;
  }
}
