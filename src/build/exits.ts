// A statement without suspension → the same statement with its ways out of the machine's code as numbered exits.
//
//   outer: for (;;) { yield; for (k of a) if (k) break outer; }
//   → … b3: return
//       b4: for (k of a) if (k) exit(0) [exit 0: goto b3] goto b1
//
//   try { yield; if (a) throw b; } catch (e) { c(e); }
//   → … b2: (receives e) c(e) goto b1
//       …
//       b4 in r0: if (a) exit(0, b) [exit 0: throw → b2] goto b1
//
// A jump inside the statement stays as it is. A throw that is caught in this function becomes a jump to its handler: the
// measured price of a native throw is 30 times that of a jump.

import * as b from "../ast/build.js";
import { mapChildren } from "../ast/walk.js";
import { isClass, isFunction, isLoop, type Node } from "../ast/node.js";
import { enclosingFinally, type Exit } from "../graph/graph.js";
import { sourceRange, type Builder } from "./builder.js";
import { findTarget } from "./statements.js";

interface Inside {
  labels: string[];
  /** Within a loop (or, for break, a switch) of the statement itself. */
  breakable: boolean;
  loop: boolean;
  /** Within a native try, whose own handlers come first and whose finally must run, or a for-of, which closes its iterator. */
  guarded: boolean;
}

export function extractExits(root: Node, builder: Builder): { statement: Node; exits: Exit[] } {
  const exits: Exit[] = [];
  const exit = (node: Node, kind: Exit, argument: Node | null = null): Node => ({
    type: "Exit",
    index: exits.push(kind) - 1,
    argument,
    start: node.start,
    end: node.end,
    loc: node.loc,
  });

  /** The native clauses and closings around it still run as part of the activation; it is over in a block behind them. */
  const returnBehind = (node: Node): Node => {
    const name = builder.variable(builder.fresh("returned"), "completion");
    const target = builder.reserve();
    const terminator = builder.returns(builder.operand(b.id(name)));
    builder.graph.blocks[target]!.terminator = { ...terminator, source: sourceRange(node) };
    const value = b.at(node, b.statement(b.assign(b.id(name), b.unnamed(node.argument ?? b.undef()))));
    return b.block([value, exit(node, { kind: "jump", target })]);
  };

  const visit = (node: Node, inside: Inside): Node => {
    if (isFunction(node) || isClass(node)) return node;
    switch (node.type) {
      case "ReturnStatement":
        if (inside.guarded && !enclosingFinally(builder.graph, builder.region)) return returnBehind(node);
        return exit(node, { kind: "return", leave: enclosingFinally(builder.graph, builder.region)?.id ?? null }, node.argument);
      case "ThrowStatement": {
        const handler = builder.handler();
        return handler === null || inside.guarded ? node : exit(node, { kind: "throw", handler }, node.argument);
      }
      case "BreakStatement":
      case "ContinueStatement": {
        const isContinue = node.type === "ContinueStatement";
        if (node.label ? inside.labels.includes(node.label.name) : isContinue ? inside.loop : inside.breakable) return node;
        const target = findTarget(node, builder.targets)!;
        const jump = builder.jump(target, isContinue ? target.continueTo! : target.breakTo);
        if (jump.kind === "leave") return exit(node, { kind: "leave", region: jump.region, completion: jump.completion });
        if (jump.kind === "goto") return exit(node, { kind: "jump", target: jump.target });
        throw new Error(`build: a jump became ${jump.kind}`);
      }
      case "LabeledStatement": {
        const body = visit(node.body, { ...inside, labels: [...inside.labels, node.label.name] });
        return body === node.body ? node : { ...node, body };
      }
    }
    const loop = inside.loop || isLoop(node);
    const next: Inside = {
      ...inside,
      loop,
      breakable: inside.breakable || loop || node.type === "SwitchStatement",
      guarded: inside.guarded || node.type === "TryStatement" || node.type === "ForOfStatement",
    };
    return mapChildren(node, (child) => visit(child, next));
  };
  const statement = visit(root, { labels: [], breakable: false, loop: false, guarded: false });
  return { statement, exits };
}
