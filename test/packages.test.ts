// Do published packages behave the same when every generator and async function in them is compiled?
//
// Each is copied to a project and compiled there with mode "all"; original and copy then do the same work. Of work that
// takes its turns in the queue of promises, every turn has to be the same.

import { EventEmitter } from "node:events";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isAsyncFunction, isGeneratorFunction, isGeneratorObject } from "node:util/types";
import { beforeAll, describe, expect, it } from "vitest";
import type { SwitchyardMetadata } from "../src/plugin.js";
import type { Babel } from "./fixtures.js";
import { format } from "./format.js";
import { createProject } from "./project.js";
import { createTrace, linesOf, type Probe } from "./trace.js";

/* eslint-disable @typescript-eslint/no-explicit-any -- original and copy are used as any program uses them */

const require = createRequire(import.meta.url);
const babel: Babel = require("@babel/core");
const plugin = require.resolve("babel-plugin-switchyard");

interface Package {
  name: string;
  /** Folder or file of the package that is compiled, and what is required of it. */
  compiled: string;
  entry: string;
  /** How many of its functions are of which kind. */
  functions: Partial<Record<SwitchyardMetadata["functions"][number]["kind"], number>>;
  /** One of them, or a generator it has made: native in the original, and not in the copy. */
  example(module: any): unknown;
  /** What is done with it, and what is compared; a promise is awaited. */
  work: Record<string, (module: any) => unknown>;
}

