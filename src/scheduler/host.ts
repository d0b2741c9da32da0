// What the host may have or not: timers, a clock, a console, tasks of its own.

declare var setTimeout: any;
declare var clearTimeout: any;
declare var setImmediate: any;
declare var MessageChannel: any;
declare var performance: any;
declare var console: any;
declare var process: any;

/** What runs functions in the surroundings that it was made in: Node's AsyncResource. */
export interface Surroundings {
  runInAsyncScope(fn: (...args: any[]) => void, self: any, ...args: any[]): void;
}

/** Of Node and what is like it; nothing is imported, so that others need not have it. */
var AsyncResource: any = /* @__PURE__ */ (function () {
  var modules = typeof process === "object" && process && process.getBuiltinModule;
  var hooks = modules && process.getBuiltinModule("node:async_hooks");
  return hooks && hooks.AsyncResource;
})();

/** Those of here, where the host has any: what an AsyncLocalStorage holds. */
export function surroundings(): Surroundings | null {
  return AsyncResource && new AsyncResource("SwitchyardTask");
}

/** Looked up once: where it is a getter of the host, that takes longer than to read the time. */
var clock: { now(): number } = typeof performance === "object" && performance.now ? performance : Date;

/** Milliseconds since some time, never backwards where the host knows such a clock. */
export function hostNow(): number {
  return clock.now();
}

export var hasTimers: boolean = typeof setTimeout === "function";

/** What is longer is no time to timers of the host, which are called at once. */
const LONGEST = 0x7fffffff;

/** Has the host call `callback` after so many milliseconds; with 0 or less when it has had its turn. Returns what stops a timer. */
export function callAfter(ms: number, callback: () => void): any {
  if (ms > 0) return setTimeout(callback, Math.min(LONGEST, Math.ceil(ms)));
  if (typeof setImmediate === "function") setImmediate(callback);
  // Browsers let timers that set timers wait for 4 ms; their messages come at once.
  else if (typeof MessageChannel === "function") {
    var channel = new MessageChannel();
    channel.port1.onmessage = function () {
      channel.port1.close();
      callback();
    };
    channel.port2.postMessage(0);
  } else setTimeout(callback, 0);
}

export function stopHostTimer(timer: any): void {
  clearTimeout(timer);
}

export function complain(message: string): void {
  if (typeof console === "object") console.error(message);
}

export function complainOf(error: unknown, message: string): void {
  if (typeof console === "object") console.error(message, error);
}
