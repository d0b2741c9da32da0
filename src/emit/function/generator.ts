// Everything emitted for one generator function, around its step function.
//
//   function* range(n) { yield n; }
//   → …
//     function range(n) {                                     // the kickoff: what the user calls
//       var frame = new range$Frame(n), Generator = frame.$Generator;
//       return Generator && frame.$function.prototype === Generator.prototype && !(this instanceof Generator)
//         ? new Generator(frame)
//         : _adopt(frame, range, this, range$define);
//     }
//     function range$Frame(n) { this.$state = 0; … }          // the record of one activation
//     function range$step(frame, mode, value) { … }
//     function range$define() {                               // its own next, and the class of the objects that the user holds
//       return _defineGenerator(range, range$Frame, range$step, function (value) { … }, function (frame) { … });
//     }
//
// All are function declarations, so a generator can be called before its module's body has run (import cycles): its
// first call finds the prototypes not linked yet and has `adopt` do it. Names of the parts are mentioned as rarely
// as can be: after minification and compression they are what one more function costs.
//
// Relies on: the placement, and a step function that is finished. Guarantees: the parameter list stays as it was written.
// Tempting: var range = defineGenerator(…) for all. [...range(3)]; function* range(n) { … } would call undefined.

import * as b from "../../ast/build.js";
import { emitDelegate } from "./delegate.js";
import type { EmitInput, EmittedFunction } from "./emitted-function.js";
import { emitGeneratorKickoff, isEvaluatedOnce } from "./generator-kickoff.js";
import { ownNext } from "./next.js";
import { emitParts } from "./parts.js";

export function emitGenerator(input: EmitInput, { suspends, delegates }: { suspends: boolean; delegates: boolean }): EmittedFunction {
  // Few functions are delegated to that do not delegate: what they are rarely given is on the prototype of their frames.
  const fields = ["$owner", ...(delegates ? ["$up", "$leaf"] : [])].map((name) => ({ name, value: b.nil() }));
  const parts = emitParts(input, fields);
  // Without a suspension there is nothing to be quick about, and %GeneratorPrototype%.next will do. What is defined with
  // each evaluation finds its next made; what is defined once brings it along.
  const nextName = suspends && input.self.kind === "name" && !isEvaluatedOnce(input) ? parts.part("next") : null;
  const makeNext = () => ownNext(input, delegates);
  if (nextName !== null) parts.declarations.splice(1, 0, { ...makeNext(), type: "FunctionDeclaration", id: b.id(nextName) });
  if (input.delegateName !== null) parts.declarations.push(emitDelegate(input.delegateName, input));
  return emitGeneratorKickoff(input, parts, {
    define: input.isOrdinary ? "ordinaryGenerator" : "defineGenerator",
    family: "family",
    links: () => [
      parts.stepName === null ? b.nil() : b.id(parts.stepName),
      !suspends ? b.nil() : nextName === null ? makeNext() : b.id(nextName),
    ],
    more: () => (delegates ? [input.runtime("resumeDelegating")] : []),
  });
}
