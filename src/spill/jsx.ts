// JSX elements with a suspension among their attributes or children.
//
//   x = <A b={c} d={yield e} />;  →  Tag = A; held = c; sent = yield e; x = <Tag b={held} d={sent} />;

import * as b from "../ast/build.js";
import { isAnonymousDefinition } from "../ast/definitions.js";
import { attributeName, isElement, isJsxVariable } from "../ast/jsx.js";
import type { Expression, Node } from "../ast/node.js";
import { spillList } from "./expressions.js";
import type { Before, Spilling } from "./spilling.js";

/** <A b={f()} c={yield}>{g()}</A>: the tag, attributes, then children, in order */
export function spillJsx(node: Node, before: Before, spilling: Spilling): Expression {
  const slots: { get: Node; put(value: Node): void }[] = [];
  const copy: Node = { ...node, children: [...node.children] };
  if (node.openingElement) {
    const attributes = [...node.openingElement.attributes];
    const name = holdTag(node.openingElement.name, before, spilling);
    copy.openingElement = { ...node.openingElement, name, attributes };
    if (copy.closingElement) copy.closingElement = { ...copy.closingElement, name };
    attributes.forEach((attribute: Node, position: number) => {
      const put = (changed: Node) => void (attributes[position] = changed);
      if (attribute.type === "JSXSpreadAttribute") {
        slots.push({ get: attribute.argument, put: (argument) => put({ ...attribute, argument }) });
      } else if (attribute.value?.type === "JSXExpressionContainer") {
        const container = attribute.value;
        slots.push({
          get: namedByAttribute(container.expression, attribute.name),
          put: (expression) => put({ ...attribute, value: { ...container, expression } }),
        });
      } else if (isElement(attribute.value)) {
        // <A b=<B /> />
        const container = { type: "JSXExpressionContainer", start: attribute.value.start };
        slots.push({ get: attribute.value, put: (expression) => put({ ...attribute, value: { ...container, expression } }) });
      }
    });
  }
  copy.children.forEach((child: Node, position: number) => {
    const container = { type: "JSXExpressionContainer", start: child.start };
    if (isElement(child)) {
      slots.push({ get: child, put: (expression) => void (copy.children[position] = { ...container, expression }) });
    } else if (child.type === "JSXExpressionContainer" && child.expression.type !== "JSXEmptyExpression") {
      slots.push({ get: child.expression, put: (expression) => void (copy.children[position] = { ...child, expression }) });
    }
  });
  const values = spillList(slots.map(({ get }) => get), before, spilling);
  values.forEach((value, position) => {
    if (value !== slots[position].get) slots[position].put(value);
  });
  return copy;
}

/** <Tag a={yield} />: the variable is read before. A capital tells JSX that the temporary is a variable, too. */
function holdTag(name: Node, before: Before, spilling: Spilling): Node {
  if (name.type !== "JSXMemberExpression" && !isJsxVariable(name)) return name;
  const tag = spilling.temporary("Tag");
  before.push(b.at(name, b.statement(b.assign(b.id(tag), asExpression(name)))));
  return { type: "JSXIdentifier", name: tag, start: name.start };
}

/** <a.b.C /> → a.b.C; the nodes of variables stay the same, for whoever looks for them */
function asExpression(name: Node): Expression {
  if (name.type === "JSXMemberExpression") return b.member(asExpression(name.object), name.property.name);
  return name.name === "this" ? b.self() : Object.assign(name, { type: "Identifier" });
}

/** onClick={() => {}}: the attribute becomes a property, which names the arrow. */
function namedByAttribute(value: Expression, attribute: Node): Expression {
  if (!isAnonymousDefinition(value)) return value;
  return b.named(attributeName(attribute), value);
}
