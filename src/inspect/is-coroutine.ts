// isCoroutine(fn): is it a function that the compiler made a state machine of?

import { AsyncFunctionPrototype, AsyncGeneratorFunctionPrototype, GeneratorFunctionPrototype, kindOf } from "../runtime/index.js";

/**
 * True for compiled generators, async functions and async generators, methods included; false for anything else, native ones
 * among it. A function that `bind` made of one counts too. Private methods, which nobody outside of their class sees, do not.
 */
export function isCoroutine(fn: any): boolean {
  if (typeof fn !== "function") return false;
  var kind = kindOf(fn);
  return kind === AsyncFunctionPrototype || kind === GeneratorFunctionPrototype || kind === AsyncGeneratorFunctionPrototype;
}
