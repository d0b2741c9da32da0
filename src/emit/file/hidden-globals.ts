// Variables at the top of a file that hide globals from what would be emitted there.
//
//   import Promise from "bluebird"; export async function f() { "use coroutine"; }  // runtime: "inline"
//   → SY204
//
//   import Promise from "bluebird"; export function* f() { "use coroutine"; }       // runtime: "inline"
//   → f
//
//   export const Switchyard = 1; export function* f() { "use coroutine"; }          // runtime: "global"
//   → SY204
//
// Rejected: other names for the user's variables. A script's are those of other scripts too, and a class has its name to show.

import { diagnose, type Diagnostic } from "../../diagnostics/diagnostics.js";
import type { ScopeAnalysis } from "../../ast/scope-model.js";
import type { Options } from "../../options.js";
import type { RuntimeImport } from "../../protocol.js";
import { ALL_IMPORTS, globalsOfPieces } from "./inline-runtime.js";

/** `imports`: what of the runtime the file uses; not given, any of it. */
export function findHiddenGlobals({ runtime }: Options, { program, declarations }: ScopeAnalysis, imports: readonly RuntimeImport[] = ALL_IMPORTS): Diagnostic[] {
  if (runtime === "import" || imports.length === 0) return [];
  const needed = runtime === "global" ? new Set(["Switchyard"]) : globalsOfPieces(imports);
  const need = runtime === "global" ? "by which the runtime is found" : "which the runtime in the file uses";
  return [...program.bindings.values()].flatMap((binding) => {
    if (!needed.has(binding.name)) return [];
    const [identifier] = [...declarations].find(([, declared]) => declared === binding) ?? [program.node];
    return [diagnose("SY204", identifier, null, { variable: binding.name, need })];
  });
}
