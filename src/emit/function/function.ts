// Phase 6: graph and facts → everything emitted for one function. Which file makes it depends on the resume protocol.
//
//   function* g() {}                 →  … _defineGenerator(g, g$Frame, g$step, …) …            // generator.ts
//   async function f() { await a; }  →  … return _derive(value, …) …                            // async-function.ts
//   async function* g() {}           →  … _defineAsyncGenerator(g, g$Frame, g$step, …) …       // async-generator.ts
//
// What all have in common stands in parts.ts: the frame constructor, and a step function in its place.
//
// Relies on: a step function that is finished (step.ts). Guarantees: the parts hang together by names that nobody else has;
// where the function itself goes is left to place.ts. Tempting: choose by the kind of the function alone. A call of
// async function f() { return 1; } would make a promise and a driver for awaits that never come.

import { emitAsyncFunction } from "./async-function.js";
import { emitAsyncGenerator } from "./async-generator.js";
import { describeFunction } from "./debug-table.js";
import type { EmitInput, EmittedFunction } from "./emitted-function.js";
import { emitGenerator } from "./generator.js";

export function emitFunction(input: EmitInput): EmittedFunction {
  const emitted = emitByProtocol(input);
  return input.debug && !input.isOnlyCalled ? describeFunction(emitted, input.runtime) : emitted;
}

function emitByProtocol(input: EmitInput): EmittedFunction {
  switch (input.protocol.kind) {
    case "sync":
      return emitGenerator(input, input.protocol);
    case "requests":
      return emitAsyncGenerator(input, input.protocol);
    default:
      return emitAsyncFunction(input, input.protocol);
  }
}
