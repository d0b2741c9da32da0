// The inspect entry: what generators, async generators and frames say about themselves, and functions about their graphs.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { beforeAll, describe as group, expect, it } from "vitest";
import { loadModule, root } from "./fixtures.js";

const require = createRequire(import.meta.url);
const { compile, graphToJson }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

const SOURCE = `
export function* tally(limit) {
  let total = 0;
  const unused = limit;
  for (let i = 0; i < limit; i++) total += yield i;
  return () => total;
}
export function* cleanup(log) {
  try {
    yield "working";
  } finally {
    yield "closing";
    log("closed");
  }
}
export function* outer(inner) {
  const before = 1;
  yield* inner;
  yield before;
}
export function* shadowed(x) {
  for (let x = 1; x < 3; x++) yield x;
  { let x = "inner"; yield () => x = "changed"; yield x; }
  yield x;
}
export async function load(read) {
  const text = await read("a");
  return text.length + (await read(text));
}
export async function* stream(source) {
  for await (const item of source) yield item;
}
export const arrow = async (x) => { await x; };
export class Store {
  async get(key) { return await key; }
  static async *keys() { yield 1; }
  *values() { yield this; }
}
export const object = { async get() { await 1; }, *values() {} };
export function* late() {
  yield () => value;
  const value = 1;
}
`;

type Entry = typeof import("../src/inspect/index.js");
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the module of the program above */
type Program = any;

let entry: Entry;
let program: Program;
let plain: Program;

const compiled = (debug: boolean) => compile(SOURCE, { mode: "all", debug, filename: "program.js" });

beforeAll(async () => {
  entry = await import("babel-plugin-switchyard/inspect" as string);
  program = await loadModule("inspect-debug", compiled(true).code!);
  plain = await loadModule("inspect-plain", compiled(false).code!);
});

group("inspect", () => {
  it("tells where a generator is, and what its variables hold", () => {
    const generator = program.tally(3);
    expect(entry.inspect(generator)).toMatchObject({ status: "not started", state: 0, line: null, locals: { limit: 3, total: entry.NOT_KEPT, i: entry.NOT_KEPT } });
    generator.next();
    generator.next(5);
    expect(entry.inspect(generator)).toMatchObject({
      function: "tally",
      kind: "generator",
      status: "suspended",
      file: "program.js",
      line: 5,
      column: 44,
      op: "yield",
      source: "yield i",
      awaiting: null,
      locals: { limit: 3, total: 5, i: 1, unused: entry.NOT_KEPT },
      kept: ["limit", "total", "i"],
      delegate: null,
    });
    generator.return();
    expect(entry.inspect(generator)).toMatchObject({ status: "done", state: -1, line: null, op: null, kept: [] });
  });

  it("changes nothing", () => {
    const [looked, other] = [program.tally(2), program.tally(2)];
    for (const step of [undefined, 1, 2, 3]) {
      entry.inspect(looked);
      expect(looked.next(step).done).toBe(other.next(step).done);
    }
  });

  it("says running from inside", () => {
    let seen: unknown;
    const generator = program.cleanup(() => (seen = entry.inspect(generator)));
    generator.next();
    generator.return(7);
    generator.next();
    expect(seen).toMatchObject({ status: "running" });
  });

  it("shows the completion that waits for a finally", () => {
    const pendedBy = (resume: (generator: Generator) => void) => {
      const generator = program.cleanup(() => {});
      generator.next();
      resume(generator);
      return entry.inspect(generator)!.pended;
    };
    expect(pendedBy((generator) => generator.return(7))).toEqual([{ how: "return", value: 7 }]);
    expect(pendedBy((generator) => generator.throw("no"))).toEqual([{ how: "throw", value: "no" }]);
    expect(pendedBy((generator) => generator.next())).toEqual([]);
  });

  it("goes down a chain of yield*", () => {
    const chain = program.outer(program.outer(program.tally(2)));
    chain.next();
    expect(entry.inspect(chain)).toMatchObject({
      function: "outer",
      op: "delegate",
      locals: { before: 1, inner: entry.NOT_KEPT },
      delegate: { function: "outer", delegate: { function: "tally", locals: { i: 0 }, delegate: null } },
    });
    const overArray = program.outer(["a", "b"]);
    overArray.next();
    expect(entry.inspect(overArray)!.delegate).toMatchObject({ function: "array", locals: { array: ["a", "b"], index: 1 } });
    const overNative = program.outer(new Set([1]).values());
    overNative.next();
    expect(entry.inspect(overNative)!.delegate).toMatchObject({ function: "iterator" });
  });

  it("keeps variables of one name apart, and looks into cells", () => {
    const generator = program.shadowed("parameter");
    generator.next();
    expect(entry.inspect(generator)!.locals).toEqual({ x: "parameter", x$2: 1 });
    generator.next();
    const { value: change } = generator.next();
    expect(entry.inspect(generator)!.locals).toEqual({ x: "parameter", x$3: "inner" });
    change();
    expect(entry.inspect(generator)!.locals).toEqual({ x: "parameter", x$3: "changed" });
  });

  it("knows a variable that is not initialized", () => {
    const generator = program.late();
    generator.next();
    expect(entry.inspect(generator)!.locals).toEqual({ value: "not initialized" });
  });

  it("reads frames of async functions", async () => {
    const { unstarted } = await import("babel-plugin-switchyard/runtime" as string);
    const frame = unstarted(program.load, undefined, [(name: string) => name]);
    expect(entry.inspect(frame)).toMatchObject({ function: "load", kind: "async", status: "not started" });
    frame.$step(frame, 0);
    expect(entry.inspect(frame)).toMatchObject({ status: "suspended", op: "await", source: 'await read("a")', awaiting: 'read("a")', line: 27, column: 16 });
    frame.$step(frame, 0, "text");
    expect(entry.inspect(frame)).toMatchObject({ line: 28, temporaries: { held: 4 }, locals: { text: entry.NOT_KEPT, read: entry.NOT_KEPT } });
  });

  it("reads frames of async generators", async () => {
    const { frameKey } = await import("babel-plugin-switchyard/runtime" as string);
    const stream = program.stream([1]);
    void stream.next();
    expect(entry.inspect(stream[frameKey])).toEqual(entry.inspect(stream));
    expect(entry.inspect(stream[frameKey])).toMatchObject({ function: "stream", op: "await" });
  });

  it("counts the requests of an async generator", async () => {
    const stream = program.stream([1, 2]);
    const all = [stream.next(), stream.next(), stream.next()];
    expect(entry.inspect(stream)).toMatchObject({ function: "stream", kind: "async-generator", status: "suspended", op: "await", requests: 3 });
    await Promise.all(all);
    expect(entry.inspect(stream)).toMatchObject({ status: "done", requests: 0 });
  });

  it("shows the fields of what was compiled without debug", () => {
    const generator = plain.tally(3);
    generator.next();
    expect(entry.inspect(generator)).toMatchObject({ function: "tally", status: "suspended", kind: null, line: null, locals: { limit: 3, i: 0 } });
  });

  it("has no name for a frame whose constructor tells none: a minifier's, or a copy without one", () => {
    class t {
      $state = 1;
      $up = null;
    }
    const copy = Object.assign(Object.create(null), new t());
    expect([new t(), copy].map((frame) => entry.inspect(frame)!.function)).toEqual(["", ""]);
  });

  it("is null for anything else", () => {
    for (const other of [null, undefined, 1, "text", {}, [], (function* () {})(), Promise.resolve(), program.tally, Object.create(program.tally(1))]) {
      expect(entry.inspect(other)).toBe(null);
    }
  });
});

