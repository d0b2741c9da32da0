// yield*: a chain of frames that is resumed at its innermost one, whatever its depth.
//
//   function* tree(node) { yield* tree(node.left); yield node.value; }
//   root.$leaf -> the innermost frame;  $up leads from each frame to the one that delegates to it
//
// The specification (ECMA-262, 15.5.5) passes every value through every level. That is O(depth) per item and nests calls;
// nobody can tell as long as each level's methods are the original ones, which is looked at when it matters. Iterators
// that are not ours become frames too, with a step function that speaks the protocol exactly.

import { MODE_NEXT, MODE_RETURN, MODE_THROW, STATE_DONE, STATE_FOREIGN, STATE_RUNNING, STATE_START } from "../protocol.js";
import { frameOf, type Frame } from "./frame.js";
import { GeneratorPrototype, genericNext } from "./generator.js";
import { apply, getPrototypeOf, isObject, IteratorPrototype, iteratorKey } from "./host.js";
import { lackOfThrow, noObject } from "./iterator-errors.js";
import { isPristineArray, openWith } from "./iterate.js";
import { adopt } from "./kickoff.js";

/** %IteratorPrototype%[Symbol.iterator]: an iterator that has it is asked for none. */
export var returnsItself: any = /* @__PURE__ */ (function () {
  return IteratorPrototype[iteratorKey];
})();
/** What a foreign iterator's step function returns: its result object goes to the caller as it is. */
var AS_IT_IS: any = {};

interface ForeignFrame extends Frame {
  iterator: any;
  next: any;
  result: any;
}

interface BusyFrame extends Frame {
  running: Frame;
}

/**
 * Begins `yield* iterable`: the frame that will run, which emitted code links, since it knows what its own frames look
 * like. Errors are those of GetIterator (7.4.3). Emitted code has looked already, where it has one of ours.
 */
export function delegate(iterable: any): Frame {
  var method = iterable[iteratorKey];
  return isPristineArray(iterable, method) ? arrayFrame(iterable) : delegateBy(iterable, method);
}

/** The same where its [Symbol.iterator] has been read. */
export function delegateBy(iterable: any, method: any): Frame {
  var opened = openWith(iterable, method);
  return delegateTo(opened.iterator, opened.next);
}

/** The same for an iterator, and its `next`: its own frame for a generator of ours that is fresh and has its own `next`. */
export function delegateTo(iterator: any, next: any): Frame {
  var own = frameOf(iterator);
  var isFresh = own !== null && own.$state === STATE_START && own.$up === null;
  return isFresh && (next === own!.$next || next === genericNext) ? own! : foreignFrame(iterator, next);
}

/**
 * The same for a frame whose function may not leave out its generator object, or not yet. What generators inherit as long as
 * nobody has changed it is known to the function's frames from here on.
 */
export function adoptDelegate(frame: Frame, kickoff: any, define: () => any): Frame {
  var frames = getPrototypeOf(frame);
  frames.$iteratorKey = iteratorKey;
  frames.$iterator = returnsItself;
  return delegate(adopt(frame, kickoff, void 0, define));
}

/** Goes on after the step of an iterator that is not ours, which returned `sent`. */
export function passOn(root: Frame, foreign: Frame, sent: any): any {
  return run(root, foreign, MODE_NEXT, sent, true);
}

/** A frame of the chain threw: the one above it may catch. */
export function unwind(root: Frame, state: number, leaf: Frame, error: any): any {
  if (leaf === root) throw error;
  root.$state = state;
  return run(root, pop(leaf), MODE_THROW, error, false);
}

/** Resumes a frame of a function with yield*, by whatever method, from wherever in the chain. */
export function resumeDelegating(frame: Frame, mode: number, value: any): any {
  // A frame that delegates runs while one above it does.
  for (var at: Frame | null = frame; at !== null; at = frame.$leaf ? at.$up : null) {
    if (at.$state === STATE_RUNNING) throw new TypeError("Generator is already running");
  }
  if (!frame.$leaf) return run(frame, frame, mode, value, false);
  if (mode !== MODE_NEXT) separateChanged(frame, mode === MODE_THROW ? "throw" : "return");
  var current = frame;
  while (current.$leaf && current.$state !== STATE_RUNNING) current = current.$leaf;
  return run(frame, current.$state === STATE_RUNNING ? busyFrame(current) : current, mode, value, false);
}

function innermost(frame: Frame): Frame {
  while (frame.$leaf) frame = frame.$leaf;
  return frame;
}

function pop(frame: Frame): Frame {
  var parent = frame.$up!;
  frame.$up = null;
  parent.$leaf = null;
  return parent;
}

/**
 * Runs the chain below `root` from `current` on until a value leaves it.
 *
 * When a frame is done, the one above it goes on with what it returned; or returns as well, if that is what was asked for, and it
 * delegated already when it was: not if it has begun to meanwhile, in a `finally`.
 */
