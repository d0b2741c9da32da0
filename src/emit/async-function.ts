// Everything emitted for one async function, around its step function.
//
//   async function load(n) { for (; n > 0; n--) try { await fetch(n); } catch (e) { log(e); } }
//   → …
//     function load(n) {                                 // the kickoff: runs to the first await
//       if (this && this instanceof load) _refuseNew(load);
//       var frame = new load$Frame(n), value;
//       if (_request.unstarted) return _handOver(frame, load$step);
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
//       if (frame.$state < 0) frame.$resolve(value); else if (_awaits(value, frame.$onFulfilled, frame.$onRejected)) frame.$value = value;
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

import * as b from "../ast/build.js";
import type { ResumeProtocol } from "../analyze/resume-protocol.js";
import { boundParameters, type Expression, type FunctionNode, type Node, type Pattern, type Statement } from "../ast/node.js";
import { MODE_NEXT, MODE_THROW } from "../protocol.js";
import type { Names } from "../ast/names.js";
import type { EmitInput, EmittedFunction } from "./emitted-function.js";
import { emitParts } from "./parts.js";

type AsyncProtocol = Extract<ResumeProtocol, { kind: "nothing" | "never" | "derived" | "promise" }>;

export function emitAsyncFunction(input: EmitInput, protocol: AsyncProtocol): EmittedFunction {
  const { self, runtime, node } = input;
  const { frame, mode, value, error } = input.registers;
  const driverFields = protocol.kind === "promise" ? ["$onFulfilled", "$onRejected", "$resolve", "$reject", "$value"] : [];
  const { part, frameName, stepName, before, newFrame, declarations } = emitParts(input, ["$up", ...driverFields].map((name) => ({ name, value: b.nil() })));
  const resumeName = protocol.kind === "promise" ? part("resume") : null;
  if (resumeName !== null) declarations.push(driver(resumeName));
  const define = (kickoff: Expression): Expression => (input.isOnlyCalled ? kickoff : b.call(runtime(input.isOrdinary ? "ordinaryAsync" : "asyncFunction"), [kickoff]));
  const shared = { familyName: null, unstarted: null, define, defineSelf: () => (input.isOnlyCalled ? null : define(b.id(self.name!))) };
  if (!node.params.every(cannotThrow)) {
    const parameters = standIns(node, input.names, input.placement.lexicalThis);
    return { ...shared, body: guardedKickoffBody(parameters), parameters, declarations, frameName };
  }
  if (protocol.kind === "nothing") {
    // async () => {}  →  () => nothing()
    const body = [...refusal(), b.returns(b.call(runtime("nothing"), []))];
    return { ...shared, body, parameters: null, declarations: [], frameName: null };
  }
  return { ...shared, body: kickoffBody(), parameters: null, declarations, frameName };

  function field(name: string): Expression {
    return b.member(b.id(frame), name);
  }

  /** load$step(frame, mode, value) */
  function step(...more: Expression[]): Expression {
    return b.call(stepName === null ? field("$step") : b.id(stepName), [b.id(frame), ...more]);
  }

  /** if (this && this instanceof load) refuseNew(load);  — no constructor; engines are slow to see that undefined is no instance */
  function refusal(): Statement[] {
    if (self.kind !== "name" || !self.isBound || input.isOnlyCalled || input.shape === "method" || node.type === "ArrowFunctionExpression") return [];
    const isNew = b.logical("&&", b.self(), b.binary("instanceof", b.self(), b.id(self.name)));
    return [b.ifElse(isNew, b.statement(b.call(runtime("refuseNew"), [b.id(self.name)])))];
  }

  function kickoffBody(): Statement[] {
    return [
      ...refusal(),
      ...before,
      b.variables([{ name: frame, init: newFrame }, { name: value, init: null }]),
      b.ifElse(b.member(runtime("request"), "unstarted"), b.returns(handOver())),
      b.tryCatch([run()], error, [b.returns(b.call(runtime("rejected"), [b.id(error)]))]),
      ...rest(),
    ];
  }

  /**
   * Parameters may throw, which rejects: they move to a function that is called where that is caught.
   *
   *   function f(parameter) {
   *     var frame, value, asked = request.unstarted;
   *     request.unstarted = false;
   *     try {
   *       frame = apply(function (a, b = g()) { return new f$Frame(a, b); }, this, arguments);
   *       if (asked) return handOver(frame, f$step);
   *       value = f$step(frame);
   *     } catch (error) { return rejected(error, asked); }
   *     …
   */
  function guardedKickoffBody(parameters: Pattern[]): Statement[] {
    const asked = input.names.fresh("asked");
    const wish = () => b.member(runtime("request"), "unstarted");
    return [
      ...refusal(),
      b.variables([{ name: frame, init: null }, { name: value, init: null }, { name: asked, init: wish() }]),
      b.statement(b.assign(wish(), b.boolean(false))),
      b.tryCatch(
        [
          b.statement(b.assign(b.id(frame), callWithParameters([...before, b.returns(newFrame)], parameters))),
          b.ifElse(b.id(asked), b.returns(handOver())),
          run(),
        ],
        error,
        [b.returns(b.call(runtime("rejected"), [b.id(error), b.id(asked)]))],
      ),
      ...rest(),
    ];
  }

  /**
   * apply(function (a, b = g()) { … }, this, arguments)
   * An arrow has neither `this` nor `arguments`: ((a, b = g()) => { … })(parameter, ...rest)
   * With `super` it has to be an arrow, too: ((a, b = super.g()) => { … })(...arguments)
   */
  function callWithParameters(body: Statement[], parameters: Pattern[]): Expression {
    const made = { ...b.functionExpression(null, [], body), params: node.params };
    const isArrow = node.type === "ArrowFunctionExpression";
    if (!isArrow && !input.placement.lexicalThis) return b.call(runtime("apply"), [made, b.self(), b.id("arguments")]);
    if (!isArrow) return b.call(b.arrow(made), [{ type: "SpreadElement", argument: b.id("arguments") }]);
    const passed = parameters.map((parameter) => (parameter.type === "RestElement" ? { ...parameter, type: "SpreadElement" } : parameter));
    return b.call(b.arrow(made), passed);
  }

  function handOver(): Expression {
    return b.call(runtime("handOver"), [b.id(frame), ...(stepName === null ? [] : [b.id(stepName)])]);
  }

  /** value = load$step(frame); with no mode, since each argument takes room on the stack at every level of a recursion */
  function run(): Statement {
    return b.statement(b.assign(b.id(value), step()));
  }

  /** if (frame.$state < 0) return resolved(value); return promise(…); */
  function rest(): Statement[] {
    const resolved = b.returns(b.call(runtime("resolved"), [b.id(value)]));
    if (protocol.kind === "never" || protocol.kind === "nothing") return [resolved];
    const goOn = protocol.kind === "derived" ? returnsStep : callsDriver;
    const callbacks = [goOn(value, MODE_NEXT), ...(protocol.catches || input.debug ? [goOn(error, MODE_THROW)] : [])];
    const pending = protocol.kind === "derived" ? b.call(runtime("derive"), [b.id(value), ...callbacks]) : b.call(runtime("promise"), [b.id(frame), b.id(value), ...callbacks]);
    return [b.ifElse(b.binary("<", field("$state"), b.number(0)), resolved), b.returns(pending)];
  }

  /** function (value) { return load$step(frame, 0, value); } */
  function returnsStep(parameter: string, how: number): Expression {
    return b.functionExpression(null, [parameter], [b.returns(step(b.number(how), arriving(parameter)))]);
  }

  /** function (value) { load$resume(frame, 0, value); } */
  function callsDriver(parameter: string, how: number): Expression {
    return b.functionExpression(null, [parameter], [b.statement(b.call(b.id(resumeName!), [b.id(frame), b.number(how), arriving(parameter)]))]);
  }

  /** value, or with `debug` crossing(frame, error) */
  function arriving(parameter: string): Expression {
    return input.debug && parameter === error ? b.call(runtime("crossing"), [b.id(frame), b.id(error)]) : b.id(parameter);
  }

  function driver(name: string): Statement {
    const reject = [b.statement(b.call(field("$reject"), [b.id(error)])), b.returns(null)];
    const resolve = b.statement(b.call(field("$resolve"), [b.id(value)]));
    const awaits = b.call(runtime("awaits"), [b.id(value), field("$onFulfilled"), field("$onRejected")]);
    const goOn = b.ifElse(awaits, b.statement(b.assign(field("$value"), b.id(value))));
    return b.functionDeclaration(name, [frame, mode, value], [
      b.ifElse(b.binary("===", b.id(value), runtime("kept")), b.statement(b.assign(b.id(value), field("$value")))),
      b.tryCatch([b.statement(b.assign(b.id(value), step(b.id(mode), b.id(value))))], error, reject),
      b.ifElse(b.binary("<", field("$state"), b.number(0)), resolve, goOn),
    ]);
  }
}

