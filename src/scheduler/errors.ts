// The errors that the scheduler throws, made so that they are Errors on ES5 hosts as well.

import { defineHidden } from "../runtime/index.js";

function errorClass(name: string): any {
  var prototype = Object.create(Error.prototype);
  function Made(this: any, message?: string) {
    var error: any = new Error(message);
    // Not enumerable, as those of errors are.
    defineHidden(this, "message", error.message, true);
    defineHidden(this, "stack", error.stack, true);
  }
  defineHidden(prototype, "constructor", Made, true);
  defineHidden(prototype, "name", name, true);
  Made.prototype = prototype;
  return Made;
}

/** What is thrown at the innermost await of a task that is cancelled; `message` is the reason. asyncio.CancelledError */
export interface CancelledError extends Error {
  name: "CancelledError";
}
export var CancelledError: { new (reason?: string): CancelledError } = /* @__PURE__ */ errorClass("CancelledError");

/** What a deadline throws that has passed. TimeoutError, as of asyncio.timeout and asyncio.wait_for */
export interface TimeoutError extends Error {
  name: "TimeoutError";
}
export var TimeoutError: { new (message?: string): TimeoutError } = /* @__PURE__ */ errorClass("TimeoutError");

declare var AggregateError: any;

/** Several errors as one, as the engine's AggregateError where it has one. asyncio's ExceptionGroup */
export function aggregate(errors: unknown[], message: string): Error & { errors: unknown[] } {
  if (typeof AggregateError === "function") return new AggregateError(errors, message);
  var made: any = new Error(message);
  defineHidden(made, "name", "AggregateError", true);
  made.errors = errors;
  return made;
}