group("describe", () => {
  const graphs = () => compiled(true).functions.map(({ name, graph, slots, states }) => [name, graphToJson(graph, SOURCE, { slots, states })] as const);

  it("gives the graph of every kind of function", () => {
    const { tally, cleanup, outer, shadowed, load, stream, arrow, Store, object, late } = program;
    const functions = [tally, cleanup, outer, shadowed, load, stream, arrow, Store.prototype.get, Store.keys, Store.prototype.values, object.get, object.values, late];
    const described = functions.map((fn) => entry.describe(fn)!);
    const expected = graphs().map(([, graph]) => graph);
    expect(functions.length).toBe(expected.length);
    const position = ({ source }: { source?: { start: number } | null }) => source!.start;
    expect(described).toEqual(expected.sort((a, b) => position(a) - position(b)));
  });

  it("is everyone's own copy", () => {
    entry.describe(program.tally)!.name = "changed";
    expect(entry.describe(program.tally)!.name).toBe("tally");
  });

  it("is null without debug, and for functions that are not compiled", () => {
    for (const other of [plain.tally, plain.load, plain.Store.prototype.get, () => {}, class {}, null, {}, program.tally.bind(null)]) expect(entry.describe(other)).toBe(null);
  });

  it("shows in no list of keys", () => {
    for (const fn of [program.tally, program.load, program.Store.prototype.get]) expect(Object.keys(fn)).toEqual([]);
  });
});

it("isCoroutine tells compiled functions from all others", () => {
  const { tally, load, stream, arrow, Store, object } = program;
  for (const fn of [tally, load, stream, arrow, Store.prototype.get, Store.keys, Store.prototype.values, object.get, plain.tally, plain.load, plain.stream]) {
    expect(entry.isCoroutine(fn)).toBe(true);
  }
  for (const other of [function* () {}, async () => {}, async function* () {}, () => {}, Store, tally(1), null, "tally"]) expect(entry.isCoroutine(other)).toBe(false);
});

it("the script for hosts without modules has it too", () => {
  const { code } = compile('function* g(n) { "use coroutine"; yield n; }', { runtime: "global", debug: true, sourceType: "script" });
  const script = readFileSync(join(root, "dist/runtime.global.js"), "utf8");
  const run = "var it = g(4); it.next(); [Switchyard.inspect.inspect(it).line, Switchyard.inspect.describe(g).name, Switchyard.inspect.isCoroutine(g)].join()";
  expect(runInNewContext(`${script}\n${code}\n${run}`)).toBe("1,g,true");
});

it("without a table, the name of a function is that of its frame, without what scripts add to it", () => {
  const { code } = compile('function* g$Frame$2(n) { "use coroutine"; yield n; } function* g(n) { "use coroutine"; yield n; }', { runtime: "global", sourceType: "script" });
  const script = readFileSync(join(root, "dist/runtime.global.js"), "utf8");
  expect(runInNewContext(`${script}\n${code}\n[g(4), g$Frame$2(5)].map((it) => Switchyard.inspect.inspect(it).function).join()`)).toBe("g,g$Frame$2");
});
