// Is there anything in a selected function that cannot be compiled? The refusals of phase 1, all at once.

import { eachChild } from "../ast/walk.js";
import { eachSuspendable } from "../ast/suspensions.js";
import type { Node } from "../ast/node.js";
import { diagnose, type Diagnostic } from "../diagnostics/diagnostics.js";
import type { FunctionFacts } from "../resolve/scopes.js";
import type { SelectedFunction } from "./select.js";

export function findUnsupported(selected: SelectedFunction, facts: FunctionFacts): Diagnostic[] {
  const found: Diagnostic[] = [];
  const refuse = (node: Node, construct: string) => {
    found.push(diagnose("SY302", node, selected.name, { construct }));
  };
  if (bodyHas(facts, "hasDirectEval")) refuse(selected.node, "a direct eval in its body");
  const visit = (node: Node): void => {
    if (node.type === "WithStatement") refuse(node, "a with statement");
    if (node.type === "VariableDeclaration" && /using/.test(node.kind)) refuse(node, "a using declaration");
    if (node.type === "TSEnumDeclaration" || node.type === "TSModuleDeclaration") refuse(node, "a TypeScript enum or namespace");
    if (node.type === "DoExpression") refuse(node, "a do expression");
    eachSuspendable(node, visit);
  };
  eachChild(selected.node.body, visit);
  return found;
}

/** An eval among the parameters stays in the kickoff function, where it belongs. */
function bodyHas(facts: FunctionFacts, fact: "hasDirectEval"): boolean {
  if (!facts[fact]) return false;
  let inBody = false;
  const visit = (node: Node): void => {
    if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "eval") inBody = true;
    eachChild(node, visit);
  };
  visit(facts.node.body);
  return inBody;
}

