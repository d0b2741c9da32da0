// Arbitrary programs. Weights favour suspensions, and what gives later code something to observe.

import * as fc from "fast-check";
import { choice, computed, expression, link, list, maybe, pattern, pick, property, propertyTarget, statement } from "./arbitraries.js";
import type { Declaration, Element, Expression, Handler, Head, Item, Key, Kind, Pattern, Program, Settling, Statement, Target } from "./ast.js";

interface Grammar {
  statement: Statement;
  body: Statement[];
  labellable: Statement;
  loopOrBlock: Statement;
  expression: Expression;
  iterable: Expression;
  delegated: Expression;
  object: Expression;
  closure: Expression;
  item: Item;
  args: Item[];
  key: Key;
  target: Target;
  pattern: Pattern;
  element: Element;
  head: Head;
}

const rarely = fc.nat(19).map((n) => n === 19);
const declaration = fc.constantFrom<Declaration[]>("let", "const", "var");
const name = fc.constantFrom("x", "y", "m").map((text): Key => ({ type: "name", name: text }));
const variable = pick.map((n): Target => ({ type: "variable", pick: n }));
const literal = fc
  .constantFrom("0", "1", "2", '"s"', '"x"', "true", "false", "null", "undefined", "typeof this", "arguments.length")
  .map((text): Expression => ({ type: "literal", text }));
const read = pick.map((n): Expression => ({ type: "read", pick: n }));
const box = fc.nat(2).map((id): Expression => ({ type: "box", id, args: [] }));
const leaf = fc.oneof(literal, read);
const settling = fc.constantFrom<Settling[]>("resolved", "resolved", "rejected", "later", "rejected later", "thenable", "throwing");

const BINARY = ["+", "-", "*", "%", "**", "+", "<", "===", "==", "!==", "<=", "|", ">>", "in", "instanceof"];
const LOGICAL = ["&&", "||", "??"];
const ASSIGNMENT = ["=", "=", "=", "+=", "-=", "&&=", "||=", "??="];

