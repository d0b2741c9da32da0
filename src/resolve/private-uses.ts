// What a program does with the private methods that are compiled: which calls call one, and which are used as values.
//
//   class Pool { async #open() {} async get() { return await this.#open(); } }
//   → … value = frame.$up ? _coroutineInTask(self.#open, self)() : self.#open(); …
//
// Nothing outside of its class can reach a private method to give it the prototypes that its kind has. Called alone it needs
// none, and where one is awaited its name says what it is, since no one can replace it. Of one that is used as a value
// somebody may look at them.

import { isClass, unwrapped, type Node } from "../ast/node.js";
import { eachChild } from "../ast/walk.js";

export interface PrivateUses {
  /** By method. */
  calls: Map<Node, Node[]>;
  /** Methods that are seen as objects. */
  seen: Set<Node>;
}

export function privateUses(program: Node, methods: ReadonlySet<Node>): PrivateUses {
  const calls = new Map<Node, Node[]>([...methods].map((method) => [method, []]));
  const seen = new Set<Node>();
  if (methods.size > 0) visit(program, new Map());
  return { calls, seen };

  function visit(node: Node, known: ReadonlyMap<string, Node>): void {
    const inside = isClass(node) ? declare(node, known) : known;
    if (/^(Optional)?CallExpression$/.test(node.type)) {
      const callee = unwrapped(node.callee);
      // A direct eval may name any of them.
      if (callee.type === "Identifier" && callee.name === "eval") for (const method of known.values()) seen.add(method);
      const method = methodOf(callee, known);
      if (method) {
        calls.get(method)!.push(node);
        for (const part of [callee.object, ...node.arguments]) visit(part, known);
        return;
      }
    }
    const method = methodOf(node, known);
    if (method) seen.add(method);
    eachChild(node, (child) => visit(child, inside));
  }

  function methodOf({ type, property }: Node, known: ReadonlyMap<string, Node>): Node | undefined {
    return /^(Optional)?MemberExpression$/.test(type) && property.type === "PrivateName" ? known.get(property.id.name) : undefined;
  }

  /** Its private names hide those of the classes around it. */
  function declare({ body }: Node, known: ReadonlyMap<string, Node>): Map<string, Node> {
    const inside = new Map(known);
    for (const member of body.body) {
      if (member.key?.type !== "PrivateName") continue;
      if (methods.has(member)) inside.set(member.key.id.name, member);
      else inside.delete(member.key.id.name);
    }
    return inside;
  }
}
