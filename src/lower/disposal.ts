// Blocks with `using` declarations → protected regions that dispose.
//
//   { using file = open(); yield file; }
//   → { resources = _disposables();
//       try { file = _use(resources, open()); yield file; }
//       catch (thrown) { _failed(resources, thrown); } finally { _dispose(resources); } }
//
// The catch only notes the error: dispose throws it, or a SuppressedError around it, when all is disposed of. A return or
// jump goes through the finally like any other. Resources are a record in the frame, as iterators are. With an `await
// using` among the declarations, the finally awaits as long as there is something to await, and its errors are noted too:
//
//   { await using file = open(); }
//   → … finally {
//         while (_disposesNext(resources)) { try { await resources.awaited; } catch (thrown$2) { _failed(resources, thrown$2); } }
//         _dispose(resources); } }

import * as b from "../ast/build.js";
import { isAnonymousDefinition } from "../ast/definitions.js";
import type { Expression, Node, Statement } from "../ast/node.js";
import type { Lowering } from "./lowering.js";

export const isUsing = (node: Node | null | undefined): boolean => node?.type === "VariableDeclaration" && /using$/.test(node.kind);

const isAwaitUsing = (node: Node): boolean => isUsing(node) && node.kind !== "using";

/** The same declaration as an ordinary one, whose values are taken on by `resources`. */
export function declareUsed(declaration: Node, resources: string, lowering: Lowering): Node {
  const declarations = declaration.declarations.map((declarator: Node) => ({
    ...declarator,
    init: declarator.init && use(declaration, resources, nameByVariable(declarator), lowering),
  }));
  return { ...declaration, kind: "const", declarations };
}

/** use(resources, value) */
export function use(declaration: Node, resources: string, value: Expression, lowering: Lowering): Expression {
  return b.at(value, b.call(lowering.runtime(isAwaitUsing(declaration) ? "useAsync" : "use"), [b.fixed(resources), value]));
}

/** using f = () => {}: the call around it hides from the engine what names it. */
function nameByVariable({ id, init }: Node): Expression {
  return isAnonymousDefinition(init) ? b.named(id.name, init) : init;
}

/** Runs `body` and disposes of what it takes on. `declarations` are those of the block, the `using` ones among them. */
export function disposing(origin: Node, declarations: Node[], lowering: Lowering, body: (resources: string) => Statement[]): Statement[] {
  const resources = lowering.temporary("resources", "iterator");
  const call = (name: "failed" | "dispose" | "disposesNext", more: Expression[] = []) => b.call(lowering.runtime(name), [b.id(resources), ...more]);
  const noting = (statements: Statement[]) => {
    const thrown = lowering.names.fresh("thrown");
    return b.tryCatch(statements, thrown, [b.statement(call("failed", [b.id(thrown)]))]);
  };
  const guarded = noting(body(resources));
  const awaiting = () => b.whileLoop(call("disposesNext"), b.block([noting([b.statement(b.awaits(b.member(b.id(resources), "awaited"), declarations.find(isAwaitUsing)!))])]));
  guarded.finalizer = b.block([...(declarations.some(isAwaitUsing) ? [awaiting()] : []), b.statement(call("dispose"))]);
  return [b.statement(b.assign(b.id(resources), b.call(lowering.runtime("disposables"), []))), b.at(origin, guarded)];
}
