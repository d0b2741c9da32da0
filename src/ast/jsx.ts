// What JSX makes of its nodes, and of the names in them.

import type { Node } from "./node.js";

export const isElement = (node: Node | null): boolean => node?.type === "JSXElement" || node?.type === "JSXFragment";

/** Is the name of an element a variable? So it is in <Item />, <_ /> and <π />; in <item /> and <my-item /> it is text. */
export function isJsxVariable({ type, name }: Node): boolean {
  return type === "JSXIdentifier" && !/^[a-z]/.test(name) && !name.includes("-");
}

/** The property that an attribute becomes. */
export function attributeName(name: Node): string {
  return name.type === "JSXNamespacedName" ? `${name.namespace.name}:${name.name.name}` : name.name;
}
