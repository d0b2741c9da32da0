// The whole text of a program: what its functions use, and the functions, callees first.

import type { Program } from "./ast.js";
import { functionName } from "./labels.js";

/** A declaration as a line of the language. */
export interface Declarations {
  queue(name: string, size: number): string;
  semaphore(name: string, permits: number): string;
  lock(name: string): string;
  event(name: string): string;
  variable(name: string): string;
}

/** @param functions the text of each, main first; what no text names is left out */
export function withDeclarations(program: Program, functions: string[], declare: Declarations): string {
  const calleesFirst = functions.filter((_, level) => level === 0 || functions.some((text, caller) => caller < level && names(text, functionName(level)))).reverse();
  const text = calleesFirst.join("");
  const numbered = (word: string, count: number, line: (name: string, index: number) => string) =>
    Array.from({ length: count }, (_, index) => [`${word}${index}`, index] as const).flatMap(([name, index]) => (names(text, name) ? [line(name, index)] : []));
  const lines = [
    ...numbered("q", program.queues.length, (name, index) => declare.queue(name, program.queues[index]!)),
    ...numbered("semaphore", program.semaphores.length, (name, index) => declare.semaphore(name, program.semaphores[index]!)),
    ...numbered("lock", program.locks, declare.lock),
    ...numbered("event", program.events, declare.event),
    ...numbered("var", program.variables, declare.variable),
  ];
  return (lines.map((line) => `${line}\n`).join("") + text).trimStart();
}

/** In code, not in what it logs. */
function names(text: string, name: string): boolean {
  return new RegExp(`\\b${name}[.(,:]`).test(text);
}
