// Which syntax a compiled function may have: ECMAScript, its types, JSX, and those proposals that some phase knows, or that stay
// as they are written. Babel's parser has more, and of what is not here nobody knows what it evaluates, in which order, or
// which names are in it. What it makes the same nodes of as something else is told apart here, too.
//
//   function* a() { "use coroutine"; yield new.target; }                                          →  a
//   function* a() { "use coroutine"; yield function.sent; }  // parserPlugins: ["functionSent"]   →  SY302

import { CHILD_FIELDS } from "../ast/child-fields.js";
import { isElement } from "../ast/jsx.js";
import type { Node } from "../ast/node.js";

const KNOWN_FAMILY = /^TS/;

/** What people call the nodes that Babel's parser makes of proposals. */
const NAMES: Record<string, string> = {
  ArgumentPlaceholder: "a partial application",
  DoExpression: "a do expression",
  EnumDeclaration: "a Flow enum",
  ModuleExpression: "a module block",
  RecordExpression: "a record",
  TupleExpression: "a tuple",
  V8IntrinsicIdentifier: "an intrinsic of V8",
  VoidPattern: "a void binding",
};

/** What nobody knows how to compile in this very node, its children aside; null if there is nothing. */
export function unknownSyntax(node: Node, suspends: (node: Node) => boolean): string | null {
  const { type } = node;
  if (!CHILD_FIELDS.has(type) && !KNOWN_FAMILY.test(type)) return NAMES[type] ?? `the syntax ${type}`;
  if (type === "MetaProperty" && node.meta.name === "function") return "function.sent";
  if (type === "ObjectProperty" && node.key.type === "PrivateName") return `the private name #${node.key.id.name} in a pattern`;
  if (isElement(node) && suspends(node) && node.children.some(isSpreadChild)) return "a suspension in an element with a spread child";
  if (type === "JSXOpeningElement" && node.name.name === "this") return "an element called this";
  if (type === "BindExpression" && suspends(node)) return "a suspension beside a :: operator";
  return null;
}

const isSpreadChild = ({ type }: Node): boolean => type === "JSXSpreadChild";
