// How emitted code reaches the runtime: one import, or names taken from the global, of just what is used.
//
//   async function f() {}
//   → import { nothing as _nothing, … } from "babel-plugin-switchyard/runtime"; …
//
//   async function f() {}  // sourceType: "script"
//   → var _runtime$sn1lk = require("babel-plugin-switchyard/runtime"), _nothing$sn1lk = _runtime$sn1lk.nothing, …
//
//   async function f() {}  // runtime: "global"
//   → var _runtime, _nothing, …;
//     if (!_runtime) _load();
//     … function f() { if (!_runtime) _load(); … }
//     function _load() { _runtime = Switchyard.runtime; _nothing = _runtime.nothing; … }
//
//   async function f() {}  // runtime: "inline"
//   → … function _load() { _runtime = function () { … }(); _nothing = _runtime.nothing; … }
//
// A script shares its names with the whole page, hence the tag (script-tag.ts). An import cycle may call what a module
// declares before the module has run. What is imported is there by then; else the functions see to it themselves. Nothing
// calls those of a script before it runs.

import * as b from "../../ast/build.js";
import type { Names } from "../../ast/names.js";
import type { Expression, Node } from "../../ast/node.js";
import type { Options } from "../../options.js";
import type { RuntimeImport } from "../../protocol.js";
import { mentions } from "../../ast/mentions.js";
import { inlineRuntime } from "./inline-runtime.js";

export interface RuntimeImports {
  /** The local name of something of the runtime; using it imports it. */
  use(name: RuntimeImport): Expression;
  /** All that is used. */
  used(): RuntimeImport[];
  insert(program: Node): void;
}

/** What the assumption `patchedPromise` puts in the place of functions that make or await promises. */
const PATCHED: Partial<Record<RuntimeImport, RuntimeImport>> = {
  resolved: "patchedResolved",
  rejected: "patchedRejected",
  promise: "patchedPromise",
  derive: "patchedDerive",
  awaits: "patchedAwaits",
};

export function createRuntimeImports(options: Options, names: Names, parse: (code: string) => Node): RuntimeImports {
  const locals = new Map<RuntimeImport, string>();
  return {
    use(wanted) {
      const name = (options.assumptions.patchedPromise && PATCHED[wanted]) || wanted;
      let local = locals.get(name);
      if (local === undefined) {
        local = names.ofFile(`_${name}`);
        locals.set(name, local);
      }
      return b.fixed(local);
    },
    used: () => [...locals.keys()],
    insert(program) {
      if (locals.size === 0) return;
      const entries = [...locals];
      const isModule = program.sourceType === "module";
      if (options.runtime !== "import") {
        const isGlobal = options.runtime === "global";
        const made = isGlobal ? b.member(b.id("Switchyard"), "runtime") : inlineRuntime(entries.map(([name]) => name), parse);
        if (isModule) return loadWhenAsked(program, entries, made);
        if (isGlobal) {
          program.body.unshift(b.variables(entries.map(([name, local]) => ({ name: local, init: b.member({ ...made }, name) }))));
          return;
        }
        take(program, entries, made);
        return;
      }
      if (isModule) {
        program.body.unshift({
          type: "ImportDeclaration",
          specifiers: entries.map(([name, local]) => ({ type: "ImportSpecifier", imported: b.id(name), local: b.id(local) })),
          source: b.string(options.importSource),
          attributes: [],
          isModuleSyntax: true,
        });
        return;
      }
      take(program, entries, b.call(b.id("require"), [b.string(options.importSource)]));
    },
  };

  /** var _runtime = …, _idle = _runtime.idle; */
  function take(program: Node, entries: [RuntimeImport, string][], made: Expression): void {
    const module = names.ofFile("_runtime");
    const taken = entries.map(([name, local]) => ({ name: local, init: b.member(b.id(module), name) }));
    program.body.unshift(b.variables([{ name: module, init: made }, ...taken]));
  }

  function loadWhenAsked(program: Node, entries: [RuntimeImport, string][], made: Expression): void {
    const module = names.ofFile("_runtime");
    const load = names.ofFile("_load");
    const loadOnce = () => b.ifElse(b.not(b.id(module)), b.statement(b.call(b.id(load), [])));
    const taken = new Set(entries.map(([, local]) => local));
    for (const { declaration, ...statement } of program.body) {
      const node: Node = declaration ?? statement;
      // What the source declares can be called from outside; the rest of the machinery is called by it.
      if (node.type === "FunctionDeclaration" && node.start != null && mentions(node, taken)) node.body.body.unshift(loadOnce());
    }
    const assigned = entries.map(([name, local]) => b.statement(b.assign(b.id(local), b.member(b.id(module), name))));
    program.body.unshift(b.variables([module, ...taken].map((name) => ({ name, init: null }))), loadOnce());
    program.body.push(b.functionDeclaration(load, [], [b.statement(b.assign(b.id(module), made)), ...assigned]));
  }
}
