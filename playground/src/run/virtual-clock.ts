// Time that stands still while a program runs, and jumps to the next timer when it waits: a sleep costs nothing, and both
// sides of a comparison see the same clock.

export interface Timer {
  id: number;
  at: number;
  label: string;
  run(): void;
}

export interface VirtualClock {
  now(): number;
  /** In the order in which they will fire. */
  timers(): Timer[];
  /** Jumps to the first timer and runs it; false if there is none up to `until`. */
  fireNext(until?: number): boolean;
  /** Goes on to a time up to which no timer is left. */
  goOn(until: number): void;
  /**
   * Puts setTimeout, setInterval, Date.now and performance.now in place of a realm's own. With a setImmediate, which workers
   * lack: a scheduler takes it where there is one, else messages, of which nobody knows here that they are under way.
   */
  install(realm: typeof globalThis): void;
}

/** Where the clock begins: a time that looks like none in particular. */
const EPOCH = Date.UTC(2000, 0, 1);

export function createVirtualClock(): VirtualClock {
  let now = 0;
  let count = 0;
  const waiting = new Map<number, Timer>();
  const timers = () => [...waiting.values()].sort((a, b) => a.at - b.at || a.id - b.id);

  const set = (callback: (...args: unknown[]) => void, delay: unknown, args: unknown[], repeats: boolean): number => {
    const id = ++count;
    const wait = Math.max(Number(delay) || 0, repeats ? 1 : 0);
    const start = (at: number): void => {
      const run = () => {
        if (repeats) start(now + wait);
        callback(...args);
      };
      waiting.set(id, { id, at, label: callback.name || "timer", run });
    };
    start(now + wait);
    return id;
  };

  return {
    now: () => now,
    timers,
    fireNext(until = Infinity) {
      const [first] = timers();
      if (!first || first.at > until) return false;
      waiting.delete(first.id);
      now = Math.max(now, first.at);
      first.run();
      return true;
    },
    goOn: (until) => void (now = Math.max(now, until)),
    install(realm) {
      const clear = (id: unknown) => void waiting.delete(Number(id));
      Object.assign(realm, {
        setTimeout: (callback: () => void, delay?: unknown, ...args: unknown[]) => set(callback, delay, args, false),
        setInterval: (callback: () => void, delay?: unknown, ...args: unknown[]) => set(callback, delay, args, true),
        clearTimeout: clear,
        clearInterval: clear,
        setImmediate: (callback: () => void, ...args: unknown[]) => set(callback, 0, args, false),
        clearImmediate: clear,
      });
      realm.Date.now = () => EPOCH + now;
      realm.performance.now = () => now;
    },
  };
}
