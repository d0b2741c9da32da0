// Does every public name say what it is? What has milliseconds says so, and a task's tools name their counterpart in asyncio.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "./fixtures.js";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: Record<string, unknown> };
/** Entry of the package, without "./" → its source. */
const entries = Object.keys(manifest.exports)
  .filter((entry) => !entry.endsWith(".json"))
  .map((entry) => ({ entry: entry === "." ? "plugin" : entry.slice(2), file: join(root, "src", entry, "index.ts") }));

const program = ts.createProgram(entries.map(({ file }) => file), {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
});
const checker = program.getTypeChecker();

function exportsOf(file: string) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return checker.getExportsOfModule(module).map((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return { name: symbol.name, symbol: target, declaration: target.valueDeclaration ?? target.declarations![0]! };
  });
}

/** All of it: the description, and what the tags say. */
function docstring(symbol: ts.Symbol): string {
  const tags = symbol.getJsDocTags(checker).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
  return [ts.displayPartsToString(symbol.getDocumentationComment(checker)), ...tags].join("\n");
}

/** Those that are in use here; an @ before any other word is one too many. */
const TAGS = ["param", "returns", "throws"];

const isObject = (symbol: ts.Symbol) => (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0;
/** None of an alias: that of a string's type would have those of all strings. */
const membersOf = (symbol: ts.Symbol) => (isObject(symbol) ? checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)) : []);
const isMethod = (member: ts.Symbol) => (member.flags & ts.SymbolFlags.Method) !== 0;

/** Of the members of a class or an interface, those without a docstring; of an options type all are asked. */
function silentMembers(name: string, symbol: ts.Symbol): string[] {
  const isOptions = name.endsWith("Options");
  const asked = membersOf(symbol).filter((member) => (isOptions || isMethod(member)) && !member.name.startsWith("__"));
  return asked.filter((member) => docstring(member).trim() === "").map((member) => member.name);
}

it("there are five entries", () => {
  expect(entries.map(({ entry }) => entry)).toEqual(["plugin", "compiler", "runtime", "inspect", "scheduler"]);
});

for (const { entry, file } of entries) {
  describe(`docstrings of ${entry}`, () => {
    const exported = exportsOf(file);

    it("every export says what it is", () => {
      expect(exported).not.toEqual([]);
      expect(exported.filter(({ symbol }) => docstring(symbol).trim() === "").map(({ name }) => name)).toEqual([]);
    });

    it("no word of it is taken for a tag", () => {
      const symbols = exported.flatMap(({ symbol }) => [symbol, ...membersOf(symbol)]);
      const tags = symbols.flatMap((symbol) => symbol.getJsDocTags(checker).map(({ name }) => name));
      expect(tags.filter((tag) => !TAGS.includes(tag))).toEqual([]);
    });

    for (const { name, symbol, declaration } of exported) {
      const isFunction = ts.isFunctionDeclaration(declaration);

      if (isObject(symbol)) {
        it(`the ${name.endsWith("Options") ? "members" : "methods"} of ${name} say what they do`, () => {
          expect(silentMembers(name, symbol)).toEqual([]);
        });
      }

      if (entry !== "scheduler") continue;

      if (isFunction || ts.isClassDeclaration(declaration)) {
        it(`${name} names its counterpart`, () => {
          expect(docstring(symbol)).toMatch(/\b(asyncio|contextvars)\b/);
        });
      }

      if (isFunction && /\b(ms|timeout|slowStep)\b/.test(declaration.parameters.map((parameter) => parameter.getText()).join(" "))) {
        it(`${name} names its unit`, () => {
          expect(docstring(symbol)).toMatch(/milliseconds/);
        });
      }
    }
  });
}