const packages: Package[] = [
  {
    name: "yaml",
    compiled: "dist",
    entry: "dist/index.js",
    functions: { generator: 35, async: 2 },
    example: ({ Lexer }) => Lexer.prototype.lex,
    work: {
      "parses documents, with their errors and warnings": (yaml) => yamlDocuments.map((text) => parsedBy(yaml, text)),
      "parses what is cut off anywhere": (yaml) => Array.from(yamlDocuments[0], (_, end) => parsedBy(yaml, yamlDocuments[0].slice(0, end))),
      "lexes and parses in pieces": ({ Lexer, Parser }) =>
        [1, 2, 3, 7].map((size) => {
          const pieces = yamlDocuments.join("---\n").match(new RegExp(`[^]{1,${size}}`, "g"))!;
          const lexer = new Lexer();
          const parser = new Parser();
          const lexemes = [...pieces.flatMap((piece) => [...lexer.lex(piece, true)]), ...lexer.lex("", false)];
          return { lexemes, tokens: [...pieces.flatMap((piece) => [...parser.parse(piece, true)]), ...parser.end()] };
        }),
      "stops parsing when the caller does": ({ Parser, Composer }) => {
        const composed = new Composer().compose(new Parser().parse("a: 1\n---\nb: 2\n---\nc: 3\n"));
        const first = composed.next().value.toJS();
        return [first, composed.return("enough"), composed.next()];
      },
      "writes what it has read": (yaml) => yaml.stringify(yaml.parse(yamlDocuments[0])),
    },
  },
  {
    name: "js-combinatorics",
    compiled: "commonjs/combinatorics.js",
    entry: "commonjs/combinatorics.js",
    functions: { generator: 4 },
    example: ({ Permutation }) => new Permutation("abc")[Symbol.iterator](),
    work: {
      "enumerates permutations": ({ Permutation }) => [[...new Permutation("abcd")], [...new Permutation("abcde", 3)]],
      "enumerates combinations": ({ Combination }) => [0, 1, 3, 5, 6].map((size) => [...new Combination([1, 2, 3, 4, 5], size)]),
      "enumerates power sets, products and numbers": ({ PowerSet, CartesianProduct, BaseN }) => [
        [...new PowerSet("abcd")],
        [...new CartesianProduct("012", "abc", "xyz")],
        [...new BaseN("01", 5)],
      ],
      "is enumerated in part, twice, and side by side": ({ Permutation, Combination }) => {
        const permutations = new Permutation("abcd");
        const [first, second] = permutations;
        const pairs = [];
        const combinations = new Combination("abcd", 2)[Symbol.iterator]();
        for (const permutation of permutations) pairs.push([permutation, combinations.next()]);
        return [first, second, pairs];
      },
      "draws samples without end": ({ Permutation }) => {
        const samples = new Permutation("abc").samples();
        const drawn = Array.from({ length: 50 }, () => samples.next());
        return [drawn.every(({ value, done }) => !done && value.slice().sort().join("") === "abc"), samples.return("enough"), samples.next()];
      },
    },
  },
  {
    name: "itertools",
    compiled: "dist/index.cjs",
    entry: "dist/index.cjs",
    functions: { generator: 26 },
    example: ({ count }) => count,
    work: {
      "counts, cycles and repeats": ({ count, cycle, repeat, itake, take }) => [
        take(5, count(10, 3)),
        [...itake(7, cycle("abc"))],
        [...repeat("x", 3)],
        take(2, repeat("y")),
      ],
      slices: ({ islice, range, count }) => [
        [...islice("abcdefgh", 3)],
        [...islice("abcdefgh", 2, 6)],
        [...islice(count(), 1, 20, 4)],
        [...islice(range(5), 3, null)],
      ],
      "takes and drops": ({ takewhile, dropwhile, ifilter, icompress, partition, range }) => {
        const small = (n: number) => n % 5 < 3;
        return [
          [...takewhile(range(9), small)],
          [...dropwhile(range(9), small)],
          [...ifilter(range(9), small)],
          [...icompress("abcd", [1, 0, 1])],
          partition(range(9), small),
        ];
      },
      zips: ({ izip, izip3, izipLongest, izipLongest3, izipMany, zipMany }) => [
        [...izip("abc", [1, 2])],
        [...izip3("abc", [1, 2, 3], "xyz")],
        [...izipLongest("abc", [1])],
        [...izipLongest3("abc", [1], "xy", null)],
        [...izipMany("abc", "de", "fgh")],
        zipMany("ab", "cd"),
      ],
      permutes: ({ permutations }) => [[...permutations("abcd")], [...permutations("abcd", 2)], [...permutations("ab", 3)]],
      "groups, with a generator inside a generator": ({ igroupby }) => {
        const key = (text: string) => text.length;
        const words = ["a", "b", "cc", "dd", "e", "fff"];
        const groups = Array.from(igroupby(words, key), ([length, group]: any) => [length, [...group]]);
        // Groups that nobody reads are passed over.
        const skipped = Array.from(igroupby(words, key), ([length]: any) => length);
        return [groups, skipped];
      },
      "chunks, pairs and weaves": ({ chunked, pairwise, roundrobin, heads, flatten, intersperse, enumerate }) => [
        [...chunked("abcdefg", 3)],
        [...pairwise("abcd")],
        [...roundrobin("abc", "d", "ef")],
        [...heads("abc", "d", "ef")],
        [...flatten(["ab", [1, [2]]])],
        [...intersperse("-", "abc")],
        [...enumerate("ab", 1)],
      ],
      "leaves out what was seen": ({ uniqueEverseen, uniqueJustseen, dupes }) => [
        [...uniqueEverseen("AbaBCaAc", (letter: string) => letter.toLowerCase())],
        [...uniqueJustseen("AaABbbC", (letter: string) => letter.toLowerCase())],
        [...dupes("abacbc")],
      ],
      "throws for what it is not given, when it is resumed": ({ chunked, permutations, uniqueEverseen, izip }) =>
        [() => chunked("ab", 0), () => permutations(null), () => uniqueEverseen([{}]), () => izip([1], 2)].map((make) => {
          const iterator = make();
          try {
            return iterator.next();
          } catch (error) {
            return [(error as Error).name, iterator.next()];
          }
        }),
      "closes what it reads from": ({ imap, takewhile, itake, pairwise, izip }) => {
        const closed: string[] = [];
        const source = (name: string) => ({
          next: () => ({ value: 1, done: false }),
          return: () => (closed.push(name), {}),
          [Symbol.iterator]() {
            return this;
          },
        });
        for (const _ of imap(source("imap"), (n: number) => n)) break;
        for (const _ of takewhile(source("takewhile"), () => true)) break;
        for (const _ of itake(2, source("itake"))) closed.push("taken");
        for (const _ of pairwise(source("pairwise"))) break;
        for (const _ of izip(source("left"), source("right"))) break;
        return closed;
      },
    },
  },
  {
    name: "streaming-iterables",
    compiled: "dist/index.js",
    entry: "dist/index.js",
    functions: { generator: 7, async: 14, "async-generator": 18 },
    example: ({ flatten }) => flatten,
    work: {
      "maps, filters and takes": ({ pipeline, map, filter, take, takeWhile, takeLast, drop, tap, collect }) =>
        turns((probe) => ({
          odd: pipeline(
            () => source(probe, "odd", 9),
            filter(async (n: number) => n % 2),
            map(async (n: number) => n * 10),
            take(3),
            collect,
          ),
          middle: pipeline(
            () => source(probe, "middle", 9),
            drop(2),
            tap((n: number) => probe("tap", n)),
            takeWhile((n: number) => n < 6),
            collect,
          ),
          last: collect(takeLast(2, source(probe, "last", 4))),
        })),
      "batches, flattens and concatenates": ({ batch, batchWithTimeout, flatten, flatMap, concat, collect, reduce, consume, time }) =>
        turns((probe) => ({
          batches: collect(batch(2, source(probe, "batch", 5))),
          early: collect(batchWithTimeout(3, 10_000, source(probe, "early", 4))),
          flat: collect(flatten([1, [2, [source(probe, "flat", 2)]], "ab", new Set([3])])),
          mapped: collect(flatMap((n: number) => (n > 1 ? [n, [n]] : null), source(probe, "mapped", 3))),
          joined: collect(concat(source(probe, "joined", 2), [9], source(probe, "more", 1))),
          sum: reduce(async (sum: number, n: number) => sum + n, 0, source(probe, "sum", 4)),
          consumed: consume(time({ progress: () => probe("progress"), total: () => probe("total") }, source(probe, "timed", 2))),
        })),
      "takes sync iterables as they are": ({ batch, concat, drop, take, takeLast, buffer, time }) => [
        [...batch(2, [1, 2, 3])],
        [...concat([1], new Set([2]), "ab")],
        [...drop(1, "abc")],
        [...take(2, "abc")],
        [...takeLast(2, "abc")],
        [...buffer(2, [1, 2, 3, 4])],
        [...time({}, "abc")],
      ],
      "works ahead, and in parallel": ({ buffer, transform, parallelMap, flatTransform, parallelFlatMap, collect }) =>
        turns((probe) => {
          const work = async (n: number) => {
            await inTurns(4 - n);
            probe("worked on", n);
            return n * 10;
          };
          return {
            ahead: collect(buffer(2, source(probe, "ahead", 3))),
            first: collect(transform(2, work, source(probe, "transform", 4))),
            inOrder: collect(parallelMap(3, work, source(probe, "parallel", 4))),
            flat: collect(flatTransform(2, (n: number) => source(probe, `inner ${n}`, n), source(probe, "outer", 3))),
            listed: collect(parallelFlatMap(2, async (n: number) => [n, n], source(probe, "lists", 3))),
          };
        }),
      merges: ({ merge, parallelMerge, collect }) =>
        turns((probe) => ({
          inTurn: collect(merge(source(probe, "left", 3), [7, 8], source(probe, "right", 1))),
          atOnce: collect(parallelMerge(source(probe, "slow", 2, 5), source(probe, "quick", 3))),
        })),
      "closes what it reads from": ({ map, flatten, concat, take, merge, buffer }) =>
        turns((probe) => {
          const until = async (name: string, list: AsyncIterable<unknown>) => {
            for await (const value of list) {
              probe(name, value);
              if (value === 1) break;
            }
            return `${name} left`;
          };
          const stopped = async (name: string, how: "return" | "throw") => {
            const list = flatten(map((n: number) => [n], source(probe, name, 5)));
            const results = [await list.next(), await list[how](name).catch((error: unknown) => error), await list.next()];
            return results;
          };
          return {
            mapped: until("mapped", map((n: number) => n, source(probe, "map", 5))),
            flattened: until("flattened", flatten([[source(probe, "flatten", 5)]])),
            joined: until("joined", concat(source(probe, "concat", 5), source(probe, "never", 5))),
            taken: until("taken", take(1, source(probe, "take", 5))),
            merged: until("merged", merge(source(probe, "merge", 5))),
            buffered: until("buffered", buffer(1, source(probe, "buffer", 3))),
            returned: stopped("return", "return"),
            thrown: stopped("throw", "throw"),
          };
        }),
      "answers requests that come all at once": ({ map, flatten }) =>
        turns((probe) => {
          const list = map((n: number) => n * 10, flatten([source(probe, "source", 2)]));
          return { a: list.next(), b: list.next(), c: list.return("enough"), d: list.next(), e: list.throw("late") };
        }),
      "passes errors on": ({ map, filter, parallelMap, transform, parallelMerge, flatTransform, buffer, collect, reduce, throttle }) =>
        turns((probe) => {
          const fails = (n: number) => {
            if (n === 2) throw new RangeError(`no ${n}`);
            return n;
          };
          const broken = (name: string) => map(fails, source(probe, name, 4));
          return {
            mapped: collect(broken("map")),
            filtered: collect(filter(async (n: number) => fails(n), source(probe, "filter", 4))),
            parallel: collect(parallelMap(2, async (n: number) => fails(n), source(probe, "parallel", 4))),
            transformed: collect(transform(2, fails, source(probe, "transform", 4))),
            merged: collect(parallelMerge(broken("merge"), source(probe, "other", 3))),
            flat: collect(flatTransform(2, fails, source(probe, "flat", 4))),
            buffered: collect(buffer(2, broken("buffer"))),
            reduced: reduce(fails, 0, broken("reduce")),
            throttled: (async () => collect(throttle(0, 1, [1])))(),
            limited: collect(throttle(5, 1000, source(probe, "throttle", 2))),
          };
        }),
      "writes to streams, and reads from them": ({ writeToStream, fromStream, collect }) =>
        turns((probe) => {
          const slow = Object.assign(new EventEmitter(), {
            write(value: unknown) {
              probe("write", value);
              Promise.resolve().then(() => slow.emit("drain"));
              return value !== 1;
            },
          });
          const broken = Object.assign(new EventEmitter(), {
            write() {
              Promise.resolve().then(() => broken.emit("error", new Error("broken")));
              return false;
            },
          });
          const chunks = ["a", "b", null, "c", null];
          const readable = Object.assign(new EventEmitter(), {
            _readableState: { ended: false },
            read() {
              if (chunks.length > 0 && chunks[0] === null) Promise.resolve().then(() => readable.emit("readable"));
              const chunk = chunks.length > 0 ? chunks.shift() : null;
              readable._readableState.ended = chunks.length === 0;
              return chunk;
            },
          });
          return {
            written: writeToStream(slow, source(probe, "slow", 3)),
            failed: writeToStream(broken, source(probe, "broken", 3)),
            read: collect(fromStream(readable)),
          };
        }),
    },
  },
  {
    name: "p-map",
    compiled: "index.js",
    entry: "index.js",
    functions: { async: 8, "async-generator": 1 },
    example: ({ pMapIterable }) => pMapIterable([], () => {})[Symbol.asyncIterator](),
    work: {
      "maps with a limit": ({ default: pMap }) =>
        turns((probe) => {
          const mapper = (name: string) => async (n: number, index: number) => {
            probe(name, "starts", n);
            await inTurns(n);
            probe(name, "ends", n);
            return n * 10 + index;
          };
          return {
            all: pMap([3, 1, 2], mapper("all")),
            two: pMap([3, 1, Promise.resolve(2), 1], mapper("two"), { concurrency: 2 }),
            one: pMap(source(probe, "source", 3), mapper("one"), { concurrency: 1 }),
            none: pMap([], mapper("none")),
          };
        }),
      "skips, stops and settles": ({ default: pMap, pMapSettled, pMapKeyed, pMapSettledKeyed, pMapSkip, pMapStop }) =>
        turns((probe) => {
          const odd = (n: number) => (n % 2 ? n : pMapSkip);
          const fails = async (n: number) => {
            await null;
            if (n === 2) throw new RangeError(`no ${n}`);
            return n;
          };
          return {
            skipped: pMap([1, 2, 3], odd),
            stopped: pMap(source(probe, "stop", 5), (n: number) => (n === 2 ? pMapStop : n), { concurrency: 2 }),
            settled: pMapSettled([1, 2, Promise.reject(3)], fails),
            keyed: pMapKeyed({ a: 1, b: Promise.resolve(3) }, fails),
            map: pMapKeyed(new Map([["x", 1], ["y", 4]]), odd).then((map: Map<string, number>) => [...map]),
            settledKeyed: pMapSettledKeyed({ a: 1, b: 2, c: Promise.reject(3) }, fails),
          };
        }),
      "rejects, and closes its source": ({ default: pMap }) =>
        turns((probe) => {
          const fails = async (n: number) => {
            await null;
            if (n > 1) throw new RangeError(`no ${n}`);
            return n;
          };
          const controller = new AbortController();
          return {
            first: pMap(source(probe, "first", 5), fails, { concurrency: 2 }),
            all: pMap([1, 2, 3], fails, { stopOnError: false }).catch(({ errors }: AggregateError) => errors),
            broken: pMap([1, Promise.reject(new Error("broken"))], fails),
            aborted: pMap(source(probe, "aborted", 5), (n: number) => (n === 2 ? controller.abort("enough") : n), { signal: controller.signal, concurrency: 1 }),
            input: pMap(null, fails),
            mapper: pMap([], null),
            concurrency: pMap([], fails, { concurrency: 0 }),
          };
        }),
      "maps as it is asked": ({ pMapIterable, pMapSkip, pMapStop }) =>
        turns((probe) => {
          const mapper = (name: string) => async (n: number) => {
            probe(name, "starts", n);
            await inTurns(5 - n);
            return n === 3 ? pMapSkip : n * 10;
          };
          const collected = async (list: AsyncIterable<unknown>) => {
            const values = [];
            for await (const value of list) values.push(value);
            return values;
          };
          const some = async () => {
            const list = pMapIterable(source(probe, "some", 9), mapper("some"), { concurrency: 2, backpressure: 3 })[Symbol.asyncIterator]();
            return [await list.next(), await list.return("enough"), await list.next()];
          };
          return {
            inOrder: collected(pMapIterable(source(probe, "inOrder", 5), mapper("inOrder"), { concurrency: 2 })),
            asReady: collected(pMapIterable([4, 1, 2], mapper("asReady"), { preserveOrder: false })),
            stopped: collected(pMapIterable([1, 2, 3], (n: number) => (n === 2 ? pMapStop : n), { concurrency: 1 })),
            failed: collected(pMapIterable(source(probe, "failed", 5), () => Promise.reject(new Error("no")), { concurrency: 1 })),
            some: some(),
          };
        }),
    },
  },
];

