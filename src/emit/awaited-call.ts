// `await load(key)` and `return load(key)`, where the frame may belong to a task.
//
//   async function get(pool, key) { await load(key); return await pool.load(key); }
//   → … value = (frame.$up ? _inTask(load) : load)(key); …
//     … value = frame.$up ? _inTask(pool.load, pool)(key) : pool.load(key); …
//
// In a task the callee runs as part of the caller: its frame is made but not begun, and the task's driver pushes it. That is
// meant for what is awaited where it is called, so the place has to say so, and only it can: a kickoff function does not
// know who awaits it. What an async function returns is awaited too, by its caller: in a task such a call takes the frame's
// place, and so belongs to the task as well. Of a method the arguments stand there twice; a compressor finds the second text.
//
// Rejected: call(frame, load, [key]) for both. It would be one function that calls all others, which no engine inlines, and
// its arguments take room in every activation: recursion reached less than two fifths of the native depth.
// A task that is set while its code runs, in place of the field: calls that are not awaited are promises in a task as well.

import * as b from "../ast/build.js";
import { unwrapped, type Expression, type Node } from "../ast/node.js";
import type { Machine } from "./machine.js";

/** What is awaited, here or by who gets the returned value, with the choice of how to call, if it is a call of the user's. */
export function awaitedCall({ graph, registers: { frame, value }, runtime, entersCoroutine }: Machine, awaited: Expression): Expression {
  // The queue of an async generator is no task.
  if (graph.kind !== "async") return awaited;
  const operand = unwrapped(awaited);
  // apply(method, receiver, [arguments]), which spill has made of a call
  if (operand.type === "CallExpression" && operand.end && !operand.start) {
    const [method, receiver, list] = operand.arguments;
    return choose(call(method, receiver, list.elements));
  }
  if (!operand.start || !/^(Optional)?CallExpression$/.test(operand.type)) return awaited;
  const args: Node[] = operand.arguments;
  const callee = unwrapped(operand.callee);
  /** load, or (0, load.value) */
  const isReceiverless = callee.type === "Identifier" || callee.type === "SequenceExpression";
  return operand.type === "CallExpression" ? plainCall() : optionalCall();

  function plainCall(): Expression {
    if (/^(Super|Import|OptionalMemberExpression)$/.test(callee.type) || callee.name === "eval") return awaited;
    if (isReceiverless) return { ...operand, callee: b.conditional(isInTask(), inTask(callee), callee) };
    if (callee.type !== "MemberExpression") return choose(call(callee, null, args));
    if (callee.object.type === "Super") return choose(call(callee, b.self(), args));
    // inTask(this.load, this)(key), or inTask((value = pool.first()).load, value)(key)
    if (isSimple(callee.object)) return choose(call(callee, callee.object, args));
    return choose(call({ ...callee, object: hold(callee.object) }, held(), args));
  }

  /** With one `?.`, at the call or before it; others are called as they are. */
  function optionalCall(): Expression {
    // load?.(key) and this.load?.(key)
    const isMethod = callee.type === "MemberExpression" && isSimple(callee.object);
    if (operand.optional && (isMethod || isReceiverless)) {
      return choose(unlessNullish(callee, call(held(), isMethod ? callee.object : null, args)));
    }
    // pool?.load(key)
    const isLink = callee.type === "OptionalMemberExpression" && callee.optional && !/^Optional/.test(callee.object.type);
    if (operand.optional || !isLink) return awaited;
    const method = { ...callee, type: "MemberExpression", optional: undefined, object: held() };
    return choose(unlessNullish(callee.object, call(method, held(), args)));
  }

  /** frame.$up ? … : as it is */
  function choose(inTask: Expression): Expression {
    return b.conditional(isInTask(), inTask, awaited);
  }

  function isInTask(): Expression {
    return b.member(b.id(frame), "$up");
  }

  /** inTask(method, receiver) */
  function inTask(fn: Expression, receiver?: Expression | null): Expression {
    return b.call(runtime(entersCoroutine(operand) ? "coroutineInTask" : "inTask"), receiver ? [fn, receiver] : [fn]);
  }

  function call(fn: Expression, receiver: Expression | null, args: Node[]): Expression {
    return { ...b.call(inTask(fn, receiver), args), start: operand.start };
  }

  /** A register that is free until the operand is there. */
  function held(): Expression {
    return b.id(value);
  }

  function hold(expression: Expression): Expression {
    return b.assign(held(), expression);
  }

  /** (value = load) == null ? void 0 : inTask(value)(key) */
  function unlessNullish(tested: Expression, then: Expression): Expression {
    return b.conditional(b.binary("==", hold(tested), b.nil()), b.undef(), then);
  }
}

/** Evaluated a second time it is the same, and nobody notices. */
function isSimple(object: Expression): boolean {
  return object.type === "Identifier" || object.type === "ThisExpression";
}
