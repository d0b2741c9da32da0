// Graphs of generators that delegate to each other, resumed in any order and from anywhere in a chain: frames hang together
// by pointers, and only this shows that they are right at every moment. Native generators are the oracle.

import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { format } from "./format.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");
const runtime = require("babel-plugin-switchyard/runtime");

type Log = (...values: unknown[]) => void;
interface Makers {
  leaf: { (log: Log, name: string, count: number): Generator; prototype: Partial<Generator> };
  node(log: Log, name: string, delegates: Iterable<unknown>[], catches: boolean): Generator;
  /** Delegates to itself and to leaf, by their names. */
  nested: { (log: Log, name: string, depth: number, count: number): Generator; prototype: Partial<Generator> };
}

const source = `
  function* leaf(log, name, count) {
    "use coroutine";
    try {
      for (let i = 0; i < count; i++) log(name, "got", yield name + i);
    } catch (error) {
      log(name, "caught", error);
      if (count % 2) throw error;
      yield name + " recovered";
    } finally {
      log(name, "closed");
      if (count === 3) yield name + " in finally";
    }
    return name + " end";
  }
  function* node(log, name, [first, second, third], catches) {
    "use coroutine";
    try {
      log(name, "=", yield* first);
      yield name + " between";
      log(name, "=", yield* second);
    } catch (error) {
      log(name, "caught", error);
      if (catches) yield* third;
    } finally {
      log(name, "closed");
    }
    return name + " end";
  }
  function* nested(log, name, depth, count) {
    "use coroutine";
    try {
      log(name, "=", yield* leaf(log, name + "l", count));
      if (depth > 0) log(name, "=", yield* nested(log, name + "n", depth - 1, count + 1));
      yield name + " between";
    } catch (error) {
      log(name, "caught", error);
      if (count % 2) yield* leaf(log, name + "c", depth);
      else throw error;
    } finally {
      log(name, "closed");
      if (count === 2) yield* leaf(log, name + "f", 1);
    }
    return name + " end";
  }`;

const makers = "return { leaf, node, nested };";
const native: Makers = new Function(`"use strict";${source}${makers}`)();
const machine = compile(source, { runtime: "global", sourceType: "module" }).code!;
const compiled: Makers = new Function("Switchyard", `"use strict";${machine}\n${makers}`)({ runtime });

/** A linear congruential generator: the same numbers for both runs. */
function numbers(seed: number): () => number {
  return () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
}

function foreign(log: Log): Iterable<unknown> {
  let count = 0;
  return {
    [Symbol.iterator]: () => ({
      next: (value) => (log("foreign got", value), { value: `foreign ${count}`, done: count++ > 1 }),
      return: (value) => (log("foreign closed"), { value, done: true }),
    }),
  };
}

const methods = ["next", "throw", "return"] as const;

/** Gives generators of a function a method of their own, or takes it back. */
function change(prototype: Partial<Generator>, method: (typeof methods)[number], log: Log): void {
  if (Object.hasOwn(prototype, method)) delete prototype[method];
  else {
    const original = prototype[method]!;
    prototype[method] = function (this: Generator, value: unknown) {
      log("own", method, value);
      return original.call(this, value);
    };
  }
}

function run({ leaf, node, nested }: Makers, seed: number): string[] {
  const random = numbers(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const lines: string[] = [];
  const log: Log = (...values) => void lines.push(values.map((value) => format(value)).join(" "));
  const generators: Generator[] = [];
  const size = 3 + below(5);
  for (let index = 0; index < size; index++) {
    const choices = [0, 1, 2].map(() => below(generators.length + 2));
    const isLeaf = index === 0 || random() < 0.4;
    const count = below(4);
    // A generator may be the delegate of several.
    const delegates = choices.map((choice) => generators[choice] ?? (choice === generators.length ? [1, 2] : foreign(log)));
    if (random() < 0.25) generators.push(nested(log, `D${index}`, below(4), count));
    else generators.push(isLeaf ? leaf(log, `L${index}`, count) : node(log, `N${index}`, delegates, count % 2 === 1));
  }
  const prototypes = [leaf.prototype, nested.prototype];
  for (let step = 0; step < 25; step++) {
    if (random() < 0.03) change(prototypes[below(2)], methods[below(3)], log);
    const generator = generators[Math.floor(random() ** 0.6 * size)];
    const choice = random();
    try {
      const result = choice < 0.75 ? generator.next(step) : choice < 0.87 ? generator.throw(`thrown ${step}`) : generator.return(`returned ${step}`);
      log(result);
    } catch (error) {
      log("threw", error);
    }
  }
  for (const prototype of prototypes) for (const method of methods) delete prototype[method];
  return lines;
}

it("5,000 graphs behave as natively", () => {
  let lines = 0;
  for (let seed = 1; seed <= 5000; seed++) {
    const expected = run(native, seed);
    lines += expected.length;
    expect(run(compiled, seed), `seed ${seed}`).toEqual(expected);
  }
  expect(lines).toBeGreaterThan(5000 * 25);
});
