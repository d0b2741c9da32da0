// The kickoff function of an async function: it runs to the first await, or to the end, and gives the promise.
//
//   async function f(a) { for (;;) await a; }
//   → …
//     function f(a) {
//       var frame = new f$Frame(a), value;
//       if (_request.unstarted) return _handOver(frame, f$step);
//       if (this && this instanceof f) _refuseNew(f);
//       try { value = f$step(frame); } catch (error) { return _rejected(error); }
//       if (frame.$state < 0) return _resolved(value);
//       return _promise(frame, value, function (value) { f$resume(frame, 0, value); });
//     }
//     …
//
// Parameters that may throw are bound where that is caught, by a function that makes the frame:
//
//   async function f(a, b = g()) { await a; }
//   → … function f(parameter) {
//       var frame, value, asked = _request.unstarted;
//       _request.unstarted = false;
//       …
//       try {
//         frame = _apply(function (a, b = g()) { return new f$Frame(a); }, this, arguments);
//         if (asked) return _handOver(frame, f$step);
//         value = f$step(frame);
//       } catch (error) { return _rejected(error, asked); }
//       …

import * as b from "../../ast/build.js";
import type { AsyncProtocol } from "../../analyze/resume-protocol.js";
import type { Expression, Pattern, Statement } from "../../ast/node.js";
import { MODE_NEXT, MODE_THROW } from "../../protocol.js";
import { callWithParameters, cannotThrow, standIns } from "./async-parameters.js";
import type { EmitInput } from "./emitted-function.js";
import { callStep, type Parts } from "./parts.js";

export interface AsyncKickoffInput extends EmitInput {
  protocol: AsyncProtocol;
  parts: Parts;
  /** The driver; null: the function has none. */
  resumeName: string | null;
}

export interface AsyncKickoff {
  body: Statement[];
  /** Its parameters, where they are not as they were written. */
  parameters: Pattern[] | null;
  /** A call that has nothing to run, nor to bind, makes none. */
  makesFrame: boolean;
}

export function emitAsyncKickoff(input: AsyncKickoffInput): AsyncKickoff {
  const { node, protocol } = input;
  if (!node.params.every(cannotThrow)) {
    const parameters = standIns(node, input.pool, input.placement.lexicalThis);
    return { body: guardedBody(input, parameters), parameters, makesFrame: true };
  }
  if (protocol.kind === "nothing") return { body: emptyBody(input), parameters: null, makesFrame: false };
  return { body: plainBody(input), parameters: null, makesFrame: true };
}

/** async () => {}  →  () => nothing(), and async function f() {}  →  function f() { return nothing(this, f); } */
function emptyBody(input: AsyncKickoffInput): Statement[] {
  const constructor = possibleConstructor(input);
  return [b.returns(b.call(input.runtime("nothing"), constructor === null ? [] : [b.self(), constructor]))];
}

function plainBody(input: AsyncKickoffInput): Statement[] {
  const { runtime, parts, registers: { frame, value, error } } = input;
  return [
    ...parts.before,
    b.variables([{ name: frame, init: parts.newFrame }, { name: value, init: null }]),
    b.ifElse(b.member(runtime("request"), "unstarted"), b.returns(handOver(input))),
    ...refusal(input),
    b.tryCatch([run(input)], error, [b.returns(b.call(runtime("rejected"), [b.id(error)]))]),
    ...result(input),
  ];
}

/** Parameters may throw, which rejects: they move to a function that is called where that is caught. */
function guardedBody(input: AsyncKickoffInput, parameters: Pattern[]): Statement[] {
  const { runtime, parts, registers: { frame, value, error } } = input;
  const asked = input.pool.fresh("asked");
  const wish = () => b.member(runtime("request"), "unstarted");
  return [
    b.variables([{ name: frame, init: null }, { name: value, init: null }, { name: asked, init: wish() }]),
    b.statement(b.assign(wish(), b.boolean(false))),
    ...refusal(input),
    b.tryCatch(
      [
        b.statement(b.assign(b.id(frame), callWithParameters(input, [...parts.before, b.returns(parts.newFrame)], parameters))),
        b.ifElse(b.id(asked), b.returns(handOver(input))),
        run(input),
      ],
      error,
      [b.returns(b.call(runtime("rejected"), [b.id(error), b.id(asked)]))],
    ),
    ...result(input),
  ];
}

