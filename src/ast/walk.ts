// Walking and rewriting a tree without Babel's traversal: no paths, no scopes, no second visit.
//
// A traversal per pass is what makes plugins of this kind slow, so a pass either iterates over children (`eachChild`) or
// maps them (`mapChildren`, copy on write: what does not change keeps its identity, and with it its entry in side tables).

import { CHILD_FIELDS } from "./child-fields.js";
import type { Node } from "./node.js";

/** Of types that are not in the table; and `parent` and `original` are where tools keep what would be walked for ever. */
const NOT_CHILDREN = new Set([
  "type",
  "start",
  "end",
  "loc",
  "range",
  "extra",
  "leadingComments",
  "trailingComments",
  "innerComments",
  "tokens",
  "errors",
  "comments",
  "parent",
  "parentNode",
  "parentPath",
  "original",
]);

/** Types are erased by a later plugin and hold no values: walking passes them over, copying ("map") does not. */
const TYPES = new Set([
  "typeAnnotation",
  "typeParameters",
  "typeArguments",
  "returnType",
  "superTypeParameters",
  "superTypeArguments",
  "implements",
  "mixins",
  "predicate",
  "variance",
]);

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function fieldsOf(node: Node, types: "pass over" | "map" = "pass over"): string[] {
  return Object.keys(node).filter((field) => holdsChildren(node, field) && (types === "map" || !TYPES.has(field)));
}

function holdsChildren({ type }: Node, field: string): boolean {
  const known = CHILD_FIELDS.get(type);
  return known ? known.includes(field) || TYPES.has(field) : !NOT_CHILDREN.has(field);
}

/** Calls `visit` for every direct child, in the order of the node's fields, and `absent` for the fields of children that it has not. */
export function eachChild(
  node: Node,
  visit: (child: Node, field: string) => void,
  absent?: (node: Node, field: string) => void,
  fields: readonly string[] = CHILD_FIELDS.get(node.type) ?? fieldsOf(node),
): void {
  for (const field of fields) {
    const value = node[field];
    if (value === undefined) absent?.(node, field);
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item, field);
    } else if (isNode(value)) {
      visit(value, field);
    }
  }
}

/**
 * The node with every direct child replaced by `map(child)`; the node itself when nothing changed. In a list, `map` may
 * return a list (spliced in) or null (removed).
 */
export function mapChildren(
  node: Node,
  map: (child: Node, field: string) => Node | Node[] | null,
  types: "pass over" | "map" = "pass over",
): Node {
  let copy: Node | null = null;
  const known = types === "pass over" ? CHILD_FIELDS.get(node.type) : undefined;
  for (const field of known ?? fieldsOf(node, types)) {
    const value = node[field];
    if (typeof value !== "object" || value === null) continue;
    let mapped: unknown = value;
    if (Array.isArray(value)) mapped = mapList(value, (child) => map(child, field), types === "map");
    else if (isNode(value)) mapped = map(value, field);
    if (mapped !== value) {
      copy ??= { ...node };
      copy[field] = mapped;
    }
  }
  return copy ?? node;
}

/** `copies`: a list without nodes, which nothing else would tell from the one it was taken from, becomes a new one. */
function mapList(list: unknown[], map: (child: Node) => Node | Node[] | null, copies: boolean): unknown[] {
  let result: unknown[] | null = copies && !list.some(isNode) ? [] : null;
  for (const [index, item] of list.entries()) {
    const mapped = isNode(item) ? map(item) : item;
    if (mapped !== item) result ??= list.slice(0, index);
    if (Array.isArray(mapped)) result!.push(...mapped);
    else if (mapped !== null || item === null) result?.push(mapped);
  }
  return result ?? list;
}

/**
 * The same in place: puts `map(child)` where every direct child is, types included. Lists are new ones where `map` gives
 * another node for one of theirs, and where they have no nodes.
 */
export function replaceChildren(node: Node, map: (child: Node) => Node): void {
  for (const field in node) {
    const value = node[field];
    if (typeof value !== "object" || value === null || !holdsChildren(node, field)) continue;
    if (Array.isArray(value)) node[field] = mapList(value, map, true);
    else if (isNode(value)) node[field] = map(value);
  }
}

/** Every node of the tree, parents first. `enter` returns false to skip a node's children. */
export function walk(root: Node, enter: (node: Node) => boolean | void): void {
  if (enter(root) === false) return;
  eachChild(root, (child) => walk(child, enter));
}

/** All of them, in types as well. */
export function walkWithTypes(root: Node, enter: (node: Node) => void): void {
  enter(root);
  eachChild(root, (child) => walkWithTypes(child, enter), undefined, fieldsOf(root, "map"));
}

/** A deep copy; positions are kept, so that the copy maps to the same source. */
export function cloneTree(node: Node): Node {
  return mapChildren({ ...node }, cloneTree, "map");
}