/** What promises show, turn by turn. */
function turns(start: (probe: Probe) => Record<string, Promise<unknown>>): Promise<string[]> {
  const trace = createTrace(format);
  return linesOf(trace, () => trace.probe.ticks(start(trace.probe)));
}

async function inTurns(count: number): Promise<void> {
  while (count-- > 0) await null;
}

/** 1 to `count`, with so many turns before each; it says when it is closed. */
async function* source(probe: Probe, name: string, count: number, each = 0): AsyncGenerator<number> {
  try {
    for (let n = 1; n <= count; n++) {
      await inTurns(each);
      yield n;
    }
  } finally {
    probe(name, "closed");
  }
}

const yamlDocuments = [
  `# comment
plain: text
list:
  - 1
  - [a, "b\\n", 'c''d']
  - {x: 1, ? y : 2}
anchor: &one {k: v}
alias: *one
folded: >-
  two
  lines

literal: |+
  kept

`,
  `%YAML 1.2\n---\n!!map {a: !!str 1, b: !local 2}\n...\n---\nsecond\n--- |\n third\n`,
  `? - complex\n  - key\n: - value\n- nested\n`,
  `"open`,
  `a: [1, 2\nb: }`,
  `a: 1\na: 2\n`,
  `\ttab: 1\n  bad:\n indent: *unknown\n`,
  `key: value: another\n@reserved\n`,
  ``,
  `\ufeff- bom\r\n- crlf\r\n`,
];

