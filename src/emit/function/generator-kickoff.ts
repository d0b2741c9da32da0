// The kickoff function of a generator, sync or async, and what gives it its prototypes.
//
//   function* range(n) { yield n; }
//   → … range$define();
//     function range(n) {
//       var frame = new range$Frame(n), Generator = frame.$Generator;
//       return Generator && frame.$function.prototype === Generator.prototype && !(this instanceof Generator)
//         ? new Generator(frame)
//         : _adopt(frame, range, this, range$define);
//     }
//     …
//     function range$define() { return _defineGenerator(range, range$Frame, …); }
//
// The frame says what its function is: engines know what a prototype's property is, so they need not read `prototype` of it
// with every call, as they would of a variable; that took a third of the time of a generator's first `next`.
//
// A function that is evaluated more than once is defined where it is evaluated, and a method by its class or object:
//
//   function f(n) { return function* g() { yield n; }; }
//   → … return _evaluated(_defineGenerator(function g() { return _adoptAnew(new g$Frame(…), g, this); }, …), g$Frame); …
//
// With the assumption `ordinaryFunctions` the generators of all its evaluations have one class:
//
//   function f(n) { return function* g() { yield n; }; }  // assumptions: { "ordinaryFunctions": true }
//   → … return _ordinaryGenerator(function g() { return new g$Generator(…); }, …); …

import * as b from "../../ast/build.js";
import type { Expression, Statement } from "../../ast/node.js";
import type { EmitInput, EmittedFunction } from "./emitted-function.js";
import type { Parts } from "./parts.js";
import { emitUnstarted } from "./unstarted.js";

export interface Linking {
  define: "defineGenerator" | "defineAsyncGenerator" | "ordinaryGenerator" | "ordinaryAsyncGenerator";
  family: "family" | "asyncFamily";
  /** What a function's frames are linked to, as arguments of both: the step function, what resumes it, and more. */
  links(): Expression[];
  /** Arguments that come behind the class of the objects. */
  more(): Expression[];
}

/** Only a function that comes to be once can have one class for all its generators. */
export function isEvaluatedOnce({ placement, self }: EmitInput): boolean {
  return placement.once && self.kind === "name";
}

export function emitGeneratorKickoff(input: EmitInput, parts: Parts, linking: Linking): EmittedFunction {
  const { self } = input;
  if (self.kind === "method") return kickOffMethod({ ...input, self }, parts, linking);
  if (input.isOrdinary) return kickOffOrdinary({ ...input, self }, parts, linking);
  return isEvaluatedOnce(input) ? kickOffOnce({ ...input, self }, parts, linking) : kickOffAnew({ ...input, self }, parts, linking);
}

type SelfOf<Kind> = EmitInput & { self: Extract<EmitInput["self"], { kind: Kind }> };

/**
 *   return adoptMethod(new m$Frame(this), m$self, m$family);
 *   function m$family() { return family(m$Frame, m$step, m$next); }
 */
function kickOffMethod(input: SelfOf<"method">, parts: Parts, linking: Linking): EmittedFunction {
  const { self, runtime } = input;
  const { part, frameName, newFrame, declarations } = parts;
  const familyName = part("family");
  const family = b.call(runtime(linking.family), [b.id(frameName), ...linking.links(), ...linking.more()]);
  declarations.push(b.functionDeclaration(familyName, [], [b.returns(family)]));
  const own = self.name === null ? b.nil() : b.id(self.name);
  const adopted = b.call(runtime("adoptMethod"), [newFrame, own, b.id(familyName)]);
  const define = (): never => {
    throw new Error("emit: a method is defined by its container");
  };
  return { ...kickoff(parts, [b.returns(adopted)]), familyName, define, defineSelf: define };
}

/** return new g$Generator(new g$Frame()); */
function kickOffOrdinary(input: SelfOf<"name">, parts: Parts, linking: Linking): EmittedFunction {
  const className = parts.part("Generator");
  parts.declarations.push({ ...generatorConstructor(input), type: "FunctionDeclaration", id: b.id(className) });
  const define = (fn: Expression) => defined(input, parts, linking, fn, () => b.id(className));
  return {
    ...kickoff(parts, [b.returns(b.construct(b.id(className), [parts.newFrame]))]),
    define,
    defineSelf: () => define(b.id(input.self.name)),
  };
}

