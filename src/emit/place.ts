// Puts a compiled function where the source function stood.
//
//   function* g() {}          function g() { kickoff }          and, before anything of its list runs: g$define();
//   x = function* () {}       x = defineGenerator(function x() { kickoff }, …)
//   export default function*  function _default() { kickoff } … export { _default as default }
//
// The node of the function is changed in place and stays what it is for side tables.

import * as b from "../ast/build.js";
import type { Names } from "../ast/names.js";
import { walk } from "../ast/walk.js";
import type { Expression, Node } from "../ast/node.js";
import type { RuntimeImport } from "../protocol.js";
import { isAnonymousDefinition } from "../ast/definitions.js";
import type { InferredName } from "../resolve/inferred-names.js";
import type { SelectedFunction } from "../select/select.js";
import type { EmittedFunction } from "./function.js";

export interface Placed {
  /** Adds to the program what has to stand outside the function; called when all functions are compiled. */
  finish(program: Node): void;
}

export interface Placing {
  /** The name by which the kickoff function can refer to itself; null for methods. */
  selfName: string | null;
  put(emitted: EmittedFunction): Placed;
}

export function replaceFunction(
  selected: SelectedFunction,
  inferredNames: Map<Node, InferredName>,
  names: Names,
  runtime: (name: RuntimeImport) => Expression,
): Placing {
  const { node } = selected;
  if (node.type === "FunctionDeclaration") return placeDeclaration(selected, names, runtime);
  if (node.type === "FunctionExpression") return placeExpression(selected, inferredNames, names, runtime);
  return placeMethod(selected);
}

/** The node as kickoff function: its parameters as written, the emitted body, no annotation. */
function becomeKickoff({ node, annotations }: SelectedFunction, emitted: EmittedFunction): void {
  const directives = (node.body.directives ?? []).filter((directive: Node) => !annotations.includes(directive));
  node.body = { ...node.body, body: emitted.body, directives, innerComments: undefined };
  node.generator = false;
}

function placeDeclaration(
  selected: SelectedFunction,
  names: Names,
  runtime: (name: RuntimeImport) => Expression,
): Placing {
  const { node, list, parent } = selected;
  const anonymous = !node.id; // export default function* () {}
  const selfName: string = anonymous ? names.fresh("_default") : node.id.name;
  return {
    selfName,
    put(emitted) {
      becomeKickoff(selected, emitted);
      return {
        finish(program) {
          if (anonymous) {
            node.id = b.id(selfName);
            const specifier = { type: "ExportSpecifier", local: b.id(selfName), exported: b.id("default") };
            const exported = { type: "ExportNamedDeclaration", declaration: null, specifiers: [specifier], source: null, attributes: [] };
            program.body.splice(program.body.indexOf(parent), 1, node, exported);
            program.body.unshift(b.statement(b.call(runtime("named"), [b.id(selfName), b.string("default")])));
          }
          const statements = parent.type.startsWith("Export") || list === null ? program.body : list;
          statements.unshift(b.statement(emitted.defineSelf()));
          program.body.push(...emitted.declarations);
        },
      };
    },
  };
}

function placeExpression(
  selected: SelectedFunction,
  inferredNames: Map<Node, InferredName>,
  names: Names,
  runtime: (name: RuntimeImport) => Expression,
): Placing {
  const { node } = selected;
  const inferred = isAnonymousDefinition(node) ? (inferredNames.get(node) ?? null) : null;
  const wanted = node.id?.name ?? (inferred?.kind === "static" ? inferred.name : null);
  // A native name costs nothing, if no default of a parameter means something else by it.
  const usable = wanted !== null && (node.id || (isBindable(wanted) && !mentions(node.params, wanted)));
  const selfName = usable ? wanted! : names.fresh(wanted !== null && isBindable(wanted) ? wanted : `${selected.name}$kickoff`.replace(/[^\w$]/g, "_"));
  return {
    selfName,
    put(emitted) {
      becomeKickoff(selected, emitted);
      return {
        finish(program) {
          const kickoff = { ...node, id: b.id(selfName) };
          let made = emitted.define(kickoff);
          if (!usable) {
            const name = inferred?.kind === "computed" ? inferred.key : b.string(wanted ?? "");
            made = b.call(runtime("named"), [made, name]);
          }
          for (const field of Object.keys(node)) if (field !== "start" && field !== "end" && field !== "loc") delete node[field];
          Object.assign(node, made);
          program.body.push(...emitted.declarations);
        },
      };
    },
  };
}

function placeMethod(selected: SelectedFunction): Placing {
  return {
    selfName: null,
    put(emitted) {
      becomeKickoff(selected, emitted);
      return { finish: (program) => void program.body.push(...emitted.declarations) };
    },
  };
}

/** coroutine(function* () {}) → the function */
export function unwrap(call: Node): void {
  const [fn] = call.arguments;
  for (const field of Object.keys(call)) delete call[field];
  Object.assign(call, fn);
}

function mentions(params: Node[], name: string): boolean {
  let found = false;
  for (const param of params) {
    walk(param, (node) => {
      if (node.type === "Identifier" && node.name === name) found = true;
      if (node.type === "CallExpression" && node.callee.name === "eval") found = true;
    });
  }
  return found;
}

const NOT_BINDABLE = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield undefined".split(" "),
);

function isBindable(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !NOT_BINDABLE.has(name);
}
