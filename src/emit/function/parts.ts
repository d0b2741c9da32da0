// What every emitted function has: a frame constructor, and a step function in its place.
//
//   function* range(n) { for (let i = 0; i < n; i++) yield i; }
//   → …
//     function range$Frame(n) { this.$state = 0; … this.n = n; this.i = 0; }      // at module level
//     function range$step(frame, mode, value) { … }                               // there too, where it can
//     …
//
//   function f(n) { return function* range() { yield n; }; }
//   → … new range$Frame(function range$step(frame, mode, value) { … }) …          // or made with each call

import * as b from "../../ast/build.js";
import type { Expression, Statement } from "../../ast/node.js";
import { STATE_START } from "../../protocol.js";
import type { Registers } from "../registers.js";
import type { EmitInput } from "./emitted-function.js";

export interface Parts {
  /** The name of another part of the function at the program's level: range$next */
  part(suffix: string): string;
  frameName: string;
  /** null: made with each call, and found in the frame. */
  stepName: string | null;
  /** Runs in the kickoff function, before it makes a frame. */
  before: Statement[];
  /** new range$Frame(n) */
  newFrame: Expression;
  declarations: Statement[];
}

/** range$step(frame, mode, value), or frame.$step(…) where it is made with each call */
export function callStep({ frame }: Registers, { stepName }: Parts, ...more: Expression[]): Expression {
  return b.call(stepName === null ? b.member(b.id(frame), "$step") : b.id(stepName), [b.id(frame), ...more]);
}

/**
 * `fields` are the driver's own, in the order in which every frame has them; `captured` is the name by which functions
 * among them know the frame.
 */
export function emitParts(input: EmitInput, fields: { name: string; value: Expression }[], captured: string | null = null): Parts {
  const { baseName, placement, slotNames, names, pool, step } = input;
  const inKickoff = placement.step === "kickoff";
  const part = (suffix: string) => names.ofFile(`${baseName}$${suffix}`);
  const frameName = part("Frame");
  // With the same number as its frame, where several functions have one name: one is found by the other.
  const number = frameName.slice(`${baseName}$Frame`.length);
  const stepName = inKickoff ? pool.fresh(`${baseName}$step`) : names.fresh(`${baseName}$step${number}`);
  const passed = input.parameters.filter(({ name }) => slotNames.includes(name));
  const frameArguments = [...(inKickoff ? [stepExpression()] : []), ...passed.map(({ value }) => value)];
  const stepFunction = b.functionDeclaration(stepName, step.parameters, step.body, input.isStrict);
  return {
    part,
    frameName,
    stepName: inKickoff ? null : stepName,
    before: [...kickoffVariables(), ...(inKickoff ? factoriesThere() : [])],
    newFrame: b.construct(b.id(frameName), frameArguments),
    declarations: [frameConstructor(), ...(inKickoff ? [] : [stepFunction, ...input.factories])],
  };

  /** var a, b; */
  function kickoffVariables(): Statement[] {
    const declared = input.kickoffVariables.map((name) => ({ name, init: null }));
    return declared.length > 0 ? [b.variables(declared)] : [];
  }

  /** Made with each call: it uses what only exists there. `super` needs an arrow, the one created node that is not ES5. */
  function stepExpression(): Expression {
    const made = b.functionExpression(stepName, step.parameters, step.body, input.isStrict);
    return placement.lexicalThis ? b.arrow(made) : made;
  }

  /** An arrow that a factory makes shares `this` and `super` with the step function, so its factory has to. */
  function factoriesThere(): Statement[] {
    if (!placement.lexicalThis) return input.factories;
    return input.factories.map((factory) => b.at(factory, b.variables([{ name: factory.id.name, init: b.arrow({ ...factory, type: "FunctionExpression", id: null }) }])));
  }

  /** this.$state = 0; this.$owner = null; this.n = n; this.i = 0; */
  function frameConstructor(): Statement {
    const field = (name: string, value: Expression) => b.statement(b.assign(b.member(b.self(), name), value));
    const parameters = new Set(passed.map(({ name }) => name));
    return b.functionDeclaration(
      frameName,
      [...(inKickoff ? [stepName] : []), ...passed.map(({ name }) => name)],
      [
        ...(captured === null ? [] : [b.variables([{ name: captured, init: b.self() }])]),
        field("$state", b.number(STATE_START)),
        ...(inKickoff ? [field("$step", b.id(stepName))] : []),
        ...fields.map(({ name, value }) => field(name, value)),
        ...slotNames.map((name) => field(name, parameters.has(name) ? b.id(name) : b.number(0))),
      ],
    );
  }
}
