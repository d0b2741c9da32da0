// Programs about one thing: generators that delegate to one another, are resumed from the middle of their chains, and have
// something to do when they are left. In arbitrary programs few chains are long, and fewer are left while `finally` delegates.

import * as fc from "fast-check";
import { choice, expression, list, maybe, pick, statement } from "./arbitraries.js";
import type { Expression, Head, Inner, Method, Program, Statement } from "./ast.js";

interface Grammar {
  statement: Statement;
  body: Statement[];
  expression: Expression;
  iterable: Expression;
}

const literal = (...texts: string[]) => fc.constantFrom(...texts).map((text): Expression => ({ type: "literal", text }));
const variable = pick.map((n) => ({ type: "leaf" as const, target: { type: "variable" as const, pick: n } }));
const head: fc.Arbitrary<Head> = variable.map((pattern) => ({ kind: "let", pattern }));

const grammar = fc.letrec<Grammar>((tie: fc.LetrecTypedTie<Grammar>) => {
  const statements = fc.createDepthIdentifier();
  const expressions = fc.createDepthIdentifier();
  const value = tie("expression");
  const body = tie("body");
  return {
    body: fc.array(tie("statement"), { minLength: 0, maxLength: 3, depthIdentifier: statements }),
    statement: choice(statements, 3)<Statement>(
      [statement("expression")({ value }), 8],
      [statement("log")({ value }), 4],
      [statement("declare")({ kind: fc.constant("let"), pick, init: value, selfReference: fc.constant(false) }), 2],
      [statement("try")({ block: body, handler: maybe(fc.record({ parameter: maybe(variable), body }), 1), finalizer: maybe(body) }), 6],
      [statement("forOf")({ awaits: fc.boolean(), head, iterable: tie("iterable"), body }), 3],
      [statement("doWhile")({ test: fc.constant(null), body }), 1],
      [statement("if")({ condition: value, then: body, otherwise: fc.constant(null) }), 1],
      [statement("break")({ pick }), 1],
      [statement("continue")({ pick }), 1],
      [statement("throw")({ value }), 1],
      [statement("return")({ value: maybe(value) }), 2],
    ),
    expression: choice(expressions, 3)<Expression>(
      [literal("1", '"s"'), 3],
      [expression("yield")({ argument: maybe(value, 1) }), 8],
      [expression("delegate")({ iterable: tie("iterable") }), 10],
      [expression("resume")({ pick, method: fc.constantFrom<Method[]>("next", "next", "throw", "return"), value }), 2],
      [expression("await")({ argument: value }), 2],
      [expression("show")({ value }), 1],
      [pick.map((n): Expression => ({ type: "read", pick: n })), 1],
    ),
    iterable: choice(expressions, 3)<Expression>(
      [literal("[]", "[1, 2]"), 3],
      [expression("inner")({ pick, value }), 6],
      [expression("shared")({ pick }), 3],
      [expression("generator")({ compiled: fc.constant(true), body }), 1],
      [expression("logged")({ manner: fc.constantFrom("full", "bare", "stubborn", "failing", "primitive"), isAsync: fc.boolean(), values: list(fc.record({ spread: fc.constant(false), value }), 0, 2) }), 2],
    ),
  };
});

const parameter: Expression = { type: "read", pick: 0 };
const ending: fc.Arbitrary<Statement> = fc
  .constantFrom<Expression[]>(
    parameter,
    { type: "unary", operator: "!", operand: parameter },
    { type: "binary", operator: "===", left: parameter, right: { type: "literal", text: "1" } },
    { type: "binary", operator: "!=", left: { type: "literal", text: "null" }, right: parameter },
  )
  .map((condition) => ({ type: "if", condition, then: [{ type: "return", value: null }], otherwise: null }));

const inner: fc.Arbitrary<Inner> = fc.record({
  compiled: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  body: fc.tuple(maybe(ending, 1), list(grammar.statement, 0, 3)).map(([first, rest]) => (first ? [first, ...rest] : rest)),
  redeclares: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
});

export const chains = (kinds: ("generator" | "async-generator")[]): fc.Arbitrary<Program> => fc.record({
  kind: fc.constantFrom(...kinds),
  strict: fc.boolean(),
  inners: list(inner, 1, 4),
  main: list(grammar.statement, 1, 3),
});
