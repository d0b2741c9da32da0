// Everything emitted for one generator function, around its step function.
//
//   function range(n) {                                   the kickoff: what the user calls
//     var frame = new range$Frame(n), Generator = frame.$Generator;
//     return Generator && range.prototype === Generator.prototype && !(this instanceof Generator)
//       ? new Generator(frame)
//       : adopt(frame, range, this, range$define);
//   }
//   function range$Frame(n) { this.$state = 0; … }        the record of one activation
//   function range$step(frame, mode, value) { … }
//   function range$define() {                             its own next, and the class of the objects that the user holds
//     return defineGenerator(range, range$Frame, range$step, function (value) { … }, function (frame) { … });
//   }
//
// All are function declarations, so a generator can be called before its module's body has run (import cycles): its
// first call finds the prototypes not linked yet and has `adopt` do it. Names of the parts are mentioned as rarely
// as can be: after minification and compression they are what one more function costs.
//
// Relies on: the placement, and a step function that is finished. Guarantees: the parameter list stays as it was written.
// Tempting: var range = defineGenerator(…) for all. [...range(3)]; function* range(n) { … } would call undefined.

import * as b from "../ast/build.js";
import type { Expression, FunctionNode, Node, Statement } from "../ast/node.js";
import type { Names } from "../ast/names.js";
import type { RuntimeImport } from "../protocol.js";
import { STATE_START } from "../protocol.js";
import type { Placement } from "../resolve/placement.js";
import { ownNext } from "./next.js";
import type { Registers } from "./step.js";

export interface EmitInput {
  node: FunctionNode;
  baseName: string;
  self: SelfReference;
  placement: Placement;
  parameters: { name: string; value: Expression }[];
  kickoffVariables: string[];
  slotNames: string[];
  step: { parameters: string[]; body: Statement[] };
  factories: Statement[];
  delegates: boolean;
  /** Without a suspension there is nothing to be quick about, and %GeneratorPrototype%.next will do. */
  suspends: boolean;
  /** The step function's code is strict, and what surrounds its place may not be. */
  isStrict: boolean;
  registers: Registers;
  names: Names;
  runtime(name: RuntimeImport): Expression;
}

/** How a kickoff function refers to itself. */
export type SelfReference =
  | { kind: "name"; name: string; isDeclared: boolean }
  /** By a variable beside its class or object; null where there can be none. */
  | { kind: "method"; name: string | null };

export interface EmittedFunction {
  /** New body of the kickoff function. */
  body: Statement[];
  /** Function declarations for the module level. */
  declarations: Statement[];
  frameName: string;
  /** Of methods: the function that links their frames. */
  familyName: string | null;
  /** Makes the finished function object of a kickoff function: defineGenerator(kickoff, …) */
  define(kickoff: Expression): Expression;
  /** The same for a declared kickoff function, which is called by its name: range$define() */
  defineSelf(): Expression;
}

