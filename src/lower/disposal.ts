// Blocks with `using` declarations → protected regions that dispose.
//
//   { using file = open(); yield file; }
//
//   resources = disposables();
//   try { file = use(resources, open()); yield file; }
//   catch (error) { failed(resources, error); } finally { dispose(resources); }
//
// The catch only notes the error: dispose throws it, or a SuppressedError around it, when all is disposed of. A return or
// jump goes through the finally like any other. Resources are a record in the frame, as iterators are.

import * as b from "../ast/build.js";
import { isAnonymousDefinition } from "../ast/definitions.js";
import type { Expression, Node, Statement } from "../ast/node.js";
import type { Lowering } from "./lowering.js";

export const isUsing = (node: Node | null | undefined): boolean => node?.type === "VariableDeclaration" && node.kind === "using";

/** The same declaration as an ordinary one, whose values are taken on by `resources`. */
export function declareUsed(declaration: Node, resources: string, lowering: Lowering): Node {
  const declarations = declaration.declarations.map((declarator: Node) => ({
    ...declarator,
    init: declarator.init && use(resources, nameByVariable(declarator), lowering),
  }));
  return { ...declaration, kind: "const", declarations };
}

/** use(resources, value) */
export function use(resources: string, value: Expression, lowering: Lowering): Expression {
  return b.at(value, b.call(lowering.runtime("use"), [b.id(resources), value]));
}

/** using f = () => {}: the call around it hides from the engine what names it. */
function nameByVariable({ id, init }: Node): Expression {
  return isAnonymousDefinition(init) ? b.named(id.name, init) : init;
}

/** Runs `body` and disposes of what it takes on. */
export function disposing(origin: Node, lowering: Lowering, body: (resources: string) => Statement[]): Statement[] {
  const resources = lowering.temporary("resources", "iterator");
  const error = lowering.names.fresh("error");
  const call = (name: "failed" | "dispose", more: Expression[]) => b.statement(b.call(lowering.runtime(name), [b.id(resources), ...more]));
  const guarded = b.tryCatch(body(resources), error, [call("failed", [b.id(error)])]);
  guarded.finalizer = b.block([call("dispose", [])]);
  return [b.statement(b.assign(b.id(resources), b.call(lowering.runtime("disposables"), []))), b.at(origin, guarded)];
}