function parsedBy(yaml: any, text: string): unknown {
  const documents = yaml.parseAllDocuments(text, { keepSourceTokens: true });
  return Array.from(documents, (document: any) => ({
    value: attempt(() => document.toJS()),
    range: document.range,
    text: attempt(() => String(document)),
    problems: [...document.errors, ...document.warnings].map(({ name, code, message, pos }) => ({ name, code, message, pos })),
  }));
}

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

/** Compiles the files of the copy where they are. */
function compile(path: string): SwitchyardMetadata {
  const result: SwitchyardMetadata = { functions: [], diagnostics: [] };
  const names = /\.c?js$/.test(path) ? [""] : readdirSync(path, { recursive: true, encoding: "utf8" });
  for (const name of names) {
    const filename = join(path, name);
    if (!/\.c?js$/.test(filename)) continue;
    const { code, metadata } = babel.transformSync(readFileSync(filename, "utf8"), {
      configFile: false,
      babelrc: false,
      filename,
      sourceType: "unambiguous",
      compact: false,
      plugins: [[plugin, { mode: "all" }]],
    })!;
    const { functions, diagnostics } = metadata.switchyard as SwitchyardMetadata;
    result.functions.push(...functions);
    result.diagnostics.push(...diagnostics);
    writeFileSync(filename, code);
  }
  return result;
}

