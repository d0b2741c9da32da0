// Does every name of the entry say what it is, and what it is called in asyncio? What has milliseconds says so.

import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "../fixtures.js";

const file = join(root, "src/scheduler/index.ts");
const program = ts.createProgram([file], { target: ts.ScriptTarget.ES2017, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, skipLibCheck: true });
const checker = program.getTypeChecker();

const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!).map((symbol) => {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return { name: symbol.name, symbol: target, declaration: target.valueDeclaration ?? target.declarations![0]! };
});

/** All of it: the description, and what the tags say. */
function docstring(symbol: ts.Symbol): string {
  const tags = symbol.getJsDocTags(checker).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
  return [ts.displayPartsToString(symbol.getDocumentationComment(checker)), ...tags].join("\n");
}

const isMethod = (declaration: ts.Declaration) => ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration);

describe("docstrings", () => {
  it("there are names", () => {
    expect(exported.length).toBeGreaterThan(20);
  });

  for (const { name, symbol, declaration } of exported) {
    const isFunction = ts.isFunctionDeclaration(declaration);
    const isObject = ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration);

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

    if (isObject) {
      it(`the methods of ${name} say what they do`, () => {
        const members = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
        const silent = members.filter((member) => isMethod(member.valueDeclaration!) && !member.name.startsWith("__") && docstring(member).trim() === "");
        expect(silent.map((member) => member.name)).toEqual([]);
      });
    }
  }
});
