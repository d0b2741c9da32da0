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

import * as b from "../ast/build.js";
import type { Expression, Statement } from "../ast/node.js";
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
  const { self, runtime } = input;
  const { part, frameName, before, newFrame, declarations } = parts;
  const familyName = self.kind === "method" ? part("family") : null;
  const once = isEvaluatedOnce(input);
  // A declaration can be called before the statement that defines it has run.
  const defineName = once && self.kind === "name" && self.isDeclared ? part("define") : null;
  const links = () => [b.id(frameName), ...linking.links()];
  const className = input.isOrdinary && self.kind === "name" ? part("Generator") : null;
  if (className !== null) declarations.push({ ...generatorConstructor(), type: "FunctionDeclaration", id: b.id(className) });
  const Class = () => (className !== null ? b.id(className) : once ? generatorConstructor() : b.nil());
  const hasPrototype = (kickoff: Expression) => (input.shape === "method" ? b.call(runtime("withPrototype"), [kickoff]) : kickoff);
  const defineOnce = (kickoff: Expression): Expression => b.call(runtime(linking.define), [hasPrototype(kickoff), ...links(), Class(), ...linking.more()]);
  const isCounted = !once && className === null;
  const define = (kickoff: Expression) => (isCounted ? b.call(runtime("evaluated"), [defineOnce(kickoff), b.id(frameName)]) : defineOnce(kickoff));

  return {
    body: [...before, ...kickoffBody()],
    parameters: null,
    declarations,
    frameName,
    familyName,
    unstarted: defineName === null ? null : unstarted,
    define,
    defineSelf: () => (defineName === null ? define(b.id(self.name!)) : b.call(b.id(defineName), [])),
  };

  function unstarted(name: string, ending: Expression | null): Statement[] {
    const parameters = input.node.params.map((parameter) => parameter.name as string);
    const adopted = b.call(runtime("adoptDelegate"), [b.id(input.registers.frame), b.id(self.name!), b.id(defineName!)]);
    return emitUnstarted({ ...input, name, parameters, ending, newFrame, adopted });
  }

  /** adopt(frame, range, this, range$define) */
  function adopted(receiver: Expression): Expression {
    return b.call(runtime("adopt"), [b.id(input.registers.frame), b.id(self.name!), receiver, ...(defineName === null ? [] : [b.id(defineName)])]);
  }

  function kickoffBody(): Statement[] {
    if (self.kind === "method") {
      // function m$family() { return family(m$Frame, m$step, m$next); }
      declarations.push(b.functionDeclaration(familyName!, [], [b.returns(b.call(runtime(linking.family), [...links(), ...linking.more()]))]));
      // return adoptMethod(new m$Frame(this), m$self, m$family);
      const own = self.name === null ? b.nil() : b.id(self.name);
      return [b.returns(b.call(runtime("adoptMethod"), [newFrame, own, b.id(familyName!)]))];
    }
    // return new g$Generator(new g$Frame());
    if (className !== null) return [b.returns(b.construct(b.id(className), [newFrame]))];
    const kickoff = () => b.id(self.name);
    const receiver = input.shape === "method" ? b.nil() : b.self();
    if (!once) return [b.returns(b.call(runtime("adoptAnew"), [newFrame, kickoff(), receiver]))];
    if (defineName !== null) declarations.push(b.functionDeclaration(defineName, [], [b.returns(define(kickoff()))]));
    // Not linked yet, its prototype replaced, or called by `new`: the runtime looks which.
    const { frame, Generator } = input.registers;
    const linked = b.binary("===", b.member(b.member(b.id(frame), "$function"), "prototype"), b.member(b.id(Generator), "prototype"));
    const isLinked = b.logical("&&", b.id(Generator), linked);
    const called = b.not(b.binary("instanceof", b.self(), b.id(Generator)));
    return [
      b.variables([
        { name: frame, init: newFrame },
        { name: Generator, init: b.member(b.id(frame), "$Generator") },
      ]),
      b.returns(
        b.conditional(
          input.shape === "method" ? isLinked : b.logical("&&", isLinked, called),
          b.construct(b.id(Generator), [b.id(frame)]),
          adopted(receiver),
        ),
      ),
    ];
  }

  /** function (frame) { this[frameKey] = frame; frame.$owner = this; } */
  function generatorConstructor(): Expression {
    const { frame } = input.registers;
    return b.functionExpression(null, [frame], [
      b.statement(b.assign(b.index(b.self(), runtime("frameKey")), b.id(frame))),
      b.statement(b.assign(b.member(b.id(frame), "$owner"), b.self())),
    ]);
  }
}
