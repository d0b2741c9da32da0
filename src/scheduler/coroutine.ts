// What the scheduler's own waiting functions return: a call that has not begun. asyncio's coroutine object

import { unstarted } from "../runtime/index.js";
import { Coroutine } from "./task.js";

export function coroutine(name: string, fn: (...args: any[]) => any, args: any[]): any {
  return new Coroutine(name, unstarted(fn, void 0, args));
}
