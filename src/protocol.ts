// What emitted code and the runtime agree on: numbers and names, and nothing else.
// Every other file that needs one of them imports it from here, on both sides of the border.

/** `frame.$state` of an activation that has not run yet. Positive numbers are resume states of its own step function. */
export const STATE_START = 0;
/** `frame.$state` after a return or an uncaught throw. Below zero, so that "done" is one comparison. */
export const STATE_DONE = -1;
/** `frame.$state` while the step function is on the stack. */
export const STATE_RUNNING = -2;
/** `frame.$state` of the frame that stands for an iterator of another make in a chain of `yield*`. */
export const STATE_FOREIGN = -3;

/** How a frame is resumed: the second argument of every step function. */
export const MODE_NEXT = 0;
export const MODE_THROW = 1;
export const MODE_RETURN = 2;

/** How a protected region was left, while its `finally` runs; jumps are numbered from PEND_JUMP on. */
export const PEND_NORMAL = 0;
export const PEND_THROW = 1;
export const PEND_RETURN = 2;
export const PEND_JUMP = 3;

/** The fields that frames may have besides their slots. A user's variable of such a name is stored under another. */
export const FRAME_FIELDS = [
  "$state",
  "$step",
  "$owner",
  "$up",
  "$leaf",
  // what all frames of a function have in common, on their prototype
  "$next",
  "$iteratorKey",
  "$iterator",
  "$resume",
  "$kind",
  "$base",
  "$Generator",
  "$function",
  "$prototype",
  "$taken",
  "$unheld",
  // of async functions and generators
  "$onFulfilled",
  "$onRejected",
  "$debug",
  "$resolve",
  "$reject",
  "$value",
  "$queue",
  // of a task's frames
  "$call",
] as const;

/** The name of a function's frames, tally$Frame or in scripts tally$Frame$1k9x2, around the function's; of any other name, nothing. */
export const FRAME_NAME = /(.*)\$Frame|/;

/** The property of a cell (a captured binding that is reassigned) that holds the binding's value. */
export const CELL_VALUE = "value";

/** What emitted code may import from the runtime. */
export type RuntimeImport =
  | "frameKey"
  | "defineGenerator"
  | "adopt"
  | "family"
  | "defineMethod"
  | "linkMethod"
  | "defines"
  | "evaluated"
  | "adoptAnew"
  | "adoptMethod"
  | "genericNext"
  | "idle"
  | "finish"
  | "guarded"
  | "delegate"
  | "delegateBy"
  | "delegateTo"
  | "adoptDelegate"
  | "iteratorKey"
  | "returnsItself"
  | "passOn"
  | "resumeDelegating"
  | "unwind"
  | "asyncFunction"
  | "asyncMethods"
  | "refuseNew"
  | "request"
  | "inTask"
  | "coroutineInTask"
  | "handOver"
  | "resolved"
  | "nothing"
  | "rejected"
  | "promise"
  | "derive"
  | "awaits"
  | "kept"
  | "withPrototype"
  | "ordinaryGenerator"
  | "ordinaryAsyncGenerator"
  | "ordinaryAsync"
  | "patchedResolved"
  | "patchedRejected"
  | "patchedPromise"
  | "patchedDerive"
  | "patchedAwaits"
  | "describe"
  | "described"
  | "describedMethods"
  | "crossing"
  | "defineAsyncGenerator"
  | "asyncFamily"
  | "newQueue"
  | "answered"
  | "ended"
  | "delegateAsync"
  | "resumeDelegate"
  | "iterateAsync"
  | "nextOf"
  | "accept"
  | "closes"
  | "requireObject"
  | "iterate"
  | "advance"
  | "abandon"
  | "close"
  | "take"
  | "skip"
  | "rest"
  | "enumerate"
  | "disposables"
  | "use"
  | "useAsync"
  | "disposesNext"
  | "failed"
  | "dispose"
  | "uninitialized"
  | "read"
  | "constantAssignment"
  | "initialized"
  | "apply"
  | "toPropertyKey"
  | "destructurable"
  | "omit"
  | "named"
  | "template";
