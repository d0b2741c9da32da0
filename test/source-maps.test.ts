// Do errors and breakpoints find the line that was written?

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { eachMapping, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { describe, expect, it } from "vitest";
import { loadModule, root, type Babel } from "./fixtures.js";

interface Throwing {
  kinds: string[];
  run(kind: string): Error | null;
}

interface Node {
  type: string;
  loc: { start: { line: number } };
  [field: string]: unknown;
}

const require = createRequire(import.meta.url);
const babel: Babel & { parseSync(source: string, options: object): Node } = require("@babel/core");
const filename = join(root, "test/hosts/throwing.js");
const source = readFileSync(filename, "utf8");
const bare = { configFile: false, babelrc: false, browserslistConfigFile: false, sourceType: "module" };
const presets = [[require.resolve("@babel/preset-env"), { targets: "ie 11", modules: false }]];

interface Place {
  line: number | null;
  column: number | null;
}

/** Where the frames of an error's stack are that lie in the file of this name, innermost first. */
function framesOf(error: Error, name: string): { line: number; column: number }[] {
  const frames = error.stack!.split("\n").filter((line) => line.includes(`${name}.mjs`));
  return frames.map((frame) => {
    const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame)!;
    return { line: Number(line), column: Number(column) - 1 };
  });
}

const native = await loadModule<Throwing>("source-maps-native", source);
const program = babel.parseSync(source, { ...bare, filename }).program;
// Nothing happens at the beginning of a block, a try or a do.
const statements = linesOf(program, /^(?!Block|Try|DoWhile|Break|Continue).*(Statement|Declaration)$/);
const jumps = linesOf(program, /^(Break|Continue)Statement$/);
const outputs: Record<string, object> = { "the plugin alone": {}, "preset-env after it": { presets } };

for (const [index, [name, options]] of Object.entries(outputs).entries()) {
  describe(name, async () => {
    const file = `source-maps-${index}`;
    const plugins = [require.resolve("babel-plugin-switchyard")];
    const { code, map } = babel.transformSync(source, { ...bare, filename, plugins, sourceMaps: true, ...options })!;
    const trace = new TraceMap(map as never);
    const compiled = await loadModule<Throwing>(file, code);

    it("the map holds the source", () => {
      expect(trace.sources).toEqual(["throwing.js"]);
      expect(trace.sourcesContent).toEqual([source]);
    });

    for (const kind of native.kinds) {
      it(`an error points to where it was thrown: ${kind}`, () => {
        const expected = native.run(kind)!;
        const error = compiled.run(kind)!;
        expect(error.name).toBe(expected.name);
        // What Babel puts in itself, for patterns for instance, has no place in the source.
        const places: Place[] = framesOf(error, file).map((frame) => originalPositionFor(trace, frame));
        const place = places.find(({ line }) => line !== null);
        const [expectedPlace] = framesOf(expected, "source-maps-native");
        expect(place?.line).toBe(expectedPlace.line);
        const text = source.split("\n")[expectedPlace.line - 1];
        expect(place!.column).toBeGreaterThanOrEqual(text.search(/\S/));
        expect(place!.column).toBeLessThan(text.length);
      });
    }

    const mapped = new Set<number | null>();
    eachMapping(trace, ({ originalLine }) => mapped.add(originalLine));
    const unmapped = (lines: number[]) => lines.filter((line) => !mapped.has(line)).map((line) => `${line}: ${source.split("\n")[line - 1]}`);

    it("every line that begins a statement can have a breakpoint", () => {
      expect(statements.length).toBeGreaterThan(30);
      expect(unmapped(statements)).toEqual([]);
    });

    it("every line of a break or continue that is a jump can have a breakpoint", () => {
      expect(jumps.length).toBeGreaterThanOrEqual(3);
      expect(unmapped(jumps)).toEqual([]);
    });
  });
}

/** Lines that statements of these types begin on. */
function linesOf(node: unknown, types: RegExp, lines = new Set<number>()): number[] {
  if (Array.isArray(node)) node.forEach((one) => linesOf(one, types, lines));
  else if (typeof node === "object" && node !== null && typeof (node as Node).type === "string") {
    const { type, loc } = node as Node;
    if (types.test(type)) lines.add(loc.start.line);
    Object.entries(node).forEach(([field, child]) => !/^(loc|.*Comments|tokens)$/.test(field) && linesOf(child, types, lines));
  }
  return [...lines];
}
