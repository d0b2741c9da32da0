// Which calls are annotations: those of `coroutine`, as it is imported from the runtime or required of it.
//
//   import { coroutine as co } from "babel-plugin-switchyard/runtime"; const a = co(function* () {});    →  a
//   import * as sy from "babel-plugin-switchyard/runtime"; const a = sy.coroutine(function* () {});      →  a

import { unwrapped, type Node } from "../ast/node.js";

/** Local names of `coroutine` imported from the runtime or required of it, and of the runtime as a whole. */
export interface ImportedNames {
  functions: Set<string>;
  namespaces: Set<string>;
}

/** By the names alone; whether the callee's first one means what is imported, or a variable of its own, is for scopes to say. */
export function isWrapperCall(node: Node, { functions, namespaces }: ImportedNames): boolean {
  if (node.type !== "CallExpression") return false;
  const callee = unwrapped(node.callee);
  if (callee.type === "Identifier") return functions.has(callee.name);
  if (callee.type !== "MemberExpression" || callee.computed || callee.property.name !== "coroutine") return false;
  const object = unwrapped(callee.object);
  return object.type === "Identifier" && namespaces.has(object.name);
}

/** coroutine of coroutine(…), runtime of runtime.coroutine(…) */
export function importedName(call: Node): Node {
  const callee = unwrapped(call.callee);
  return callee.type === "Identifier" ? callee : unwrapped(callee.object);
}

export function importedWrappers(program: Node, sources: string[]): ImportedNames {
  const functions = new Set<string>();
  const namespaces = new Set<string>();
  for (const statement of program.body) {
    if (statement.type === "VariableDeclaration") {
      for (const { id, init } of statement.declarations) {
        if (init?.type !== "CallExpression" || init.callee.name !== "require" || !sources.includes(init.arguments[0]?.value)) continue;
        if (id.type === "Identifier") namespaces.add(id.name);
        else if (id.type === "ObjectPattern") for (const { key, value } of id.properties) if (key?.name === "coroutine" && value.type === "Identifier") functions.add(value.name);
      }
    }
    if (statement.type !== "ImportDeclaration" || !sources.includes(statement.source.value)) continue;
    for (const specifier of statement.specifiers) {
      const imported = specifier.imported?.name ?? specifier.imported?.value;
      if (imported === "coroutine") functions.add(specifier.local.name);
      if (specifier.type === "ImportNamespaceSpecifier") namespaces.add(specifier.local.name);
    }
  }
  return { functions, namespaces };
}
