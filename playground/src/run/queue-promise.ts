// A Promise whose jobs stand in a queue that can be looked at: ECMA-262, 27.2, with the turns of the engine's own.
//
// The recorded machine runs on it. Compiled functions take the Promise that they find when their runtime is loaded, so what
// awaits what, and in which order it will go on, is no secret of the engine's any more.

/* eslint-disable @typescript-eslint/no-explicit-any -- promises of anything */

export interface Job {
  label: string;
  run(): void;
}

export interface JobQueue {
  Promise: PromiseConstructor;
  queueMicrotask(callback: () => void): void;
  jobs(): readonly Job[];
  /** Runs the first job. */
  runNext(): void;
  /** Rejected promises that nobody has asked about; each is given once. */
  takeUnhandled(): unknown[];
}

export interface QueueHooks {
  /** What the reaction that is being registered will do. */
  labelOf(callback: unknown): string;
  /** A job was queued; it has to be answered by one call of runNext(). */
  queued(): void;
}

type State = "pending" | "fulfilled" | "rejected";
type Reaction = { label: string; fulfilled(value: unknown): void; rejected(error: unknown): void };

export function createJobQueue({ labelOf, queued }: QueueHooks): JobQueue {
  const jobs: Job[] = [];
  const unhandled = new Map<object, unknown>();

  const enqueue = (label: string, run: () => void): void => {
    jobs.push({ label, run });
    queued();
  };

  class QueuePromise {
    // Programs see it, and it is to look like the engine's.
    static readonly name = "Promise";
    #state: State = "pending";
    #value: unknown = undefined;
    #reactions: Reaction[] = [];

    constructor(executor: (resolve: (value?: unknown) => void, reject: (error?: unknown) => void) => void) {
      if (typeof executor !== "function") throw new TypeError("Promise resolver is not a function");
      const { resolve, reject } = this.#resolvers();
      try {
        executor(resolve, reject);
      } catch (error) {
        reject(error);
      }
    }

    /** CreateResolvingFunctions (27.2.1.3): the first call of either counts. */
    #resolvers(): { resolve(value: unknown): void; reject(error: unknown): void } {
      let done = false;
      const once = (act: (value: unknown) => void) => (value: unknown) => {
        if (done) return;
        done = true;
        act(value);
      };
      return { resolve: once((value) => this.#resolve(value)), reject: once((error) => this.#settle("rejected", error)) };
    }

    #resolve(value: any): void {
      if (value === this) return this.#settle("rejected", new TypeError("Chaining cycle detected for promise"));
      if (Object(value) !== value) return this.#settle("fulfilled", value);
      let then: unknown;
      try {
        then = value.then;
      } catch (error) {
        return this.#settle("rejected", error);
      }
      if (typeof then !== "function") return this.#settle("fulfilled", value);
      enqueue("take over a promise", () => {
        const { resolve, reject } = this.#resolvers();
        try {
          Reflect.apply(then as () => void, value, [resolve, reject]);
        } catch (error) {
          reject(error);
        }
      });
    }

    #settle(state: State, value: unknown): void {
      this.#state = state;
      this.#value = value;
      const reactions = this.#reactions;
      this.#reactions = [];
      if (state === "rejected" && reactions.length === 0) unhandled.set(this, value);
      for (const reaction of reactions) this.#react(reaction);
    }

    #react(reaction: Reaction): void {
      const value = this.#value;
      if (this.#state === "fulfilled") enqueue(reaction.label, () => reaction.fulfilled(value));
      else enqueue(reaction.label, () => reaction.rejected(value));
    }

    then(onFulfilled?: any, onRejected?: any): any {
      // SpeciesConstructor (7.3.22)
      const { promise, resolve, reject } = capability((this.constructor as any)?.[Symbol.species] ?? QueuePromise);
      const handle = (handler: any, otherwise: (value: unknown) => void) => (value: unknown) => {
        if (typeof handler !== "function") return otherwise(value);
        let result: unknown;
        try {
          result = handler(value);
        } catch (error) {
          return reject(error);
        }
        resolve(result);
      };
      const reaction = { label: labelOf(onFulfilled ?? onRejected), fulfilled: handle(onFulfilled, resolve), rejected: handle(onRejected, reject) };
      unhandled.delete(this);
      if (this.#state === "pending") this.#reactions.push(reaction);
      else this.#react(reaction);
      return promise;
    }

    catch(onRejected?: any): any {
      return this.then(undefined, onRejected);
    }

    finally(callback?: any): any {
      if (typeof callback !== "function") return this.then(callback, callback);
      const Made: any = this.constructor;
      return this.then(
        (value: unknown) => Made.resolve(callback()).then(() => value),
        (error: unknown) =>
          Made.resolve(callback()).then(() => {
            throw error;
          }),
      );
    }

    get [Symbol.toStringTag](): string {
      return "Promise";
    }

    static get [Symbol.species](): unknown {
      return this;
    }

    static resolve(this: any, value?: any): any {
      if (value instanceof QueuePromise && value.constructor === this) return value;
      const made = capability(this);
      made.resolve(value);
      return made.promise;
    }

    static reject(this: any, error?: unknown): any {
      const made = capability(this);
      made.reject(error);
      return made.promise;
    }

    static withResolvers(this: any): any {
      return capability(this);
    }

    static all(this: any, items: Iterable<unknown>): any {
      return combine(this, items, (values, index, resolve, reject) => [(value) => resolve(() => (values[index] = value)), reject]);
    }

    static allSettled(this: any, items: Iterable<unknown>): any {
      return combine(this, items, (values, index, resolve) => [
        (value) => resolve(() => (values[index] = { status: "fulfilled", value })),
        (reason) => resolve(() => (values[index] = { status: "rejected", reason })),
      ]);
    }

    static race(this: any, items: Iterable<unknown>): any {
      const made = capability(this);
      for (const item of items) this.resolve(item).then(made.resolve, made.reject);
      return made.promise;
    }

    static any(this: any, items: Iterable<unknown>): any {
      const made = capability(this);
      const errors: unknown[] = [];
      let left = 1;
      const failed = () => {
        if (--left === 0) made.reject(new AggregateError(errors, "All promises were rejected"));
      };
      let count = 0;
      for (const item of items) {
        const index = count++;
        left++;
        this.resolve(item).then(made.resolve, (error: unknown) => {
          errors[index] = error;
          failed();
        });
      }
      failed();
      return made.promise;
    }
  }

  return {
    Promise: QueuePromise as unknown as PromiseConstructor,
    queueMicrotask: (callback) => enqueue(labelOf(callback), callback),
    jobs: () => jobs,
    runNext: () => jobs.shift()?.run(),
    takeUnhandled() {
      const errors = [...unhandled.values()];
      unhandled.clear();
      return errors;
    },
  };
}

/** NewPromiseCapability (27.2.1.5) */
function capability(Made: any): { promise: any; resolve(value?: unknown): void; reject(error?: unknown): void } {
  let resolve!: (value?: unknown) => void;
  let reject!: (error?: unknown) => void;
  const promise = new Made((one: typeof resolve, other: typeof reject) => {
    resolve = one;
    reject = other;
  });
  return { promise, resolve, reject };
}

type Settle = (value: unknown) => void;
type Handlers = (values: unknown[], index: number, resolve: (set: () => void) => void, reject: Settle) => [Settle, Settle];

/** What `all` and `allSettled` have in common (27.2.4.1.2): a list that is full when every item has been set. */
function combine(Made: any, items: Iterable<unknown>, handlers: Handlers): any {
  const made = capability(Made);
  const values: unknown[] = [];
  let left = 1;
  const resolve = (set: () => void) => {
    set();
    if (--left === 0) made.resolve(values);
  };
  let count = 0;
  for (const item of items) {
    left++;
    Made.resolve(item).then(...handlers(values, count++, resolve, made.reject));
  }
  resolve(() => {});
  return made.promise;
}
