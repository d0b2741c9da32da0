// Where a task is, in words: the functions it is in, and what it waits for.
//
//   Task-2 waits for Task-1
//       in Queue.get
//       at load (app.js:3:9)
//
// Lines are those of functions that were compiled with `debug`.

import { FRAME_NAME } from "../protocol.js";
import { tableOf, type Frame } from "../runtime/index.js";
import type { Future } from "./future.js";
import { Task, type Coroutine } from "./task.js";

/** The function of a frame, and the place of the await in it that it is at; "" for one that no compiled function has. */
export function placeOf(frame: any): string {
  var table = tableOf(frame);
  if (!table) return frame.$call || FRAME_NAME.exec(frame.constructor.name)![1] || "";
  var site = table.sites[frame.$state];
  return table.name + " (" + table.file + (site ? ":" + site[0] + ":" + site[1] : "") + ")";
}

/** Has the frame of one of the scheduler's own calls be called as the user knows it: Queue.get */
export function nameCall(call: Coroutine): void {
  call.frame!.$call = call.name;
}

/** What a task waits for, and a line for each function it is in, innermost first. */
export function stackOf(task: Task): string {
  var lines = [task.name + (task.waitsFor ? " waits" + what(task.waitsFor) : " is ready")];
  for (var frame = task.frame; frame && (frame as any) !== task; frame = frame.$up as Frame | null) {
    var place = placeOf(frame);
    if (place) lines.push((frame.$call ? "    in " : "    at ") + place);
  }
  return lines.join("\n");
}

function what(future: Future): string {
  if (future instanceof Task) return " for " + future.name;
  if (!future.parts) return "";
  var names = future.parts.filter((part) => !part.done).map((part) => (part instanceof Task ? part.name : "a wait"));
  return " for " + names.join(", ");
}
