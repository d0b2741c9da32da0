// Everything emitted for one async function, around its step function.
//
//   async function load(n) { for (; n > 0; n--) try { await fetch(n); } catch (e) { log(e); } }
//   → …
//     function load(n) {                                 // the kickoff: runs to the first await
//       var frame = new load$Frame(n), value;
//       if (_request.unstarted) return _handOver(frame, load$step);
//       if (this && this instanceof load) _refuseNew(load);
//       try { value = load$step(frame); } catch (error) { return _rejected(error); }
//       if (frame.$state < 0) return _resolved(value);
//       return _promise(
//         frame, value,
//         function (value) { load$resume(frame, 0, value); },
//         function (error) { load$resume(frame, 1, error); });
//     }
//     …
//     function load$resume(frame, mode, value) {         // the driver: from one await to the next
//       if (value === _kept) value = frame.$value;
//       try { value = load$step(frame, mode, value); } catch (error) { frame.$reject(error); return; }
//       if (frame.$state < 0) { frame.$resolve(value); } else if (_awaits(value, frame.$onFulfilled, frame.$onRejected)) { frame.$value = value; }
//     }
//
// An async function that awaits at most once on every path has no driver. Where nothing in the function can catch an
// error, the promise itself takes it:
//
//   async function size(path) { return (await read(path)).length; }
//   → … return _derive(value, function (value) { return size$step(frame, 0, value); }); } …
//
// Relies on: a step function that returns what it awaits, and what it returns with a state below zero. Guarantees: errors
// of the parameters reject, as those of the body do. Tempting: one driver for all functions, in the runtime. Engines
// would have to call its step function without knowing which, and chains of calls take twice as long.

import * as b from "../../ast/build.js";
import type { AsyncProtocol } from "../../analyze/resume-protocol.js";
import type { Expression, Statement } from "../../ast/node.js";
import { emitAsyncKickoff } from "./async-kickoff.js";
import type { EmitInput, EmittedFunction } from "./emitted-function.js";
import { callStep, emitParts, type Parts } from "./parts.js";

export function emitAsyncFunction(input: EmitInput, protocol: AsyncProtocol): EmittedFunction {
  const hasDriver = protocol.kind === "promise";
  const driverFields = hasDriver ? ["$onFulfilled", "$onRejected", "$resolve", "$reject", "$value"] : [];
  const parts = emitParts(input, ["$up", ...driverFields].map((name) => ({ name, value: b.nil() })));
  const resumeName = hasDriver ? parts.part("resume") : null;
  const declarations = [...parts.declarations, ...(resumeName === null ? [] : [driver(input, parts, resumeName)])];
  const kickoff = emitAsyncKickoff({ ...input, protocol, parts, resumeName });
  return {
    body: kickoff.body,
    parameters: kickoff.parameters,
    ...(kickoff.makesFrame ? { declarations, frameName: parts.frameName } : { declarations: [], frameName: null }),
    familyName: null,
    unstarted: null,
    define: (made) => define(input, made),
    defineSelf: () => (input.isOnlyCalled ? null : define(input, b.id(input.self.name!))),
  };
}

/** asyncFunction(kickoff), unless nobody sees the function as an object */
function define({ isOnlyCalled, isOrdinary, runtime }: EmitInput, kickoff: Expression): Expression {
  return isOnlyCalled ? kickoff : b.call(runtime(isOrdinary ? "ordinaryAsync" : "asyncFunction"), [kickoff]);
}

/** function load$resume(frame, mode, value) { … } */
function driver(input: EmitInput, parts: Parts, name: string): Statement {
  const { runtime, driver: { registers } } = input;
  const { frame, mode, value, error } = registers;
  const field = (of: string) => b.member(b.id(frame), of);
  const reject = [b.statement(b.call(field("$reject"), [b.id(error)])), b.returns(null)];
  const resolve = b.statement(b.call(field("$resolve"), [b.id(value)]));
  const awaits = b.call(runtime("awaits"), [b.id(value), field("$onFulfilled"), field("$onRejected")]);
  const goOn = b.ifElse(awaits, b.block([b.statement(b.assign(field("$value"), b.id(value)))]));
  return b.functionDeclaration(name, [frame, mode, value], [
    b.ifElse(b.binary("===", b.id(value), runtime("kept")), b.statement(b.assign(b.id(value), field("$value")))),
    b.tryCatch([b.statement(b.assign(b.id(value), callStep(registers, parts, b.id(mode), b.id(value))))], error, reject),
    b.ifElse(b.binary("<", field("$state"), b.number(0)), resolve, goOn),
  ]);
}
