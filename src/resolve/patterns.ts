// The target of an assignment or a declaration → what it assigns, and what it reads on the way.
//
//   function g(a, b, o) { [a = b, o.p, ...b] = o; o += b; }
//   → g: function of program, 1 write · a: param of g, 2 writes · b: param of g, 2 writes · o: param of g, 2 writes
//
// A declared name is no reference: what gives it a value is counted where the declaration is met.

import { isTransparent, type Node } from "../ast/node.js";
import { refer } from "./references.js";
import type { Place, Scoping } from "./scoping.js";

export function visitPattern(pattern: Node | null, place: Place, access: "declare" | "write" | "update" | "pattern", scoping: Scoping): void {
  if (!pattern) return;
  const { analysis, visit } = scoping;
  const inside = access === "declare" ? access : "pattern";
  switch (pattern.type) {
    case "Identifier":
      if (access === "declare") analysis.names.add(pattern.name);
      else refer(pattern, place, access, scoping);
      return;
    case "ObjectPattern":
      for (const item of pattern.properties) {
        if (item.type === "RestElement") visitPattern(item.argument, place, inside, scoping);
        else {
          if (item.computed || item.key.type === "PrivateName") visit(item.key, place);
          visitPattern(item.value, place, inside, scoping);
        }
      }
      return;
    case "ArrayPattern":
      for (const item of pattern.elements) visitPattern(item, place, inside, scoping);
      return;
    case "AssignmentPattern":
      visitPattern(pattern.left, place, access, scoping);
      return visit(pattern.right, place);
    case "RestElement":
      return visitPattern(pattern.argument, place, access, scoping);
    case "TSParameterProperty":
      return visitPattern(pattern.parameter, place, access, scoping);
    case "MemberExpression":
      // arguments[0] = 1 is the very thing that aliasing makes visible.
      visit(pattern.object, place);
      if (pattern.computed || pattern.property.type === "PrivateName") visit(pattern.property, place);
      return;
    default:
      return isTransparent(pattern) ? visitPattern(pattern.expression, place, access, scoping) : visit(pattern, place);
  }
}
