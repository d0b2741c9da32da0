// Makes a program that shows a difference smaller: whole parts are cut out, or replaced by what they contain, while it
// keeps showing one.

import type { Handler, Program, Source, Statement } from "./ast.js";

/** @param differs whether a smaller program is still one to report */
export function reduce(program: Program, differs: (candidate: Program) => boolean): Program {
  let smallest = program;
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of smaller(smallest)) {
      if (!differs(candidate)) continue;
      smallest = candidate;
      progress = true;
      break;
    }
  }
  return smallest;
}

function* smaller(program: Program): Generator<Program> {
  for (const [level, body] of program.functions.entries()) {
    for (const smallerBody of bodies(body)) yield { ...program, functions: program.functions.with(level, smallerBody) };
  }
}

/** Lists with one change; what takes most away comes first. */
function* bodies(body: Statement[]): Generator<Statement[]> {
  if (body.length > 2) {
    const half = Math.ceil(body.length / 2);
    yield body.slice(half);
    yield body.slice(0, half);
  }
  for (const index of body.keys()) yield body.toSpliced(index, 1);
  for (const [index, statement] of body.entries()) {
    if ("body" in statement) yield body.toSpliced(index, 1, ...statement.body);
    for (const replacement of statements(statement)) yield body.with(index, replacement);
  }
}

function* statements(statement: Statement): Generator<Statement> {
  if ("body" in statement) for (const body of bodies(statement.body)) yield { ...statement, body };
  if ("of" in statement) for (const of of sources(statement.of)) yield { ...statement, of };
  if ("items" in statement) {
    for (const index of statement.items.keys()) yield { ...statement, items: statement.items.toSpliced(index, 1) };
    for (const [index, item] of statement.items.entries()) for (const of of sources(item)) yield { ...statement, items: statement.items.with(index, of) };
  }
  if ("ms" in statement && statement.ms > 1) for (const ms of [0, 1, statement.ms - 1]) yield { ...statement, ms };
  switch (statement.type) {
    case "gather":
      if (statement.returnExceptions) yield { ...statement, returnExceptions: false };
      return;
    case "wait":
      for (const index of statement.slots.keys()) if (statement.slots.length > 1) yield { ...statement, slots: statement.slots.toSpliced(index, 1) };
      if (statement.timeout !== null) yield { ...statement, timeout: null };
      return;
    case "cancel":
      if (statement.reason) yield { ...statement, reason: false };
      return;
    case "repeat":
      if (statement.count > 2) yield { ...statement, count: 2 };
      return;
    case "try":
      yield* tries(statement);
  }
}

function* tries(statement: Extract<Statement, { type: "try" }>): Generator<Statement> {
  const { handlers, finalizer } = statement;
  const parts = handlers.length + (finalizer ? 1 : 0);
  if (finalizer && parts > 1) yield { ...statement, finalizer: null };
  for (const index of handlers.keys()) if (parts > 1) yield { ...statement, handlers: handlers.toSpliced(index, 1) };
  const replaced = (index: number, changes: Partial<Handler>) => ({ ...statement, handlers: handlers.with(index, { ...handlers[index]!, ...changes }) });
  for (const [index, { body, rethrow, kind }] of handlers.entries()) {
    if (rethrow) yield replaced(index, { rethrow: false });
    if (kind !== "any" && handlers.length === 1) yield replaced(index, { kind: "any" });
    for (const smallerBody of bodies(body)) yield replaced(index, { body: smallerBody });
  }
  if (finalizer) for (const smallerBody of bodies(finalizer)) yield { ...statement, finalizer: smallerBody };
}

function* sources(of: Source): Generator<Source> {
  if (of.type !== "sleep") yield { type: "sleep", ms: 0, value: 0 };
  if (of.type === "sleep" && of.ms > 1) for (const ms of [0, 1, of.ms - 1]) yield { ...of, ms };
  if (of.type === "shield") {
    yield of.of;
    for (const inner of sources(of.of)) yield { type: "shield", of: inner };
  }
}
