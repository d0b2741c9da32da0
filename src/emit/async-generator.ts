// Everything emitted for one async generator function, around its step function: a kickoff as generators have it, and
//
//   function stream$Frame(n) {
//     var frame = this;
//     this.$state = 0; …
//     this.$onFulfilled = function (value) { stream$resume(frame, 0, value); };
//     this.$onRejected = function (error) { stream$resume(frame, 1, error); };
//   }
//   function stream$resume(frame, mode, value) {          the driver: from a request or an await to the next one
//     if (frame.$yields) { frame.$yields = false; if (!mode) return yielded(frame, value); }
//     try { value = stream$step(frame, mode, value); } catch (error) { return threw(frame, error); }
//     if (frame.$state < 0) returned(frame, value); else awaits(value, frame.$onFulfilled, frame.$onRejected);
//   }
//
// The operand of a yield is awaited first, like that of an await; the step function marks it. With yield*, the driver
// passes everything on to the delegate as long as there is one.
//
// Relies on: a step function that awaits what it returns by itself. Guarantees: one request is served at a time.

import * as b from "../ast/build.js";
import type { Expression, Statement } from "../ast/node.js";
import { MODE_NEXT, MODE_THROW } from "../protocol.js";
import type { EmitInput, EmittedFunction } from "./function.js";
import { emitGeneratorKickoff } from "./generator-kickoff.js";
import { emitParts } from "./parts.js";

export function emitAsyncGenerator(input: EmitInput, { delegates }: { delegates: boolean }): EmittedFunction {
  const { runtime } = input;
  const { frame, mode, value, error } = input.registers;
  const field = (name: string) => b.member(b.id(frame), name);
  const resumeName = input.names.fresh(`${input.baseName}$resume`);
  const empty = ["$owner", "$first", "$last", ...(delegates ? ["$leaf"] : [])].map((name) => ({ name, value: b.nil() }));
  const flags = ["$busy", "$yields"].map((name) => ({ name, value: b.boolean(false) }));
  const callbacks = [
    { name: "$onFulfilled", value: callback(value, MODE_NEXT) },
    { name: "$onRejected", value: callback(error, MODE_THROW) },
  ];
  const parts = emitParts(input, [...empty, ...flags, ...callbacks], frame);
  parts.declarations.push(driver());
  return emitGeneratorKickoff(input, parts, {
    define: "defineAsyncGenerator",
    family: "asyncFamily",
    links: () => [parts.stepName === null ? b.nil() : b.id(parts.stepName), b.id(resumeName)],
    more: () => [],
  });

  /** function (value) { stream$resume(frame, 0, value); } */
  function callback(parameter: string, how: number): Expression {
    const arriving = input.debug && how === MODE_THROW ? b.call(runtime("crossing"), [b.id(frame), b.id(parameter)]) : b.id(parameter);
    return b.functionExpression(null, [parameter], [b.statement(b.call(b.id(resumeName), [b.id(frame), b.number(how), arriving]))]);
  }

  function driver(): Statement {
    const step = b.call(parts.stepName === null ? field("$step") : b.id(parts.stepName), [b.id(frame), b.id(mode), b.id(value)]);
    const end = (name: "yielded" | "returned" | "threw", result: string) => b.call(runtime(name), [b.id(frame), b.id(result)]);
    const delegate = (test: Expression, how: Expression, sent: Expression) =>
      delegates ? [b.ifElse(test, b.returns(b.call(runtime("resumeDelegate"), [b.id(frame), how, sent])))] : [];
    const rest = b.statement(b.assign(field("$yields"), b.boolean(false)));
    const goOn = b.statement(b.call(runtime("awaits"), [b.id(value), field("$onFulfilled"), field("$onRejected")]));
    return b.functionDeclaration(resumeName, [frame, mode, value], [
      ...delegate(field("$leaf"), b.id(mode), b.id(value)),
      b.ifElse(field("$yields"), b.block([rest, b.ifElse(b.not(b.id(mode)), b.returns(end("yielded", value)))])),
      b.tryCatch([b.statement(b.assign(b.id(value), step))], error, [b.returns(end("threw", error))]),
      ...delegate(field("$leaf"), b.number(MODE_NEXT), b.undef()),
      b.ifElse(b.binary("<", field("$state"), b.number(0)), b.statement(end("returned", value)), goOn),
    ]);
  }
}
