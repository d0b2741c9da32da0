// The protected region around what consumes an iterator: a for-of loop, or an array pattern.

import * as b from "./build.js";
import type { Expression, Node, Statement } from "./node.js";
import type { RuntimeImport } from "../protocol.js";

/**
 * try { body } catch (thrown) { abandon(iterator); throw thrown; } finally { close(iterator); }
 * Errors win over what return() does; every other way out takes what return() says. Once the iterator is done, both do nothing.
 */
export function closing(
  iterator: string,
  body: Statement[],
  origin: Node,
  runtime: (name: RuntimeImport) => Expression,
  thrown: string,
): Statement {
  const abandon = b.statement(b.call(runtime("abandon"), [b.id(iterator)]));
  const guarded = b.tryCatch(body, thrown, [abandon, b.throws(b.id(thrown))]);
  guarded.finalizer = b.block([b.at(origin.left ?? origin, b.statement(b.call(runtime("close"), [b.id(iterator)])))]);
  return b.at(origin, guarded);
}

/**
 * The same for `for await`, whose return() is awaited:
 * try { body } catch (thrown) { try { if (closes(it)) await it.value; } catch (ignored) {} throw thrown; }
 * finally { if (closes(it)) requireObject(await it.value); }
 */
export function closingAsync(
  iterator: string,
  body: Statement[],
  origin: Node,
  runtime: (name: RuntimeImport) => Expression,
  fresh: (wish: string) => string,
): Statement {
  const it = () => b.id(iterator);
  const closes = (then: Expression) => b.ifElse(b.call(runtime("closes"), [it()]), b.statement(then));
  const returned = () => b.awaits(b.member(it(), "value"), origin);
  const thrown = fresh("thrown");
  const guarded = b.tryCatch(body, thrown, [b.tryCatch([closes(returned())], fresh("ignored"), []), b.throws(b.id(thrown))]);
  guarded.finalizer = b.block([b.at(origin.left, closes(b.call(runtime("requireObject"), [returned()])))]);
  return b.at(origin, guarded);
}