function run(root: Frame, current: Frame, mode: number, value: any, stepped: boolean): any {
  var state = root.$state;
  var returns = mode === MODE_RETURN;
  var begun = 0;
  // Somebody resumes the middle of a longer chain. For who asks its outermost frame meanwhile, the middle is running.
  if (root.$up !== null) outermost(root).$leaf = busyFrame(root);
  try {
    for (;;) {
      if (!stepped) {
        // The root counts as running while one of its delegates runs.
        root.$state = current === root ? state : STATE_RUNNING;
        try {
          value = current.$step(current, mode, value);
        } catch (error) {
          if (current === root) {
            state = root.$state;
            throw error;
          }
          current = pop(current);
          if (begun > 0) begun--;
          mode = MODE_THROW;
          value = error;
          continue;
        }
      }
      stepped = false;
      if (current === root) state = root.$state;
      if (current.$leaf) {
        current = current.$leaf;
        begun++;
        mode = MODE_NEXT;
        value = void 0;
      } else if (value === AS_IT_IS) {
        return (current as ForeignFrame).result;
      } else if (current.$state < 0 && current !== root) {
        current = pop(current);
        mode = returns && begun === 0 ? MODE_RETURN : MODE_NEXT;
        if (begun > 0) begun--;
      } else {
        return { value: value, done: state < 0 };
      }
    }
  } finally {
    root.$state = state;
    root.$leaf = current === root ? null : current;
    // Only the outermost frame points at the innermost one.
    if (root.$up !== null) {
      if (root.$leaf) root.$leaf = firstDelegate(root);
      outermost(root).$leaf = innermost(root);
    }
  }
}

function outermost(frame: Frame): Frame {
  while (frame.$up !== null) frame = frame.$up;
  return frame;
}

/** Stands in a chain for a delegate that is running: the frame above gets the error, and delegates to it no more. */
function busyFrame(running: Frame): BusyFrame {
  return {
    $state: STATE_START,
    $step: function (): never {
      running.$up = null;
      throw new TypeError("Generator is already running");
    },
    $owner: null,
    $up: running.$up,
    $leaf: null,
    running: running,
  };
}

/**
 * A delegate whose throw or return the user has replaced is called through it, as if it were foreign. What one delegates to that
 * runs is its own affair.
 */
function separateChanged(root: Frame, method: "throw" | "return"): void {
  // Whoever looks at the method is the root, or runs for it.
  var state = root.$state;
  root.$state = STATE_RUNNING;
  for (var at = firstDelegate(root); at; at = at.$leaf) {
    var frame: Frame = (at as BusyFrame).running || at;
    var owner = ownerOf(frame);
    if (owner && isChanged(owner, method)) {
      separate(root, at, frame, foreignFrame(owner, frame.$next || genericNext));
      break;
    }
    if (frame.$state === STATE_RUNNING) break;
  }
  root.$state = state;
}

/** What cannot be read is read once more where its error belongs: by the frame of the one that delegates. */
function isChanged(owner: any, method: "throw" | "return"): boolean {
  try {
    return owner[method] !== GeneratorPrototype[method];
  } catch (ignored) {
    return true;
  }
}

/** Puts `foreign` in the place of `at`, which stands for `frame`. */
function separate(root: Frame, at: Frame, frame: Frame, foreign: Frame): void {
  var parent = pop(at);
  foreign.$up = parent;
  parent.$leaf = foreign;
  // Outermost frames point at innermost ones: this one by which the chain ends, and the one that begins another now.
  if (root.$up === null) root.$leaf = foreign;
  frame.$up = null;
  if (frame.$leaf) frame.$leaf = innermost(frame);
}

/** The generator object of a frame; it is made where the call was delegated to without. null for an array's, for instance. */
function ownerOf(frame: Frame): any {
  return frame.$owner || (frame.$Generator ? new frame.$Generator(frame) : null);
}

/** The outermost frame points at the innermost one, so its first delegate is found from there. */
function firstDelegate(frame: Frame): Frame | null | undefined {
  var at = innermost(frame);
  while (at.$up !== frame) at = at.$up!;
  return at;
}

function arrayFrame(array: any): Frame {
  return { $state: STATE_START, $step: stepArray, $owner: null, $up: null, $leaf: null, array: array, index: 0 } as Frame;
}

function stepArray(frame: any, mode: number, value: any): any {
  if (mode === MODE_NEXT && frame.index < frame.array.length) return frame.array[frame.index++];
  frame.$state = STATE_DONE;
  if (mode === MODE_THROW) throw lackOfThrow();
  return mode === MODE_RETURN ? value : void 0;
}

function foreignFrame(iterator: any, next: any): ForeignFrame {
  return {
    // Nobody takes what its step function returns for a value, or for its last one, without looking.
    $state: STATE_FOREIGN,
    $step: stepForeign,
    $owner: null,
    $up: null,
    $leaf: null,
    iterator: iterator,
    next: next,
    result: null,
  } as ForeignFrame;
}

/** One turn of the loop in 15.5.5, YieldExpression : yield * AssignmentExpression. */
function stepForeign(frame: any, mode: number, value: any): any {
  var iterator = frame.iterator;
  var result: any;
  if (mode === MODE_NEXT) result = apply(frame.next, iterator, [value]);
  else {
    var method = iterator[mode === MODE_THROW ? "throw" : "return"];
    if (method === void 0 || method === null) {
      if (mode === MODE_RETURN) return value;
      closeForLackOfThrow(iterator);
    }
    result = apply(method, iterator, [value]);
  }
  if (!isObject(result)) throw noObject(result);
  if (result.done) return result.value;
  frame.result = result;
  return AS_IT_IS;
}

function closeForLackOfThrow(iterator: any): never {
  var method = iterator["return"];
  if (method !== void 0 && method !== null) {
    var closed = apply(method, iterator, []);
    if (!isObject(closed)) throw noObject(closed);
  }
  throw lackOfThrow();
}
