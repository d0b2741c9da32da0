// `await load(key)` and `return load(key)`, where the frame may belong to a task.
//
//   async function get(pool, key) { await load(key); await pool.load(key); await pool.load(() => 1); }
//   → … value = (frame.$up ? _inTask(load) : load)(key); …
//     … value = frame.$up ? _inTask(pool.load, pool)(key) : pool.load(key); …
//     … value = _apply(frame.$up ? _inTask(pool.load, pool) : pool.load, pool, [() => 1]); …
//
// In a task the callee runs as part of the caller: its frame is made but not begun, and the task's driver pushes it. That is
// meant for what is awaited where it is called, so the place has to say so, and only it can: a kickoff function does not
// know who awaits it. What an async function returns is awaited too, by its caller: in a task such a call takes the frame's
// place, and so belongs to the task as well. Of a method the arguments stand there twice, since a call by apply() takes engines
// longer; a compressor finds the second text. But not where a function is among them: with such a call in that function, and so
// on, text would double with each level. And of a template there is one object.
//
// Rejected: call(frame, load, [key]) for both. It would be one function that calls all others, which no engine inlines, and
// its arguments take room in every activation: recursion reached less than two fifths of the native depth.
// A task that is set while its code runs, in place of the field: calls that are not awaited are promises in a task as well.

import { applied } from "../../ast/applied.js";
import * as b from "../../ast/build.js";
import { calleeForm } from "../../ast/callees.js";
import { isClass, isFunction, unwrapped, type Expression, type Node } from "../../ast/node.js";
import { walk } from "../../ast/walk.js";
import type { Machine } from "./machine.js";

/** What is awaited, here or by who gets the returned value, with the choice of how to call, if it is a call of the user's. */
export function awaitedCall({ graph, registers: { frame, value }, runtime, entersCoroutine }: Machine, awaited: Expression): Expression {
  // The queue of an async generator is no task.
  if (graph.kind !== "async") return awaited;
  const operand = unwrapped(awaited);
  // apply(method, receiver, [arguments]), which spill has made of a call
  if (operand.type === "CallExpression" && operand.end && !operand.start) {
    const [method, receiver, list] = operand.arguments;
    return { ...operand, arguments: [chosen(method, receiver), receiver, list] };
  }
  if (!operand.start || !/^(Optional)?CallExpression$/.test(operand.type)) return awaited;
  const args: Node[] = operand.arguments;
  const callee = unwrapped(operand.callee);
  const form = calleeForm(callee);
  const mayStandTwice = ![callee, ...args].some(isUnique);
  return operand.type === "CallExpression" ? plainCall() : optionalCall();

  function plainCall(): Expression {
    if (/^(Super|Import|OptionalMemberExpression)$/.test(callee.type) || callee.name === "eval") return awaited;
    if (form === "plain") return { ...operand, callee: chosen(callee) };
    // value = f(), inTask(value)(key)
    if (callee.type !== "MemberExpression") return called({ first: callee, method: held(), receiver: null });
    if (callee.object.type === "Super") return called({ first: null, method: callee, receiver: b.self() });
    if (form === "method") return called({ first: null, method: callee, receiver: callee.object });
    // value = pool.first(), inTask(value.load, value)(key)
    return called({ first: callee.object, method: { ...callee, object: held() }, receiver: held() });
  }

  /** With one `?.`, at the call or before it; others are called as they are. */
  function optionalCall(): Expression {
    // load?.(key) and this.load?.(key)
    if (operand.optional && form !== "held") return unlessNullish(callee, held(), form === "method" ? callee.object : null);
    // pool?.load(key)
    const isLink = callee.type === "OptionalMemberExpression" && callee.optional && !/^Optional/.test(callee.object.type);
    if (operand.optional || !isLink) return awaited;
    return unlessNullish(callee.object, { ...callee, type: "MemberExpression", optional: undefined, object: held() }, held());
  }

  function called({ first, method, receiver }: Callee): Expression {
    return inEitherWay(method, receiver, (call) => (first === null ? call : b.sequence([hold(first), call])));
  }

  /** (value = load) === null || value === void 0 ? void 0 : inTask(value)(key) */
  function unlessNullish(tested: Expression, method: Expression, receiver: Expression | null): Expression {
    return inEitherWay(method, receiver, (call) => b.conditional(b.isNullish(hold(tested), held()), b.undef(), call));
  }

  /** `behind` puts what has to come first in front of the call. */
  function inEitherWay(method: Expression, receiver: Expression | null, behind: (call: Expression) => Expression): Expression {
    if (mayStandTwice) return b.conditional(isInTask(), behind(asWritten(inTask(method, receiver))), awaited);
    return behind(calledOnce(method, receiver));
  }

  /** (frame.$up ? inTask(value) : value)(key), or apply(frame.$up ? inTask(pool.load, pool) : pool.load, pool, [key]) */
  function calledOnce(method: Expression, receiver: Expression | null): Expression {
    if (receiver === null) return asWritten(chosen(method));
    return b.at(operand, applied(chosen(method, receiver), receiver, args, operand, runtime));
  }

  /** The call with another callee; what it spreads is spread where it was. */
  function asWritten(callee: Expression): Expression {
    return { ...b.call(callee, args), start: operand.start };
  }

  /** frame.$up ? inTask(method, receiver) : method */
  function chosen(method: Expression, receiver?: Expression | null): Expression {
    return b.conditional(isInTask(), inTask(method, receiver), method);
  }

  function isInTask(): Expression {
    return b.member(b.id(frame), "$up");
  }

  /** inTask(method, receiver) */
  function inTask(method: Expression, receiver?: Expression | null): Expression {
    return b.call(runtime(entersCoroutine(operand) ? "coroutineInTask" : "inTask"), receiver ? [method, receiver] : [method]);
  }

  /** A register that is free until the operand is there. */
  function held(): Expression {
    return b.id(value);
  }

  function hold(expression: Expression): Expression {
    return b.assign(held(), b.unnamed(expression));
  }
}

/** What is called, on what; `first` has to be in the register before. */
interface Callee {
  first: Expression | null;
  method: Expression;
  receiver: Expression | null;
}

/** Has it something in it that should not stand in the output twice: a function, a class, or a template with a tag? */
function isUnique(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= isFunction(node) || isClass(node) || node.type === "TaggedTemplateExpression";
    return !found;
  });
  return found;
}
