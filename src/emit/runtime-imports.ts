// How emitted code reaches the runtime: one import, or names taken from the global, of just what is used.
//
//   async function f() {}
//   → import { refuseNew as _refuseNew, … } from "babel-plugin-switchyard/runtime"; …
//
//   async function f() {}  // sourceType: "script"
//   → var _runtime = require("babel-plugin-switchyard/runtime"), _refuseNew = _runtime.refuseNew, …
//
//   async function f() {}  // runtime: "global"
//   → var _refuseNew = Switchyard.runtime.refuseNew, …
//
//   async function f() {}  // runtime: "inline"
//   → var _runtime = function () { … }(), _refuseNew = _runtime.refuseNew, …

import * as b from "../ast/build.js";
import type { Names } from "../ast/names.js";
import type { Expression, Node } from "../ast/node.js";
import type { Options } from "../options.js";
import type { RuntimeImport } from "../protocol.js";
import { inlineRuntime } from "./inline-runtime.js";

export interface RuntimeImports {
  /** The local name of something of the runtime; using it imports it. */
  use(name: RuntimeImport): Expression;
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
        local = names.fresh(`_${name}`);
        locals.set(name, local);
      }
      return b.fixed(local);
    },
    insert(program) {
      if (locals.size === 0) return;
      const entries = [...locals];
      if (options.runtime === "global") {
        const runtime = () => b.member(b.id("Switchyard"), "runtime");
        program.body.unshift(
          b.variables(entries.map(([name, local]) => ({ name: local, init: b.member(runtime(), name) }))),
        );
        return;
      }
      if (options.runtime === "inline") {
        const module = names.fresh("_runtime");
        const made = inlineRuntime(entries.map(([name]) => name), parse);
        const taken = entries.map(([name, local]) => ({ name: local, init: b.member(b.id(module), name) }));
        program.body.unshift(b.variables([{ name: module, init: made }, ...taken]));
        return;
      }
      if (program.sourceType === "module") {
        program.body.unshift({
          type: "ImportDeclaration",
          specifiers: entries.map(([name, local]) => ({ type: "ImportSpecifier", imported: b.id(name), local: b.id(local) })),
          source: b.string(options.importSource),
          attributes: [],
          isModuleSyntax: true,
        });
        return;
      }
      const module = names.fresh("_runtime");
      const required = b.call(b.id("require"), [b.string(options.importSource)]);
      const taken = entries.map(([name, local]) => ({ name: local, init: b.member(b.id(module), name) }));
      program.body.unshift(b.variables([{ name: module, init: required }, ...taken]));
    },
  };
}