/** The folder of an installed package, whatever its `exports` show. */
function folderOf(name: string): string {
  let folder = dirname(require.resolve(name));
  while (!existsSync(join(folder, "package.json")) || JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name !== name) {
    folder = dirname(folder);
  }
  return folder;
}

for (const { name, compiled, entry, functions, example, work } of packages) {
  describe(name, () => {
    let original: any;
    let copy: any;
    let metadata: SwitchyardMetadata;

    beforeAll(() => {
      const project = createProject({});
      const folder = join(project, "node_modules", name);
      cpSync(folderOf(name), folder, { recursive: true });
      metadata = compile(join(folder, compiled));
      original = require(join(folderOf(name), entry));
      copy = require(join(folder, entry));
    });

    const counts = Object.entries(functions).map(([kind, count]) => `${count} ${kind}`);
    it(`all its functions are compiled: ${counts.join(", ")}`, () => {
      const compiled: Record<string, number> = {};
      for (const { kind } of metadata.functions) compiled[kind] = (compiled[kind] ?? 0) + 1;
      expect(compiled).toEqual(functions);
      expect(metadata.diagnostics).toEqual([]);
      const isNative = (value: any) => isGeneratorFunction(value) || isAsyncFunction(value) || isGeneratorObject(value);
      expect([example(original), example(copy)].map(isNative)).toEqual([true, false]);
    });

    for (const [title, run] of Object.entries(work)) {
      it(title, async () => {
        const expected = await run(original);
        expect(JSON.stringify(expected).length).toBeGreaterThan(20);
        expect(JSON.stringify(expected)).not.toContain("is pending");
        expect(await run(copy)).toStrictEqual(expected);
      });
    }
  });
}
