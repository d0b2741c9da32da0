// What a program's log calls its statements and functions: the same in both languages.

import { bodiesOf, type Program, type Source, type Statement } from "./ast.js";

/** Each statement's place in its function, from 1, in the order of reading. */
export function labelsOf(program: Program): Map<Statement, number> {
  const labels = new Map<Statement, number>();
  for (const body of program.functions) {
    let next = 1;
    const visit = (statement: Statement) => {
      labels.set(statement, next++);
      bodiesOf(statement).flat().forEach(visit);
    };
    body.forEach(visit);
  }
  return labels;
}

/** What a call in a statement is told to call itself: `main.3`, or `main.3a`, `main.3b` where a statement calls more. */
export function callNames(label: number): () => string {
  let calls = 0;
  return () => `${label}${"abcdefgh"[calls++]}`;
}

export const functionName = (level: number) => (level === 0 ? "main" : `f${level}`);

/** The slot that has to be full for a source to be one. */
export function slotOf(of: Source): number | null {
  if (of.type === "shield") return slotOf(of.of);
  return of.type === "task" ? of.slot : null;
}

export function outcomeOf(of: Source): string {
  switch (of.type) {
    case "call":
      return `${functionName(of.function)} gave`;
    case "task":
      return `t${of.slot} gave`;
    case "sleep":
      return `slept ${of.ms}`;
    case "get":
      return `got from q${of.queue}`;
    case "event":
      return `event${of.event} set`;
    case "shield":
      return `shielded ${outcomeOf(of.of)}`;
  }
}
