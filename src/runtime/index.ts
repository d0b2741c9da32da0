// The run-time entry: what users import, and what emitted code calls. ES5, no dependencies, no side effects on the host.

export { coroutine } from "./coroutine.js";
export { frameKey, frameOf } from "./frame.js";
export type { Frame } from "./frame.js";
export { defineHidden, iteratorKey } from "./host.js";
export { adopt, adoptAnew, adoptMethod, defineMethod, defines, evaluated, linkMethod, withPrototype } from "./kickoff.js";
export { GeneratorFunctionPrototype, defineGenerator, family, finish, genericNext, idle } from "./generator.js";
export { awaits, derive, kept, nothing, promise, rejected, resolved } from "./async.js";
export { AsyncFunctionPrototype, asyncFunction, asyncMethods, isAsyncFunction, kindOf, refuseNew } from "./async-kind.js";
export { askForFrame, coroutineInTask, handOver, inTask, request, unstarted } from "./handing-over.js";
export { OriginalPromise } from "./promises.js";
export { AsyncGeneratorFunctionPrototype, asyncFamily, defineAsyncGenerator, newQueue } from "./async-generator.js";
export { answered, ended } from "./request-queue.js";
export { accept, closes, iterateAsync, nextOf, requireObject } from "./async-iterate.js";
export { delegateAsync, resumeDelegate } from "./delegate-async.js";
export { ordinaryAsync, ordinaryAsyncGenerator, ordinaryGenerator } from "./ordinary.js";
export { patchedAwaits, patchedDerive, patchedPromise, patchedRejected, patchedResolved } from "./patched-promise.js";
export { crossing, describe, described, describedMethods, tableOf, unwatch, watch, watching, weakly } from "./debug.js";
export type { DebugTable, Watched } from "./debug.js";
export { adoptDelegate, delegate, delegateBy, delegateTo, passOn, resumeDelegating, returnsItself, unwind } from "./delegate.js";
export { abandon, advance, close, enumerate, iterate, rest, skip, take } from "./iterate.js";
export { disposables, dispose, disposesNext, failed, use, useAsync } from "./dispose.js";
export { constantAssignment, guarded, initialized, read, uninitialized } from "./bindings.js";
export { apply, destructurable, named, omit, template, toPropertyKey } from "./expressions.js";
