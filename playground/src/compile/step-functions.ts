// The emitted program → its step functions, and the cases in them.
//
//   function tally$step(frame, mode, value) {
//     var state = frame.$state, …
//     for (;;) switch (state) { case 0: … case 1: … }
//   }
//   → { name: "tally$step", cases: [{ state: 0, from, to }, …] }      // lines from 0
//
// Emitted code has one form, and nobody else reads `$state` in the first variable of a function. A step that is made with each call
// has its name from the frame that it is given to, new later$Frame((frame, mode, value) => { … }): it may be an arrow, and in a
// script its own name lacks the tag.

import type { Span } from "./messages.ts";

/* eslint-disable @typescript-eslint/no-explicit-any -- nodes of Babel's trees */
export type Node = any;

export interface StepFunction extends Span {
  name: string;
  node: Node;
  /** Its switch. */
  machine: Node | null;
  cases: ({ state: number; node: Node } & Span)[];
}

export function findStepFunctions(program: Node): StepFunction[] {
  const found: StepFunction[] = [];
  const names = new Map<Node, string>();
  eachNode(program, (node) => {
    if (node.type === "NewExpression" && /FunctionExpression$/.test(node.arguments[0]?.type)) names.set(node.arguments[0], stepOf(node.callee.name ?? ""));
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return;
    if (node.body.type !== "BlockStatement") return;
    const [first] = node.body.body;
    const state = first?.type === "VariableDeclaration" ? first.declarations[0].init : null;
    const [frame] = node.params;
    if (state?.type !== "MemberExpression" || state.property.name !== "$state" || state.object.name !== frame?.name || node.params.length !== 3) return;
    const name = names.get(node) ?? node.id?.name ?? "";
    const machine = findMachine(node.body, first.declarations[0].id.name);
    found.push({ name, node, machine, from: node.loc.start.line - 1, to: node.loc.end.line, cases: machine ? casesOf(machine) : [] });
  });
  return found;
}

/** The name of a frame constructor → that of the step function of its frames. */
export const stepOf = (frame: string): string => frame.replace("$Frame", "$step");

/** The switch over the state, below loops, labels and try; a function without suspension may have none. */
function findMachine(node: Node, state: string): Node | null {
  if (node.type === "SwitchStatement") return node.discriminant.name === state ? node : null;
  if (node.type === "TryStatement") return findMachine(node.block, state);
  if (/^(For|While|Labeled)Statement$/.test(node.type)) return findMachine(node.body, state);
  if (node.type !== "BlockStatement") return null;
  for (const statement of node.body) {
    const found = findMachine(statement, state);
    if (found) return found;
  }
  return null;
}

function casesOf(machine: Node): StepFunction["cases"] {
  const lines = machine.cases.map((node: Node): number => node.loc.start.line - 1);
  return machine.cases.map((node: Node, index: number) => ({ state: node.test.value, node, from: lines[index], to: lines[index + 1] ?? machine.loc.end.line - 1 }));
}

const NO_CHILDREN = new Set(["loc", "extra", "leadingComments", "innerComments", "trailingComments", "comments", "tokens", "errors"]);

/** Every node, outer ones first; `visit` may say false, and what is inside is left out. */
export function eachNode(node: Node, visit: (node: Node) => void | false): void {
  if (visit(node) === false) return;
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (typeof value !== "object" || value === null || NO_CHILDREN.has(key)) continue;
    if (Array.isArray(value)) for (const item of value) if (item?.type) eachNode(item, visit);
    if (value.type) eachNode(value, visit);
  }
}