/**
 * if (this && this instanceof load) refuseNew(load);  — no constructor; engines are slow to see that undefined is no instance
 *
 * `instanceof` may run a trap of a proxy, and a function that the trap calls must not take a wish for a frame that was meant for
 * this one. So it stands behind the line that answers the wish.
 */
function refusal(input: AsyncKickoffInput): Statement[] {
  const constructor = possibleConstructor(input);
  if (constructor === null) return [];
  const isNew = b.logical("&&", b.self(), b.binary("instanceof", b.self(), constructor));
  return [b.ifElse(isNew, b.statement(b.call(input.runtime("refuseNew"), [constructor])))];
}

/** The function by its name, where somebody could call it by `new`. */
function possibleConstructor({ self, isOnlyCalled, shape, node }: AsyncKickoffInput): Expression | null {
  const cannotBe = isOnlyCalled || shape === "method" || node.type === "ArrowFunctionExpression";
  return self.kind === "name" && self.isBound && !cannotBe ? b.id(self.name) : null;
}

/** handOver(frame, load$step) */
function handOver({ runtime, registers, parts: { stepName } }: AsyncKickoffInput): Expression {
  return b.call(runtime("handOver"), [b.id(registers.frame), ...(stepName === null ? [] : [b.id(stepName)])]);
}

/** value = load$step(frame); with no mode, since each argument takes room on the stack at every level of a recursion */
function run(input: AsyncKickoffInput): Statement {
  return b.statement(b.assign(b.id(input.registers.value), callStep(input.registers, input.parts)));
}

/** if (frame.$state < 0) return resolved(value); return promise(…); */
function result(input: AsyncKickoffInput): Statement[] {
  const { protocol, runtime, registers: { frame, value } } = input;
  const resolved = b.returns(b.call(runtime("resolved"), [b.id(value)]));
  if (protocol.kind === "never" || protocol.kind === "nothing") return [resolved];
  const callbacks = protocol.catches || input.debug ? [callback(input, MODE_NEXT), callback(input, MODE_THROW)] : [callback(input, MODE_NEXT)];
  const pending = protocol.kind === "derived" ? b.call(runtime("derive"), [b.id(value), ...callbacks]) : b.call(runtime("promise"), [b.id(frame), b.id(value), ...callbacks]);
  return [b.ifElse(b.binary("<", b.member(b.id(frame), "$state"), b.number(0)), resolved), b.returns(pending)];
}

/**
 * What is called when the awaited promise is settled. With a driver: function (value) { load$resume(frame, 0, value); }
 * Without one: function (value) { return load$step(frame, 0, value); }
 */
function callback(input: AsyncKickoffInput, mode: number): Expression {
  const { resumeName, parts, registers: { frame, value, error } } = input;
  const parameter = mode === MODE_THROW ? error : value;
  const arriving = arrivingAt(input, mode, parameter);
  const goOn = resumeName === null ? b.returns(callStep(input.registers, parts, b.number(mode), arriving)) : b.statement(b.call(b.id(resumeName), [b.id(frame), b.number(mode), arriving]));
  return b.functionExpression(null, [parameter], [goOn]);
}

/** value, or with `debug` crossing(frame, error) */
function arrivingAt({ debug, runtime, registers }: AsyncKickoffInput, mode: number, parameter: string): Expression {
  return debug && mode === MODE_THROW ? b.call(runtime("crossing"), [b.id(registers.frame), b.id(parameter)]) : b.id(parameter);
}
