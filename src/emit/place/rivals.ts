// Which members of a class or object may be under the key of a compiled method in the end?
//
//   export const o = { async m() {}, [k]: 1 };
//   → … { m() { … }, [key = _toPropertyKey(k)]: 1 }; key !== "m" && _asyncMethods(made, ["m"]); …
//
//   export const o = { async m() {}, m: 1 };
//   → … export const o = { m() { … }, m: 1 }; …
//
// A later one takes the place of an earlier one, and what stands there then is no function of ours.

import { keyName } from "../../ast/definitions.js";
import type { Node } from "../../ast/node.js";

/** Under its key there may be a later member in the end, or a getter: { async m() {}, get m() {} } */
export function rivalsOf(method: Node, members: Node[]): Node[] | null {
  const key = knownKey(method);
  const behind = membersBehind(method, members);
  if (key !== null && behind.some((member) => knownKey(member) === key)) return null;
  return behind.filter((member) => key === null || knownKey(member) === null);
}

function membersBehind(method: Node, members: Node[]): Node[] {
  return members.slice(members.indexOf(method) + 1).filter((member) => {
    const isMember = /^(Class|Object)Method$/.test(member.type) || (member.type === "ObjectProperty" && (member.computed || keyName(member.key) !== "__proto__"));
    return member.type === "SpreadElement" || (isMember && !!member.static === !!method.static);
  });
}

/** A text that stands for the key, where it says which one it is: m for m and "m", @@iterator for Symbol.iterator. */
function knownKey({ type, computed, key }: Node): string | null {
  if (type === "SpreadElement") return null;
  if (!computed) return keyName(key);
  if (/^(String|Numeric)Literal$/.test(key.type)) return keyName(key);
  const isSymbol = key.type === "MemberExpression" && !key.computed && key.object.name === "Symbol";
  return isSymbol ? `@@${key.property.name}` : null;
}
