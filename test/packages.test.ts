// Do published packages behave the same when every generator in them is compiled?
//
// Each is copied to a project and compiled there with mode "all"; original and copy then do the same work.

import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isGeneratorObject } from "node:util/types";
import { beforeAll, describe, expect, it } from "vitest";
import type { SwitchyardMetadata } from "../src/plugin.js";
import type { Babel } from "./fixtures.js";
import { createProject } from "./project.js";

/* eslint-disable @typescript-eslint/no-explicit-any -- original and copy are used as any program uses them */

const require = createRequire(import.meta.url);
const babel: Babel = require("@babel/core");
const plugin = require.resolve("babel-plugin-switchyard");

interface Package {
  name: string;
  /** Folder or file of the package that is compiled, and what is required of it. */
  compiled: string;
  entry: string;
  /** How many of its functions are generators, and how many are async and stay native. */
  generators: number;
  asyncFunctions: number;
  /** One of its generators: what must be a native one in the original, and none in the copy. */
  generator(module: any): Iterator<unknown>;
  work: Record<string, (module: any) => unknown>;
}

const packages: Package[] = [
  {
    name: "yaml",
    compiled: "dist",
    entry: "dist/index.js",
    generators: 35,
    asyncFunctions: 2,
    generator: ({ Lexer }) => new Lexer().lex("a: 1"),
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
    generators: 4,
    asyncFunctions: 0,
    generator: ({ Permutation }) => new Permutation("abc")[Symbol.iterator](),
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
    generators: 26,
    asyncFunctions: 0,
    generator: ({ count }) => count(),
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
];

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
      sourceType: "script",
      compact: false,
      // Async functions are not compiled yet, and stay native.
      plugins: [[plugin, { mode: "all", onUnsupported: "warn" }]],
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

for (const { name, compiled, entry, generators, asyncFunctions, generator, work } of packages) {
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

    it(`has ${generators} generators, all of them compiled`, () => {
      expect(metadata.functions).toHaveLength(generators);
      expect(metadata.diagnostics.map(({ code }) => code)).toEqual(Array(asyncFunctions).fill("SY301"));
      expect(isGeneratorObject(generator(original))).toBe(true);
      expect(isGeneratorObject(generator(copy))).toBe(false);
    });

    for (const [title, run] of Object.entries(work)) {
      it(title, () => {
        const expected = run(original);
        expect(JSON.stringify(expected).length).toBeGreaterThan(20);
        expect(run(copy)).toStrictEqual(expected);
      });
    }
  });
}