/** Names, defaults that are made of constants, and a rest parameter: binding them runs no code of the user's. */
function cannotThrow(parameter: Pattern): boolean {
  switch (parameter.type) {
    case "Identifier":
      return true;
    case "RestElement":
      return parameter.argument.type === "Identifier";
    case "AssignmentPattern":
      return parameter.left.type === "Identifier" && isConstant(parameter.right);
    default:
      return false;
  }
}

function isConstant(node: Node): boolean {
  if (node.type === "UnaryExpression") return /^(void|-|!)$/.test(node.operator) && /^(Numeric|Boolean)Literal$/.test(node.argument.type);
  return /^(Numeric|String|Boolean|Null)Literal$/.test(node.type) || isEmptyLiteral(node);
}

function isEmptyLiteral(node: Node): boolean {
  return (node.type === "ArrayExpression" && node.elements.length === 0) || (node.type === "ObjectExpression" && node.properties.length === 0);
}

/**
 * As many parameters as count for `length`; an arrow takes the rest along. Where the body has the kickoff function's
 * `arguments`, a rest parameter keeps them apart from the parameters, as those of the source do.
 */
function standIns({ type, params }: FunctionNode, names: Names, sharesArguments: boolean): Pattern[] {
  const own = boundParameters(params);
  const end = own.findIndex((parameter) => parameter.type === "AssignmentPattern" || parameter.type === "RestElement");
  const counted = end < 0 ? own : own.slice(0, end);
  const made: Pattern[] = counted.map(() => b.id(names.fresh("parameter")));
  if (type === "ArrowFunctionExpression" ? end >= 0 : sharesArguments) made.push({ type: "RestElement", argument: b.id(names.fresh("rest")) });
  return made;
}
