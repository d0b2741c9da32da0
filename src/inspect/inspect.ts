// inspect(x): where an activation is suspended, and what its variables hold.
//
// A frame is a plain record, so there is little to do: the state tells the place, the slot table which fields mean something
// in that state, and the graph which of them are variables of the source. Without the compiler's option `debug` neither table
// is there, and what can be said is what the fields show.

import { FRAME_NAME, PEND_NORMAL, PEND_RETURN, PEND_THROW, STATE_DONE, STATE_RUNNING, STATE_START } from "../protocol.js";
import { frameOf, tableOf, uninitialized, type DebugTable } from "../runtime/index.js";
import { graphOf, type DescribedGraph } from "./describe.js";

/** Stands for the value of a variable that nobody will read again from here: the frame does not keep it. */
export var NOT_KEPT = "not kept here";

/** Stands for the value of a variable whose declaration has not been reached. */
var NOT_INITIALIZED = "not initialized";

/** A completion that waits while a `finally` runs. `value` is what was thrown or returned. */
export interface Pended {
  how: "throw" | "return" | "jump";
  value: any;
}

/** What can be said of one activation; without the compiler's option `debug`, name, status, state and fields: docs/inspect.md. */
export interface Inspection {
  /** Its name; "" where there is no table to tell, and a minifier has renamed its frames. */
  function: string;
  /** null without `debug`. */
  kind: "generator" | "async" | "async-generator" | null;
  status: "not started" | "suspended" | "running" | "done";
  /** The number of the `case` that goes on from here; negative while a generator runs, and once all is over. */
  state: number;
  /** Of the suspension; null where it is not suspended, and without `debug`. Lines and columns count from 1. */
  file: string | null;
  line: number | null;
  column: number | null;
  /** What it is suspended in, and the text of that. */
  op: "yield" | "await" | "delegate" | null;
  source: string | null;
  /** The text of what it awaits, without the word; null if it is not suspended in an await. */
  awaiting: string | null;
  /** Variables of the source, by their names there; NOT_KEPT for what is not in use any more, or not yet. */
  locals: { [name: string]: any };
  /** Names of the locals that are kept: one of those may hold the text of NOT_KEPT by itself. */
  kept: string[];
  /** What the compiler keeps for itself: operands that wait for the rest of their expression, iterators. */
  temporaries: { [name: string]: any };
  /** One for each `finally` that runs while a completion waits. */
  pended: Pended[];
  /** What it delegates to by yield*. */
  delegate: Inspection | null;
  /** Of an async generator: how many requests wait, the one that is served included. */
  requests: number;
}

/**
 * The activation that a generator object or async generator object belongs to, or that a frame is; null for anything else.
 * Nothing is resumed and nothing is changed. Objects in it are those of the program, not copies.
 */
export function inspect(x: any): Inspection | null {
  var frame = frameOf(x) || (isFrame(x) ? x : null);
  return frame && inspectFrame(frame);
}

function isFrame(x: any): boolean {
  return typeof x === "object" && x !== null && typeof x.$state === "number" && ("$up" in x || "$queue" in x);
}

function inspectFrame(frame: any): Inspection {
  var table = tableOf(frame);
  var state: number = frame.$state;
  var found: Inspection = {
    function: table ? table.name : nameOf(frame),
    kind: null,
    status: statusOf(frame),
    state: state,
    file: null,
    line: null,
    column: null,
    op: null,
    source: null,
    awaiting: null,
    locals: {},
    kept: [],
    temporaries: {},
    pended: [],
    delegate: delegateOf(frame),
    requests: requestsOf(frame),
  };
  if (table) addDescribed(found, frame, table);
  else addFields(found, frame);
  return found;
}

function statusOf(frame: any): Inspection["status"] {
  if (frame.$state === STATE_START) return "not started";
  if (frame.$state === STATE_RUNNING) return "running";
  return frame.$state === STATE_DONE ? "done" : "suspended";
}

/** What yield* walks through is a frame of the runtime, and has no constructor of its own. */
function nameOf(frame: any): string {
  if (frame.array) return "array";
  if (frame.iterator && frame.constructor === Object) return "iterator";
  return FRAME_NAME.exec(frame.constructor && frame.constructor.name)![1] || "";
}

function addFields(found: Inspection, frame: any): void {
  for (var name in frame) {
    if (!Object.prototype.hasOwnProperty.call(frame, name) || name.charAt(0) === "$") continue;
    found.locals[name] = shown(frame[name], false);
    found.kept.push(name);
  }
}

function addDescribed(found: Inspection, frame: any, table: DebugTable): void {
  var graph = graphOf(table);
  var site = table.sites[found.state];
  found.kind = graph.kind;
  found.file = table.file;
  if (site) {
    found.line = site[0];
    found.column = site[1];
    found.source = site[2];
    found.op = opAt(graph, found.state);
    if (found.op === "await") found.awaiting = site[2].replace(/^await\s+/, "");
  }
  var live = graph.slots.live[found.state] || [];
  addVariables(found, frame, graph, live);
  addPended(found, frame, graph, live);
}

function opAt(graph: DescribedGraph, state: number): Inspection["op"] {
  for (var i = 0; i < graph.suspensions.length; i++) {
    if (graph.suspensions[i].state === state) return graph.suspensions[i].op;
  }
  return null;
}

function addVariables(found: Inspection, frame: any, graph: DescribedGraph, live: string[]): void {
  for (var i = 0; i < graph.variables.length; i++) {
    var variable = graph.variables[i];
    var isKept = live.indexOf(variable.name) >= 0;
    var value = isKept ? shown(frame[variable.name], variable.isCell) : NOT_KEPT;
    if (variable.sourceName !== null) {
      // Of two variables of a name the one that is kept has it; if both are, the second is called x$2, as its field is.
      var isTaken = hasOwn(found.locals, variable.sourceName);
      if (isTaken && !isKept) continue;
      var name = isTaken && found.kept.indexOf(variable.sourceName) >= 0 ? variable.name : variable.sourceName;
      found.locals[name] = value;
      if (isKept) found.kept.push(name);
    } else if (isKept && variable.origin !== "completion") found.temporaries[variable.name] = value;
  }
}

function addPended(found: Inspection, frame: any, graph: DescribedGraph, live: string[]): void {
  for (var i = 0; i < graph.regions.length; i++) {
    var region = graph.regions[i];
    if (!region.completion || live.indexOf(region.completion) < 0) continue;
    var how: number = frame[region.completion];
    if (how === PEND_NORMAL) continue;
    found.pended.push({ how: how === PEND_THROW ? "throw" : how === PEND_RETURN ? "return" : "jump", value: frame[region.value!] });
  }
}

function shown(value: any, isCell: boolean): any {
  if (isCell && value) value = value.value;
  return value === uninitialized ? NOT_INITIALIZED : value;
}

/** The frame just below: those of a chain know the one above them, and the outermost the innermost. */
function delegateOf(frame: any): Inspection | null {
  if (!frame.$leaf) return null;
  var at = frame.$leaf;
  // An async generator has a record of the iterator there.
  if (typeof at.$state !== "number") return inspect(at.iterator);
  while (at.$up !== frame && at.$up) at = at.$up;
  return inspectFrame(at);
}

function requestsOf(frame: any): number {
  var count = 0;
  for (var request = frame.$queue && frame.$queue.first; request; request = request.next) count++;
  return count;
}

function hasOwn(object: any, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(object, name);
}