export function emitFunction(input: EmitInput): EmittedFunction {
  const { baseName, placement, slotNames, self, runtime, names } = input;
  const inKickoff = placement.step === "kickoff";
  const part = (suffix: string) => names.fresh(`${baseName}$${suffix}`);
  const stepName = part("step");
  const frameName = part("Frame");
  const familyName = self.kind === "method" ? part("family") : null;
  // Only a function that comes to be once can have one class for all its generators.
  const once = placement.once && self.kind === "name";
  // A declaration can be called before the statement that defines it has run.
  const defineName = once && self.isDeclared ? part("define") : null;
  // What is defined with each evaluation finds its next made; what is defined once brings it along.
  const nextName = input.suspends && familyName === null && !once ? part("next") : null;

  const passed = input.parameters.filter(({ name }) => slotNames.includes(name));
  const stepFunction = inKickoff ? stepExpression() : b.id(stepName);
  const frameArguments = [...(inKickoff ? [stepFunction] : []), ...passed.map(({ value }) => value)];
  const newFrame = b.construct(b.id(frameName), frameArguments);

  const declarations: Statement[] = [frameConstructor()];
  if (nextName !== null) declarations.push({ ...ownNext(input), type: "FunctionDeclaration", id: b.id(nextName) });
  if (!inKickoff) declarations.push(b.functionDeclaration(stepName, input.step.parameters, input.step.body, input.isStrict), ...input.factories);

  const links = () => [
    b.id(frameName),
    inKickoff ? b.nil() : b.id(stepName),
    !input.suspends ? b.nil() : nextName === null ? ownNext(input) : b.id(nextName),
  ];
  const resume = () => (input.delegates ? [runtime("resumeDelegating")] : []);
  const define = (kickoff: Expression): Expression =>
    b.call(runtime("defineGenerator"), [kickoff, ...links(), once ? generatorConstructor() : b.nil(), ...resume()]);

  return {
    body: [...kickoffVariables(), ...(inKickoff ? input.factories : []), ...kickoffBody()],
    declarations,
    frameName,
    familyName,
    define,
    defineSelf: () => (defineName === null ? define(b.id(self.name!)) : b.call(b.id(defineName), [])),
  };

  /** var a, b; */
  function kickoffVariables(): Statement[] {
    const declared = input.kickoffVariables.map((name) => ({ name, init: null }));
    return declared.length > 0 ? [b.variables(declared)] : [];
  }

  /** Made with each call: it uses what only exists there. `super` needs an arrow, the one created node that is not ES5. */
  function stepExpression(): Expression {
    const made = b.functionExpression(stepName, input.step.parameters, input.step.body, input.isStrict);
    if (!placement.lexicalThis) return made;
    const { id: _, ...rest } = made;
    return { ...rest, type: "ArrowFunctionExpression", expression: false } as Node;
  }

  function kickoffBody(): Statement[] {
    if (self.kind === "method") {
      // function m$family() { return family(m$Frame, m$step, m$next); }
      declarations.push(b.functionDeclaration(familyName!, [], [b.returns(b.call(runtime("family"), [...links(), ...resume()]))]));
      // return adoptMethod(new m$Frame(this), m$self, m$family);
      const own = self.name === null ? b.nil() : b.id(self.name);
      return [b.returns(b.call(runtime("adoptMethod"), [newFrame, own, b.id(familyName!)]))];
    }
    const kickoff = () => b.id(self.name);
    if (!once) return [b.returns(b.call(runtime("adopt"), [newFrame, kickoff(), b.self()]))];
    if (defineName !== null) declarations.push(b.functionDeclaration(defineName, [], [b.returns(define(kickoff()))]));
    // Not linked yet, its prototype replaced, or called by `new`: the runtime looks which.
    const { frame, Generator } = input.registers;
    const linked = b.binary("===", b.member(kickoff(), "prototype"), b.member(b.id(Generator), "prototype"));
    const called = b.not(b.binary("instanceof", b.self(), b.id(Generator)));
    return [
      b.variables([
        { name: frame, init: newFrame },
        { name: Generator, init: b.member(b.id(frame), "$Generator") },
      ]),
      b.returns(
        b.conditional(
          b.logical("&&", b.logical("&&", b.id(Generator), linked), called),
          b.construct(b.id(Generator), [b.id(frame)]),
          b.call(runtime("adopt"), [b.id(frame), kickoff(), b.self(), ...(defineName === null ? [] : [b.id(defineName)])]),
        ),
      ),
    ];
  }

  /** this.$state = 0; this.$owner = null; this.$up = null; this.n = n; this.i = 0; */
  function frameConstructor(): Statement {
    const field = (name: string, value: Expression) => b.statement(b.assign(b.member(b.self(), name), value));
    const parameters = new Set(passed.map(({ name }) => name));
    return b.functionDeclaration(
      frameName,
      [...(inKickoff ? [stepName] : []), ...passed.map(({ name }) => name)],
      [
        field("$state", b.number(STATE_START)),
        ...(inKickoff ? [field("$step", b.id(stepName))] : []),
        field("$owner", b.nil()),
        field("$up", b.nil()),
        ...(input.delegates ? [field("$leaf", b.nil())] : []),
        ...slotNames.map((name) => field(name, parameters.has(name) ? b.id(name) : b.number(0))),
      ],
    );
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
