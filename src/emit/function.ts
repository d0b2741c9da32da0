// Everything emitted for one generator function, around its step function.
//
//   function range(n) {                                   the kickoff: what the user calls
//     return range.prototype === range$Generator.prototype && !(this instanceof range)
//       ? new range$Generator(new range$Frame(n))
//       : irregularCall(this, range, new range$Frame(n), range$define);
//   }
//   function range$Frame(n) { this.$state = 0; … }        the record of one activation
//   function range$Generator(frame) { … }                 the object that the user holds
//   function range$next(value) { … }                      its own next: a shared one costs five times as much
//   function range$step(frame, mode, value) { … }
//   function range$define() { return defineGenerator(…); }
//
// All are function declarations, so a generator can be called before its module's body has run (import cycles): its
// first call finds the prototypes not linked yet and has `irregularCall` do it.

import * as b from "../ast/build.js";
import type { Expression, FunctionNode, Node, Statement } from "../ast/node.js";
import type { Names } from "../ast/names.js";
import type { RuntimeImport } from "../protocol.js";
import { MODE_NEXT, STATE_RUNNING, STATE_START } from "../protocol.js";
import type { Placement } from "../resolve/placement.js";
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
  | { kind: "name"; name: string }
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
  const nextName = input.suspends ? part("next") : null;
  const isMethod = self.kind === "method";
  const familyName = isMethod ? part("family") : null;
  // Only a function that comes to be once can have one class for all its generators.
  const once = placement.once && !isMethod ? { generator: part("Generator"), define: part("define") } : null;

  const passed = input.parameters.filter(({ name }) => slotNames.includes(name));
  const stepFunction = inKickoff ? stepExpression() : b.id(stepName);
  const frameArguments = [...(inKickoff ? [stepFunction] : []), ...passed.map(({ value }) => value)];
  const newFrame = b.construct(b.id(frameName), frameArguments);

  const declarations: Statement[] = [frameConstructor()];
  if (nextName !== null) declarations.push(ownNext(nextName));
  if (!inKickoff) declarations.push(b.functionDeclaration(stepName, input.step.parameters, input.step.body, input.isStrict), ...input.factories);

  const links = () => [b.id(frameName), inKickoff ? b.nil() : b.id(stepName), nextName === null ? b.nil() : b.id(nextName)];
  const resume = () => (input.delegates ? [runtime("resumeDelegating")] : []);
  const define = (kickoff: Expression): Expression =>
    b.call(runtime("defineGenerator"), [kickoff, ...links(), once === null ? b.nil() : b.id(once.generator), ...resume()]);

  return {
    body: [...kickoffVariables(), ...(inKickoff ? input.factories : []), ...kickoffBody()],
    declarations,
    frameName,
    familyName,
    define,
    defineSelf: () => (once === null ? define(b.id(self.name!)) : b.call(b.id(once.define), [])),
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
    if (once === null) return [b.returns(b.call(runtime("adopt"), [newFrame, kickoff(), b.self()]))];
    declarations.unshift(generatorConstructor(once.generator));
    declarations.push(b.functionDeclaration(once.define, [], [b.returns(define(kickoff()))]));
    const linked = b.binary("===", b.member(kickoff(), "prototype"), b.member(b.id(once.generator), "prototype"));
    const regular = b.logical("&&", linked, b.not(b.binary("instanceof", b.self(), kickoff())));
    const frame = b.id(input.registers.frame);
    return [
      b.variables([{ name: input.registers.frame, init: newFrame }]),
      b.returns(
        b.conditional(
          regular,
          b.construct(b.id(once.generator), [frame]),
          b.call(runtime("irregularCall"), [{ ...frame }, kickoff(), b.self(), b.id(once.define)]),
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

  /** this[frameKey] = frame; frame.$owner = this; */
  function generatorConstructor(name: string): Statement {
    const frame = input.registers.frame;
    return b.functionDeclaration(name, [frame], [
      b.statement(b.assign(b.index(b.self(), runtime("frameKey")), b.id(frame))),
      b.statement(b.assign(b.member(b.id(frame), "$owner"), b.self())),
    ]);
  }

  /**
   * var frame = this[frameKey];
   * if (!frame || frame.$owner !== this || frame.$step !== range$step) return genericNext.call(this, value);
   * return { value: range$step(frame, 0, value), done: frame.$state < 0 };
   */
  function ownNext(name: string): Statement {
    const { frame, value } = input.registers;
    const field = (name: string) => b.member(b.id(frame), name);
    const step = inKickoff ? field("$step") : b.id(stepName);
    const isOther = [b.not(b.id(frame)), b.binary("!==", field("$owner"), b.self())];
    if (inKickoff) isOther.push(b.not(b.binary("instanceof", b.id(frame), b.id(frameName))));
    else isOther.push(b.binary("!==", field("$step"), b.id(stepName)));
    const generic = b.call(b.member(runtime("genericNext"), "call"), [b.self(), b.id(value)]);
    const start = b.variables([{ name: frame, init: b.index(b.self(), runtime("frameKey")) }]);
    const refuse = b.ifElse(isOther.reduce((left, right) => b.logical("||", left, right)), b.returns(generic));
    const run = (of: Expression) => b.call(of, [b.id(frame), b.number(MODE_NEXT), b.id(value)]);
    const isDone = b.binary("<", field("$state"), b.number(0));
    const result = (returned: Expression) => b.returns(b.object([b.property("value", returned), b.property("done", isDone)]));
    if (!input.delegates) return b.functionDeclaration(name, [value], [start, refuse, result(run(step))]);
    return b.functionDeclaration(name, [value], [start, refuse, ...delegatingNext(run(step), result)]);
  }

  /**
   * var leaf = frame.$leaf, state, sent;
   * if (leaf === null) sent = step(frame, 0, value);
   * else {
   *   if ((state = frame.$state) < 0 || frame.$up !== null) return resumeDelegating(frame, 0, value);
   *   frame.$state = -2;
   *   try { sent = leaf.$step(leaf, 0, value); } catch (error) { return unwind(frame, state, leaf, error); }
   *   frame.$state = state;
   *   if (leaf.$state < 0) return drive(frame, leaf, sent);
   * }
   * if (sent === DELEGATED) return drive(frame, leaf, sent);
   */
  function delegatingNext(ownStep: Expression, result: (value: Expression) => Statement): Statement[] {
    const { frame, value, state, error } = input.registers;
    const [leaf, sent] = [names.fresh("leaf"), names.fresh("sent")];
    const field = (object: string, name: string) => b.member(b.id(object), name);
    const set = (target: Expression, to: Expression) => b.statement(b.assign(target, to));
    const drive = () => b.returns(b.call(runtime("drive"), [b.id(frame), b.id(leaf), b.id(sent)]));
    const isNested = b.logical(
      "||",
      b.binary("<", b.assign(b.id(state), field(frame, "$state")), b.number(0)),
      b.binary("!==", field(frame, "$up"), b.nil()),
    );
    const onError = b.call(runtime("unwind"), [b.id(frame), b.id(state), b.id(leaf), b.id(error)]);
    const stepLeaf = b.call(field(leaf, "$step"), [b.id(leaf), b.number(MODE_NEXT), b.id(value)]);
    return [
      b.variables([
        { name: leaf, init: field(frame, "$leaf") },
        { name: state, init: b.number(0) },
        { name: sent, init: b.number(0) },
      ]),
      b.ifElse(
        b.binary("===", b.id(leaf), b.nil()),
        set(b.id(sent), ownStep),
        b.block([
          b.ifElse(isNested, b.returns(b.call(runtime("resumeDelegating"), [b.id(frame), b.number(MODE_NEXT), b.id(value)]))),
          set(field(frame, "$state"), b.number(STATE_RUNNING)),
          b.tryCatch([set(b.id(sent), stepLeaf)], error, [b.returns(onError)]),
          set(field(frame, "$state"), b.id(state)),
          b.ifElse(b.binary("<", field(leaf, "$state"), b.number(0)), drive()),
        ]),
      ),
      b.ifElse(b.binary("===", b.id(sent), runtime("DELEGATED")), drive()),
      result(b.id(sent)),
    ];
  }
}
