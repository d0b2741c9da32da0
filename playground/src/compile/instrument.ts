// The machine → the same machine, telling a recorder what it does.
//
//   function tally$step(frame, mode, value) {
//     var state = frame.$state, i = frame.i;
//     switch (state) { case 1: … return i; }
//   }
//   → function tally$step(frame, mode, value) {
//       var state = frame.$state, i = frame.i;
//       try { recorder.enter(frame, 0, state, mode, value);
//         switch (state) { case 1: recorder.at(frame, 0, 1, { i: i }, value); … return recorder.left(frame, 0, i); }
//       } catch (thrown) { throw recorder.threw(frame, 0, thrown); }
//     }
//
// Text is put between the lines that are there, so that they stay those that the machine column shows. What the program can
// see of it is nothing but time.

import type { LinkedFunction } from "./messages.ts";
import { RECORDER } from "./recorder-name.ts";
import { eachNode, findStepFunctions, stepOf, type Node, type StepFunction } from "./step-functions.ts";

interface Insertion {
  at: number;
  text: string;
}

export function instrument(code: string, program: Node, functions: LinkedFunction[]): string {
  const insertions = findStepFunctions(program).flatMap((step): Insertion[] => {
    const index = functions.findIndex(({ frame }) => frame !== null && stepOf(frame) === step.name);
    return index < 0 ? [] : insertionsIn(code, step, index, functions[index]);
  });
  // Those at one place stay in their order.
  insertions.sort((a, b) => a.at - b.at);
  const pieces = insertions.map(({ at, text }, index) => code.slice(insertions[index - 1]?.at ?? 0, at) + text);
  return pieces.join("") + code.slice(insertions.at(-1)?.at ?? 0);
}

function insertionsIn(code: string, { node, cases }: StepFunction, index: number, fn: LinkedFunction): Insertion[] {
  const [frame, mode, value] = node.params.map(({ name }: Node): string => name);
  const [first] = node.body.body;
  const declared = first.declarations.map(({ id }: Node): string => id.name);
  const state = declared[0];
  const known = new Set(fn.variables.map(({ name }) => name));
  const values = `{ ${declared.filter((name: string) => known.has(name)).map((name: string) => `${name}: ${name}`).join(", ")} }`;
  const entry: Insertion = { at: first.end, text: ` try { ${RECORDER}.enter(${frame}, ${index}, ${state}, ${mode}, ${value});` };
  const marks = cases.map((one): Insertion => {
    const colon = code.indexOf(":", one.node.test.end) + 1;
    return { at: colon, text: ` ${RECORDER}.at(${frame}, ${index}, ${one.state}, ${values}, ${value});` };
  });
  const end: Insertion = { at: node.body.end - 1, text: `} catch (thrown) { throw ${RECORDER}.threw(${frame}, ${index}, thrown); } ` };
  return [entry, ...marks, ...returnsIn(node, `${RECORDER}.left(${frame}, ${index}`), end];
}

/** `return x;` → `return call, (x));`, in the function itself and in none inside it. */
function returnsIn(step: Node, call: string): Insertion[] {
  const found: Insertion[] = [];
  eachNode(step.body, (node) => {
    if (/Function|^Class/.test(node.type)) return false;
    if (node.type !== "ReturnStatement") return;
    const after = node.start + "return".length;
    if (node.argument) found.push({ at: after, text: ` ${call}, (` }, { at: node.argument.end, text: "))" });
    else found.push({ at: after, text: ` ${call}, void 0)` });
  });
  return found;
}