/** return adoptAnew(new g$Frame(), g, this); */
function kickOffAnew(input: SelfOf<"name">, parts: Parts, linking: Linking): EmittedFunction {
  const { self, runtime } = input;
  const { newFrame, frameName } = parts;
  const adopted = b.call(runtime("adoptAnew"), [newFrame, b.id(self.name), receiver(input)]);
  const define = (fn: Expression) => b.call(runtime("evaluated"), [defined(input, parts, linking, fn, b.nil), b.id(frameName)]);
  return { ...kickoff(parts, [b.returns(adopted)]), define, defineSelf: () => define(b.id(self.name)) };
}

/**
 *   var frame = new g$Frame(), Generator = frame.$Generator;
 *   return Generator && … ? new Generator(frame) : adopt(frame, g, this, g$define);
 *   function g$define() { return defineGenerator(g, …); }
 */
function kickOffOnce(input: SelfOf<"name">, parts: Parts, linking: Linking): EmittedFunction {
  const { self, runtime, shape } = input;
  const { part, newFrame, declarations } = parts;
  const { frame, Generator } = input.registers;
  const define = (fn: Expression) => defined(input, parts, linking, fn, () => generatorConstructor(input));
  // A declaration can be called before the statement that defines it has run.
  const defineName = self.isDeclared ? part("define") : null;
  if (defineName !== null) declarations.push(b.functionDeclaration(defineName, [], [b.returns(define(b.id(self.name)))]));
  const definition = defineName === null ? [] : [b.id(defineName)];
  // Not linked yet, its prototype replaced, or called by `new`: the runtime looks which.
  const linked = b.binary("===", b.member(b.member(b.id(frame), "$function"), "prototype"), b.member(b.id(Generator), "prototype"));
  const isLinked = b.logical("&&", b.id(Generator), linked);
  const called = b.not(b.binary("instanceof", b.self(), b.id(Generator)));
  const isUsual = shape === "method" ? isLinked : b.logical("&&", isLinked, called);
  const adopted = b.call(runtime("adopt"), [b.id(frame), b.id(self.name), receiver(input), ...definition]);
  const body = [
    b.variables([
      { name: frame, init: newFrame },
      { name: Generator, init: b.member(b.id(frame), "$Generator") },
    ]),
    b.returns(b.conditional(isUsual, b.construct(b.id(Generator), [b.id(frame)]), adopted)),
  ];
  return {
    ...kickoff(parts, body),
    unstarted: defineName === null ? null : unstarted,
    define,
    defineSelf: () => (defineName === null ? define(b.id(self.name)) : b.call(b.id(defineName), [])),
  };

  function unstarted(name: string, ending: Expression | null): Statement[] {
    const parameters = input.node.params.map((parameter) => parameter.name as string);
    const asked = b.call(runtime("adoptDelegate"), [b.id(frame), b.id(self.name), ...definition]);
    return emitUnstarted({ ...input, name, parameters, ending, newFrame, adopted: asked });
  }
}

/** What all of them have, unless they say otherwise. */
function kickoff({ before, declarations, frameName }: Parts, body: Statement[]) {
  return { body: [...before, ...body], parameters: null, declarations, frameName, familyName: null, unstarted: null };
}

/** defineGenerator(function g() { … }, g$Frame, …, Class, …) */
function defined({ shape, runtime }: EmitInput, { frameName }: Parts, linking: Linking, fn: Expression, makeClass: () => Expression): Expression {
  return b.call(runtime(linking.define), [
    shape === "method" ? b.call(runtime("withPrototype"), [fn]) : fn,
    b.id(frameName),
    ...linking.links(),
    makeClass(),
    ...linking.more(),
  ]);
}

/** By what a call with `new` is known. A method cannot be called so. */
const receiver = ({ shape }: EmitInput): Expression => (shape === "method" ? b.nil() : b.self());

/** function (frame) { this[frameKey] = frame; frame.$owner = this; } */
function generatorConstructor({ driver: { registers: { frame } }, runtime }: EmitInput): Expression {
  return b.functionExpression(null, [frame], [
    b.statement(b.assign(b.index(b.self(), runtime("frameKey")), b.id(frame))),
    b.statement(b.assign(b.member(b.id(frame), "$owner"), b.self())),
  ]);
}
