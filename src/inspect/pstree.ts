// pstree(): the tasks as a tree, each below the one that started it. `python -m asyncio pstree`
//
//   Task-1 main waits at pool.js:12:3 for gather(workers)
//   ├─ Task-2 worker waits at pool.js:4:16 for jobs.get()
//   └─ Task-3 worker is ready

import { ps, type Process } from "./ps.js";

/** One line for each task that has not ended; empty without any. */
export function pstree(): string {
  var all = ps();
  return all
    .filter(function (one) {
      return one.parent === null;
    })
    .map(function (root) {
      return subtree(root, all, "", "");
    })
    .join("");
}

/** `head` stands before its own line, `indent` before those below it. */
function subtree(one: Process, all: Process[], head: string, indent: string): string {
  var text = head + one.name + " " + one.function + " " + doing(one) + "\n";
  var children = all.filter(function (other) {
    return other.parent === one.task;
  });
  for (var i = 0; i < children.length; i++) {
    var isLast = i === children.length - 1;
    text += subtree(children[i]!, all, indent + (isLast ? "└─ " : "├─ "), indent + (isLast ? "   " : "│  "));
  }
  return text;
}

function doing(one: Process): string {
  if (one.status !== "waiting") return one.status === "running" ? "is running" : "is ready";
  var place = one.line === null ? "" : " at " + one.file + ":" + one.line + ":" + one.column;
  var what = one.waitsFor ? one.waitsFor.name : one.awaiting;
  return "waits" + place + (what ? " for " + what : "");
}
