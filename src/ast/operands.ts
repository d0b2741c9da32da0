// What a class evaluates while it is made, apart from static parts: decorators, heritage and keys. Where the class moves into
// a function of its own, these are evaluated outside, in their order, and handed in.

import { isErased, type Expression, type Node } from "./node.js";

export interface Lifting {
  /** Hands in the value of an expression; what stands for it inside. */
  lift(value: Expression, wish: string): Expression;
  /** The same for a member's computed key. */
  liftKey(member: Node): Node;
}

// @make class A extends B { @o.log [key()]() {} }
//   →  @decorator class A extends heritage { @object.log [key]() {} }
/** A class whose decorators, heritage and keys are handed in. */
export function liftClass(node: Node, lifting: Lifting): Node {
  const decorators = liftDecorators(node, lifting);
  const superClass = node.superClass && lifting.lift(node.superClass, "heritage");
  const elements = node.body.body.map((element: Node) => (isErased(element) ? element : liftMember(element, lifting)));
  return { ...node, decorators, superClass, body: { ...node.body, body: elements } };
}

const liftMember = (member: Node, lifting: Lifting): Node => ({
  ...member,
  decorators: liftDecorators(member, lifting),
  key: member.computed ? lifting.liftKey(member) : member.key,
});

// What is called has its receiver: @o.log → @object.log
function liftDecorators({ decorators }: Node, { lift }: Lifting): Node[] | null {
  return decorators?.map((decorator: Node) => {
    const { expression, staysInside } = decorator;
    if (staysInside) return decorator;
    const isMember = expression.type === "MemberExpression" && !expression.computed && expression.object.type !== "Super" && expression.property.type !== "PrivateName";
    const lifted = isMember ? { ...expression, object: lift(expression.object, "object") } : lift(expression, "decorator");
    return { ...decorator, expression: lifted };
  }) ?? null;
}
