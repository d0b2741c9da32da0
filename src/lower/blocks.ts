// Statement lists and declarations → assignments to variables of the whole function.
//
//   { const { a } = f(); let n; function h() {} yield h; } { let n = 1; yield n; }
//   → { h = function h() {}; ({ a } = f()); n = void 0; yield h; } { n$2 = 1; yield n$2; }
//
// Block scope goes: every binding has a name of its own in the function. What it meant for closures and for the temporal
// dead zone was settled by `storage`; here a scope that is entered makes its cells and marks what is not initialised yet.

import * as b from "../ast/build.js";
import type { Expression, Node, Statement } from "../ast/node.js";
import type { Binding, Scope } from "../ast/scope-model.js";
import { newCell, slotOf, cellValue } from "./cells.js";
import { declareUsed, disposing, isUsing } from "./disposal.js";
import { lowerInnerFunction } from "./closures.js";
import { initialize } from "./variables.js";
import type { Lowering } from "./lowering.js";

/** The statements of a list in the scope that `node` opens; `first` is what happens once its bindings exist. */
export function lowerScoped(node: Node, statements: Node[], lowering: Lowering, first: Statement[] = []): Statement[] {
  const scope = lowering.analysis.scopes.get(node);
  return [
    ...(scope ? enterScope(scope, lowering) : []),
    ...first,
    ...hoistFunctions(statements, lowering),
    ...lowerList(node, statements, lowering),
  ];
}

function lowerList(node: Node, statements: Node[], lowering: Lowering): Statement[] {
  if (!statements.some(isUsing)) return lowering.statements(statements);
  return disposing(node, statements, lowering, (resources) =>
    lowering.statements(statements.map((statement) => (isUsing(statement) ? declareUsed(statement, resources, lowering) : statement))),
  );
}

/** What happens when control enters a scope: cells are made, uninitialised bindings marked. */
export function enterScope(scope: Scope, lowering: Lowering): Statement[] {
  return [...scope.bindings.values()].flatMap((binding) => enterBinding(binding, lowering));
}

function enterBinding(binding: Binding, lowering: Lowering): Statement[] {
  const storage = lowering.storage.get(binding);
  if (!storage || storage.kind === "outer" || binding.kind === "param" || binding.kind === "arguments") return [];
  const hidden = storage.checked ? lowering.runtime("uninitialized") : b.undef();
  if (storage.kind === "cell") {
    // x = {value: void 0}
    return storage.atDeclaration ? [] : [b.statement(b.assign(b.id(storage.name), newCell(hidden)))];
  }
  return storage.checked ? [b.statement(b.assign(b.id(storage.name), hidden))] : [];
}

/** Function declarations have their value from the start of their scope. */
export function hoistFunctions(statements: Node[], lowering: Lowering): Statement[] {
  const hoisted: Statement[] = [];
  for (let statement of statements) {
    while (statement.type === "LabeledStatement") statement = statement.body;
    if (statement.type !== "FunctionDeclaration") continue;
    const assignment = initialize(statement.id, lowerInnerFunction(statement, lowering), lowering);
    if (assignment) hoisted.push(b.at(statement, b.statement(assignment)));
  }
  return hoisted;
}

/** Where a block function stands in sloppy code, its value is copied to the function's variable of that name. */
export function lowerFunctionDeclaration(node: Node, lowering: Lowering): Statement[] {
  const binding = lowering.analysis.declarations.get(node.id);
  const outer = binding?.annexB && lowering.storage.get(binding.annexB);
  const inner = binding && lowering.storage.get(binding);
  if (!outer || !inner || inner.kind === "outer") return [];
  return [b.at(node, b.statement(b.assign(slotOf(binding, outer), slotOf(binding, inner))))];
}

export function lowerVariableDeclaration(node: Node, lowering: Lowering): Statement[] {
  return node.declarations.flatMap((declarator: Node): Statement[] => {
    const { id, init } = declarator;
    // var x; does nothing, let x; makes it undefined
    if (!init && node.kind === "var") return [];
    const value = init ? lowering.expression(init) : b.undef();
    return declare(id, value, declarator, lowering);
  });
}

/** Gives the names of a declared pattern their values: const { a, b } = value → ({ a, b } = value); */
export function declare(pattern: Node, value: Expression, origin: Node, lowering: Lowering): Statement[] {
  if (pattern.type === "Identifier") {
    const assignment = initialize(pattern, value, lowering);
    return assignment ? [b.at(origin, b.statement(assignment))] : [];
  }
  const cells: Statement[] = [];
  const target = declaredTarget(pattern, cells, lowering);
  return [...cells, b.at(origin, b.statement(b.at(origin, b.assign(target, value))))];
}

/** A declared pattern as the target of an assignment; cells that it fills are made before. */
function declaredTarget(pattern: Node, cells: Statement[], lowering: Lowering): Node {
  const visit = (node: Node): Node => {
    switch (node.type) {
      case "Identifier": {
        const binding = lowering.analysis.declarations.get(node);
        const storage = binding && lowering.storage.get(binding);
        if (storage?.kind === "cell" && storage.atDeclaration) {
          cells.push(b.statement(b.assign(b.id(storage.name), newCell(b.undef()))));
          return cellValue(b.id(storage.name));
        }
        return initialize(node, b.undef(), lowering)?.left ?? node;
      }
      case "ObjectPattern":
        return {
          ...node,
          properties: node.properties.map((item: Node) => {
            if (item.type === "RestElement") return { ...item, argument: visit(item.argument) };
            const key = item.computed ? lowering.expression(item.key) : item.shorthand ? b.id(item.key.name) : item.key;
            const value = visit(item.value);
            const target = value.type === "AssignmentPattern" ? value.left : value;
            return { ...item, key, value, shorthand: item.shorthand && target.type === "Identifier" && target.name === item.key.name };
          }),
        };
      case "ArrayPattern":
        return { ...node, elements: node.elements.map((item: Node | null) => item && visit(item)) };
      case "AssignmentPattern":
        return { ...node, left: visit(node.left), right: lowering.expression(node.right) };
      case "RestElement":
        return { ...node, argument: visit(node.argument) };
      default:
        return lowering.expression(node);
    }
  };
  return visit(pattern);
}