const grammar = fc.letrec<Grammar>((tie: fc.LetrecTypedTie<Grammar>) => {
  const statements = fc.createDepthIdentifier();
  const expressions = fc.createDepthIdentifier();
  const oneStatement = choice(statements, 4) as (...of: [fc.Arbitrary<Statement>, number][]) => fc.Arbitrary<Statement>;
  const oneExpression = choice(expressions, 4) as (...of: [fc.Arbitrary<Expression>, number][]) => fc.Arbitrary<Expression>;

  const value = tie("expression");
  const body = tie("body");

  const loops: [fc.Arbitrary<Statement>, number][] = [
    [statement("while")({ test: maybe(value, 1), body }), 3],
    [statement("doWhile")({ test: maybe(value, 1), body }), 2],
    [statement("for")({ kind: fc.constantFrom("let", "let", "var"), second: maybe(value, 1), test: maybe(value, 1), update: maybe(value, 1), body }), 4],
    [statement("forOf")({ awaits: fc.boolean(), head: tie("head"), iterable: tie("iterable"), body }), 5],
    [statement("forIn")({ head: tie("head"), object: tie("object"), body }), 2],
  ];

  const arrayPattern = pattern("arrayPattern")({ elements: list(maybe(tie("element"), 6), 0, 3), rest: maybe(tie("pattern"), 1) });
  const objectPattern = pattern("objectPattern")({
    properties: list(fc.tuple(tie("key"), tie("element")).map(([key, element]) => ({ key, ...element })), 0, 3),
    rest: maybe(tie("target"), 1),
  });
  const leafPattern = pattern("leaf")({ target: tie("target") });

  // v[(v = …, "x")]: of the object that v was
  const rebound = fc.tuple(pick, tie("object"), fc.constantFrom('"x"', '"m"')).map(([n, value, text]): { object: Expression; key: Key } => {
    const assign: Expression = { type: "assign", operator: "=", target: { type: "variable", pick: n }, value };
    return { object: { type: "read", pick: n }, key: { type: "computed", value: { type: "sequence", items: [assign, { type: "literal", text }] } } };
  });
  const ahead = fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
  const promise = expression("promise")({ manner: settling, value });

  return {
    body: fc.array(tie("statement"), { minLength: 0, maxLength: 4, depthIdentifier: statements }),
    labellable: fc.oneof(
      { withCrossShrink: true },
      { weight: 6, arbitrary: tie("loopOrBlock") },
      { weight: 1, arbitrary: statement("if")({ condition: value, then: body, otherwise: maybe(body) }) },
      { weight: 1, arbitrary: statement("try")({ block: body, handler: fc.constant(null), finalizer: body }) },
      { weight: 1, arbitrary: statement("switch")({ discriminant: value, cases: list(fc.record({ test: maybe(value, 4), body }), 0, 2) }) },
      { weight: 1, arbitrary: statement("break")({ pick }) },
    ),
    loopOrBlock: fc.oneof({ withCrossShrink: true }, statement("block")({ body }), ...loops.map(([arbitrary]) => arbitrary)),
    statement: oneStatement(
      [statement("log")({ value }), 8],
      [statement("expression")({ value }), 8],
      [statement("declare")({ kind: declaration, pick, init: maybe(value, 5), selfReference: rarely }), 8],
      [statement("declarePattern")({ kind: declaration, pattern: arrayPattern, value: tie("iterable") }), 2],
      [statement("declarePattern")({ kind: declaration, pattern: objectPattern, value: tie("object") }), 2],
      [statement("function")({ pick, body }), 1],
      [statement("if")({ condition: value, then: body, otherwise: maybe(body) }), 3],
      ...loops,
      [statement("block")({ body }), 2],
      [statement("labelled")({ body: tie("labellable") }), 3],
      [statement("break")({ pick }), 2],
      [statement("continue")({ pick }), 2],
      [statement("switch")({ discriminant: value, cases: list(fc.record({ test: maybe(value, 4), body }), 0, 4) }), 3],
      [
        statement("try")({
          block: body,
          handler: maybe(fc.record({ parameter: maybe(fc.oneof(leafPattern, leafPattern, tie("pattern")), 4), body }) as fc.Arbitrary<Handler>, 2),
          finalizer: maybe(body, 1),
        }),
        6,
      ],
      [statement("throw")({ value }), 1],
      [statement("return")({ value: maybe(value) }), 1],
      [statement("keep")({ value: tie("closure") }), 3],
      [statement("callKept")({}), 2],
    ),

    expression: oneExpression(
      [leaf, 7],
      [expression("yield")({ argument: maybe(value) }), 12],
      [expression("delegate")({ iterable: tie("delegated") }), 4],
      [expression("await")({ argument: value }), 4],
      [promise, 2],
      [expression("asyncArrow")({ compiled: fc.boolean(), body }), 1],
      [expression("show")({ value }), 3],
      [expression("unary")({ operator: fc.constantFrom("!", "-", "+", "typeof ", "void "), operand: value }), 1],
      [expression("binary")({ operator: fc.constantFrom(...BINARY), left: value, right: value }), 3],
      [expression("binary")({ operator: fc.constantFrom(...LOGICAL), left: value, right: value }), 2],
      [expression("conditional")({ condition: value, then: value, otherwise: value }), 1],
      [expression("sequence")({ items: list(value, 2, 3) }), 1],
      [expression("template")({ tagged: fc.boolean(), parts: list(value, 1, 3) }), 2],
      [expression("array")({ items: list(tie("item"), 0, 3) }), 2],
      [tie("object"), 2],
      [expression("member")({ object: tie("object"), key: tie("key") }), 2],
      [fc.tuple(rebound, tie("args")).map(([member, args]): Expression => ({ type: "call", ahead: null, ...member, args })), 1],
      [expression("call")({ ahead, object: box, key: fc.constant({ type: "name", name: "m" }), args: tie("args") }), 3],
      [expression("call")({ ahead, object: tie("object"), key: tie("key"), args: tie("args") }), 1],
      [
        expression("chain")({
          object: fc.oneof(tie("object"), value),
          links: list(
            fc.oneof(link("get")({ optional: fc.boolean(), key: tie("key") }), link("invoke")({ optional: fc.boolean(), args: tie("args") })),
            1,
            3,
          ),
        }),
        2,
      ],
      [expression("delete")({ ahead, object: tie("object"), key: tie("key") }), 1],
      [expression("assign")({ operator: fc.constantFrom(...ASSIGNMENT), target: tie("target"), value }), 5],
      [expression("update")({ operator: fc.constantFrom("++", "--"), prefix: fc.boolean(), target: tie("target") }), 2],
      [expression("destructure")({ pattern: arrayPattern, value: tie("iterable") }), 2],
      [expression("destructure")({ pattern: objectPattern, value: tie("object") }), 2],
      [tie("closure"), 2],
      [expression("class")({ heritage: fc.option(value, { nil: null, freq: 8 }), key: value, value }), 1],
      [tie("iterable"), 1],
    ),
    iterable: oneExpression(
      [fc.constantFrom('""', '"st"', "[]", "[1, 2]", "[[1], { x: 2 }]").map((text): Expression => ({ type: "literal", text })), 3],
      [expression("array")({ items: list(tie("item"), 0, 3) }), 3],
      [expression("logged")({ manner: fc.constantFrom("full", "full", "bare", "stubborn", "failing", "primitive"), isAsync: fc.boolean(), values: list(tie("item"), 0, 3) }), 5],
      [expression("inner")({ pick, value }), 2],
      [expression("generator")({ compiled: fc.boolean(), body }), 2],
      [value, 1],
    ),
    // Chains are of generators of ours, and what ends one in the turn in which it begins is an empty iterable.
    delegated: oneExpression(
      [tie("iterable"), 4],
      [fc.constant<Expression>({ type: "literal", text: "[]" }), 1],
      [expression("inner")({ pick, value }), 2],
      [expression("generator")({ compiled: fc.constant(true), body }), 3],
    ),
    object: oneExpression(
      [box, 5],
      [expression("box")({ id: fc.nat(2), args: tie("args") }), 1],
      [
        expression("object")({
          properties: list(
            fc.oneof(
              { withCrossShrink: true },
              { arbitrary: property("value")({ key: tie("key"), value }), weight: 3 },
              { arbitrary: property("getter")({ key: tie("key"), value }), weight: 1 },
              { arbitrary: property("method")({ key: tie("key"), value }), weight: 1 },
              { arbitrary: property("shorthand")({ pick }), weight: 1 },
              { arbitrary: property("spread")({ value }), weight: 1 },
            ),
            0,
            3,
          ),
        }),
        5,
      ],
      [read, 1],
      [value, 1],
    ),
    closure: oneExpression(
      [read.map((body): Expression => ({ type: "arrow", body })), 2],
      [expression("arrow")({ body: value }), 3],
      [expression("arrowBlock")({ body }), 2],
    ),
    item: fc.oneof(
      { withCrossShrink: true },
      { arbitrary: fc.record({ spread: fc.constant(false), value }), weight: 8 },
      { arbitrary: fc.record({ spread: fc.constant(true), value: tie("iterable") }), weight: 2 },
      { arbitrary: fc.constant(null), weight: 1 },
    ),
    args: fc.array(tie("item"), { maxLength: 3, depthIdentifier: expressions }),
    key: fc.oneof<fc.Arbitrary<Key>[]>(name, name, computed({ value })),
    target: fc.oneof(
      { withCrossShrink: true },
      { arbitrary: variable, weight: 8 },
      { arbitrary: propertyTarget({ object: tie("object"), key: tie("key") }), weight: 4 },
      { arbitrary: rebound.map((member): Target => ({ type: "property", ...member })), weight: 1 },
    ),
    pattern: choice(expressions, 4)<Pattern>(
      [leafPattern, 3],
      [arrayPattern, 3],
      [objectPattern, 3],
    ),
    // A pattern in a pattern mostly has a default: without one, it mostly throws.
    element: fc.oneof(
      { withCrossShrink: true },
      { arbitrary: fc.record({ pattern: leafPattern, initial: maybe(value, 1) }), weight: 6 },
      { arbitrary: fc.record({ pattern: tie("pattern"), initial: fc.oneof(tie("iterable"), tie("object")) }), weight: 3 },
      { arbitrary: fc.record({ pattern: tie("pattern"), initial: maybe(value, 1) }), weight: 1 },
    ),
    head: fc.record({ kind: fc.oneof(declaration, declaration, fc.constant(null)), pattern: fc.oneof(leafPattern, leafPattern, tie("pattern")) }),
  };
});

export const anyProgram = (kinds: Kind[]): fc.Arbitrary<Program> => fc.record({
  kind: fc.constantFrom(...kinds),
  strict: fc.boolean(),
  inners: list(fc.record({ compiled: fc.boolean(), body: list(grammar.statement, 0, 3), redeclares: fc.constant(false) }), 1, 2),
  main: fc.array(grammar.statement, { minLength: 1, maxLength: 7 }),
});
