// Names for the parameters and variables of emitted functions that are none of the source's.
//
//   function* g(frame) { yield frame; }
//   → … function g$step(frame$2, mode, value) { var state = frame$2.$state, frame = frame$2.frame; … } …
//
//   function* g() { yield eval("frame"); }
//   → … (switchyard$frame, switchyard$mode, switchyard$value) => { … switchyard$value = eval("frame"); … } …
//
// An eval may declare variables and mean globals, and a jump may stand in a `with`: their functions have names that nobody uses by chance.

import type { Names } from "../ast/names.js";

export interface Registers {
  frame: string;
  mode: string;
  value: string;
  state: string;
  handler: string;
  error: string;
  machine: string;
  /** Of the driver of an async generator: its queue. */
  queue: string;
  /** Of the kickoff function: the class of its generator objects. */
  Generator: string;
}

/** The first names that a function is given, so that they are the same in all functions that do not mention them. */
export function nameRegisters(names: Names): Registers {
  return {
    frame: names.fresh("frame"),
    mode: names.fresh("mode"),
    value: names.fresh("value"),
    state: names.fresh("state"),
    handler: names.fresh("handler"),
    error: names.fresh("error"),
    machine: names.fresh("machine"),
    queue: names.fresh("queue"),
    Generator: names.fresh("Generator"),
  };
}
