// Graph, slots and layout → the step function.
//
//   function* range(n) { for (let i = 0; i < n; i++) yield i; }
//   → …
//     function range$step(frame, mode, value) {
//       var state = frame.$state, n = frame.n, i = frame.i;
//       if (state < 0 || mode) return _idle(frame, mode, value);
//       frame.$state = -2;
//       try {
//         for (;;) switch (state) {
//           case 0: i = 0; state = 2; continue;
//           case 1: i++;
//           case 2: if (!(i < n)) { frame.$state = -1; return; }
//                   frame.i = i; frame.$state = 1; return i;
//         }
//       } catch (error) { frame.$state = -1; throw error; }
//     }
//     …
//
// Decides nothing: what is a case, a slot or a spill was decided before. Variables start as 0 and not undefined, which
// keeps numbers unboxed; liveness has shown that nobody reads that 0.
//
// Relies on: the layout, which says what falls through to what. Guarantees: created nodes are ES5, and `frame.$state`
// says that it runs whenever the user's code does.
// Tempting: frame.$state = 2; return f(); for yield f(). That f may call next() of this very generator, which has to
// throw; so the operand is evaluated first.

import * as b from "../ast/build.js";
import { unwrapped, type Node, type Statement } from "../ast/node.js";
import type { Layout } from "../analyze/layout.js";
import type { IncomingHandlers } from "../analyze/incoming-handlers.js";
import type { Slots } from "../analyze/slots.js";
import {
  enclosingFinally,
  handlerOf,
  liveBlocks,
  type Block,
  type BlockId,
  type FinallyRegion,
  type LeafId,
  type Operand,
  type RegionId,
  type SourceRange,
  type StateGraph,
  type Terminator,
} from "../graph/graph.js";
import { MODE_RETURN, MODE_THROW, PEND_JUMP, PEND_RETURN, PEND_THROW, STATE_DONE, STATE_RUNNING, STATE_START, type RuntimeImport } from "../protocol.js";
import { awaitedCall } from "./awaited-call.js";
import { createCompletions, type Jump } from "./completions.js";
import type { Registers } from "./registers.js";

export interface StepInput {
  graph: StateGraph;
  syntax: Map<LeafId, Node>;
  slots: Slots;
  layout: Layout;
  usedVariables: Set<string>;
  incomingHandlers: IncomingHandlers;
  /** Names of the step function's own parameters and registers. */
  registers: Registers;
  runtime(name: RuntimeImport): Node;
  /** The function's own way to what it delegates to; asking for its name has it emitted. */
  delegateName(): string;
  /** What makes the frame of this call and no more, where it is known what is called. */
  unstarted(call: Node): string | null;
  /** Does this call call what is known to be a compiled async function? */
  entersCoroutine(call: Node): boolean;
  excerpt(node: { start: number; end: number } | null): string | null;
}

export function emitStep(input: StepInput): { parameters: string[]; body: Statement[] } {
  const { graph, slots, layout, registers: r } = input;
  const isProtected = graph.regions.length > 0;
  /** Resumed by whoever likes, whenever they like; a frame with a driver of its own is not. */
  const isIterator = graph.kind === "generator";
  const isVariable = new Set(graph.variables.map((variable) => variable.name));
  /** Block that resumes → block that suspended. */
  const suspensions = new Map<BlockId, Block>();
  for (const block of liveBlocks(graph)) {
    if (block.terminator.kind === "suspend") suspensions.set(block.terminator.resume, block);
  }
  const { incomingHandlers } = input;
  let usesLoop = false;
  let usesLabel = false;

  const completions = createCompletions({ graph, registers: r, isPlain, awaited });
  const jump: Jump = (target) => {
    usesLoop = true;
    return [b.statement(b.assign(b.id(r.state), b.number(caseOf(target)))), b.continues()];
  };
  /** The same from inside a native loop or switch of a leaf. */
  const jumpFromInside: Jump = (target) => {
    usesLoop = true;
    usesLabel = true;
    return [b.statement(b.assign(b.id(r.state), b.number(caseOf(target)))), b.continues(r.machine)];
  };

  const cases = layout.cases.map((id, position) => {
    const body = [
      ...(suspensions.has(id) ? checkMode(suspensions.get(id)!) : []),
      ...emitBlock(id, layout.cases[position + 1] ?? null, incomingHandler(graph.blocks[id]!)),
    ];
    const clause = b.switchCase(b.number(caseOf(id)), body);
    const source = resumeSource(id);
    if (source) clause.leadingComments = [{ type: "CommentLine", value: ` resumed after: ${source}` }];
    return clause;
  });

  let machine: Statement = b.switchOn(b.id(r.state), cases);
  if (usesLoop || isProtected) machine = b.forever(machine);
  if (usesLabel) machine = b.labeled(r.machine, machine);
  return { parameters: [r.frame, r.mode, r.value], body: [...prologue(), guard(machine)] };

  function caseOf(id: BlockId): number {
    return layout.state.get(id)!;
  }

  /** Loads, the ways to be called that run nothing, and the mark that it runs. */
  function prologue(): Statement[] {
    const field = (name: string) => b.member(b.id(r.frame), name);
    const declared = new Set(slots.names);
    const loads = slots.names.map((name) => ({ name, init: field(name) as Node | null }));
    const used = input.usedVariables;
    const rest = graph.variables.filter(({ name }) => !declared.has(name) && used.has(name));
    const locals = rest.map(({ name }) => ({ name, init: b.number(0) as Node | null }));
    const handler = isProtected ? [{ name: r.handler, init: b.number(0) as Node | null }] : [];
    const isAbruptStart = b.logical("&&", b.binary("===", b.id(r.state), b.number(STATE_START)), b.id(r.mode));
    const isOver = b.binary("<", b.id(r.state), b.number(0));
    const load = b.variables([{ name: r.state, init: field("$state") }, ...handler, ...loads, ...locals]);
    // Promises resume a frame once, and a queue one request after the other.
    if (!isIterator) return isProtected || suspensions.size === 0 ? [load] : [load, b.ifElse(b.id(r.mode), leave())];
    const isAbrupt = isProtected ? isAbruptStart : b.id(r.mode);
    return [load, b.ifElse(b.logical("||", isOver, isAbrupt), b.returns(outside("idle"))), setState(STATE_RUNNING)];
  }

  /** Resumed by throw() or return() where nothing of the function's own has to see it. */
  function leave(): Statement {
    return graph.kind === "async" ? b.throws(b.id(r.value)) : b.returns(outside("finish"));
  }

  function outside(name: "idle" | "finish"): Node {
    return b.call(input.runtime(name), [b.id(r.frame), b.id(r.mode), b.id(r.value)]);
  }

  function setState(state: number): Statement {
    return b.statement(b.assign(b.member(b.id(r.frame), "$state"), b.number(state)));
  }

  /** An exception goes to the handler in force, or ends the activation. */
  function guard(machine: Statement): Statement {
    const rethrow = b.throws(b.id(r.error));
    const end = isIterator ? [setState(STATE_DONE), rethrow] : [rethrow];
    if (!isProtected) return isIterator ? b.tryCatch([machine], r.error, end) : machine;
    const take = b.statement(
      b.sequence([
        b.assign(b.id(r.value), b.id(r.error)),
        b.assign(b.id(r.state), b.id(r.handler)),
        b.assign(b.id(r.handler), b.number(0)),
      ]),
    );
    const escape = b.ifElse(b.binary("===", b.id(r.handler), b.number(0)), b.block(end));
    return b.forever(b.tryCatch([machine], r.error, [escape, take]));
  }

  /** Resumed by throw() or return(): to the handler, to the finally, or out. Without any of them, the prologue has looked. */
  function checkMode(source: Block): Statement[] {
    if (!isProtected) return [];
    const handler = handlerOf(graph, source.region);
    const returned = enclosingFinally(graph, source.region)?.returned ?? null;
    if (source.terminator.kind === "suspend" && source.terminator.op === "await") {
      // Nobody returns from the middle of an await.
      return [b.ifElse(b.id(r.mode), handler === null ? b.throws(b.id(r.value)) : b.block(jump(handler)))];
    }
    if (handler === null) return [b.ifElse(b.id(r.mode), b.returns(outside("finish")))];
    const isThrow = b.binary("===", b.id(r.mode), b.number(MODE_THROW));
    if (returned !== null) {
      // if (mode) { state = mode === 1 ? 3 : 4; continue; }
      usesLoop = true;
      const to = b.conditional(isThrow, b.number(caseOf(handler)), b.number(caseOf(returned)));
      return [b.ifElse(b.id(r.mode), b.block([b.statement(b.assign(b.id(r.state), to)), b.continues()]))];
    }
    const isReturn = b.binary("===", b.id(r.mode), b.number(MODE_RETURN));
    return [b.ifElse(isThrow, b.block(jump(handler))), b.ifElse(isReturn, b.returns(outside("finish")))];
  }

  function resumeSource(id: BlockId): string | null {
    const source = suspensions.get(id);
    return source ? input.excerpt(source.terminator.source) : null;
  }

  /** The block's text; `next` is the case that control falls into behind it, `knownHandler` what is in force before. */
  function emitBlock(id: BlockId, next: BlockId | null, knownHandler: number | null): Statement[] {
    const block = graph.blocks[id]!;
    const statements: Statement[] = [];
    const needed = handlerState(block.region);
    if (isProtected && needed !== knownHandler) {
      statements.push(b.statement(b.assign(b.id(r.handler), b.number(needed))));
    }
    if (block.receives !== null) statements.push(b.statement(b.assign(b.id(block.receives), b.id(r.value))));
    for (const leaf of block.leaves) {
      const syntax = input.syntax.get(leaf.id)!;
      statements.push(...(leaf.exits.length > 0 ? asList(completions.replaceExits(syntax, leaf.exits, jumpFromInside)) : [syntax]));
    }
    return [...locate(statements, block.terminator.source), ...locate(emitTerminator(block, next), block.terminator.source)];
  }

  function handlerState(region: RegionId | null): number {
    const handler = handlerOf(graph, region);
    return handler === null ? 0 : caseOf(handler);
  }

  /** The handler that is in force however control comes to the block; null if that differs. */
  function incomingHandler(block: Block): number | null {
    if (suspensions.has(block.id)) return 0;
    const regions = incomingHandlers.get(block.id) ?? new Set(["none" as const]);
    if (regions.size !== 1) return null;
    const [only] = regions;
    return only === "none" ? 0 : handlerState(only);
  }

  function goTo(target: BlockId, next: BlockId | null, from: Block): Statement[] {
    if (target === next) return [];
    if (layout.state.has(target)) return jump(target);
    return emitBlock(target, next, handlerState(from.region));
  }

  function emitTerminator(block: Block, next: BlockId | null): Statement[] {
    const { terminator } = block;
    switch (terminator.kind) {
      case "goto":
        return goTo(terminator.target, next, block);
      case "branch": {
        const test = syntaxOf(terminator.test);
        const otherwise = goTo(terminator.otherwise, null, block);
        if (terminator.otherwise === next && layout.state.has(terminator.otherwise)) {
          // if (test) { … } and fall through
          return [b.at(test, b.ifElse(test, b.block(goTo(terminator.then, null, block))))];
        }
        return [
          b.at(test, b.ifElse(negate(test), b.block(otherwise))),
          ...goTo(terminator.then, next, block),
        ];
      }
      case "switch": {
        const cases = terminator.cases.map((option) => b.switchCase(syntaxOf(option.test), jump(option.target)));
        const otherwise = b.switchCase(null, jump(terminator.otherwise));
        return [b.switchOn(syntaxOf(terminator.discriminant), [...cases, otherwise])];
      }
      case "suspend":
        return emitSuspend(block);
      case "return":
        return completions.returns(terminator.value && syntaxOf(terminator.value));
      case "throw":
        return completions.throws(syntaxOf(terminator.value), terminator.handler, jump);
      case "leave":
        return completions.leaves(
          graph.regions[terminator.region] as FinallyRegion,
          terminator.completion,
          terminator.value && syntaxOf(terminator.value),
          next,
          jump,
        );
      case "endFinally":
        return emitEndFinally(graph.regions[terminator.region] as FinallyRegion, terminator.next, block, next);
      case "unreachable":
        return [];
    }
  }

  function syntaxOf(operand: Operand): Node {
    return input.syntax.get(operand.id)!;
  }

  /** What is awaited, here or by who gets the returned value. The queue of an async generator is no task. */
  function awaited(operand: Node): Node {
    return graph.kind === "async" ? awaitedCall(operand, { ...input, frame: r.frame, value: r.value }) : operand;
  }

  /** value = operand; frame.x = x; frame.$state = 2; return value; */
  function emitSuspend(block: Block): Statement[] {
    const { terminator } = block;
    if (terminator.kind !== "suspend") throw new Error("emit: not a suspension");
    const origin = terminator.operand && syntaxOf(terminator.operand);
    let operand: Node | null = origin;
    const statements: Statement[] = [];
    if (terminator.op === "delegate" && isIterator) return emitDelegation(block, origin!);
    if (terminator.op === "delegate") operand = b.at(origin, b.call(input.runtime("delegateAsync"), [b.id(r.frame), origin!]));
    if (terminator.op === "await") operand = awaited(operand!);
    if (operand && !isPlain(operand)) {
      statements.push(b.at(origin, b.statement(b.at(origin, b.assign(b.id(r.value), b.unnamed(operand))))));
      operand = b.at(origin, b.id(r.value));
    }
    statements.push(...spillsOf(block));
    // An async generator awaits the operand of a yield before its request is answered.
    if (terminator.op === "yield" && !isIterator) statements.push(b.statement(b.assign(b.member(b.member(b.id(r.frame), "$queue"), "yields"), b.boolean(true))));
    statements.push(setState(caseOf(terminator.resume)), b.at(origin, b.returns(operand)));
    return statements;
  }

  /** value = …; frame.$leaf = value; value.$up = frame; frame.$state = 2; return; */
  function emitDelegation(block: Block, operand: Node): Statement[] {
    const resumesAt = (block.terminator as Extract<Terminator, { kind: "suspend" }>).resume;
    return [
      b.at(operand, b.statement(b.at(operand, b.assign(b.id(r.value), delegate(operand))))),
      b.statement(b.assign(b.member(b.id(r.frame), "$leaf"), b.id(r.value))),
      b.statement(b.assign(b.member(b.id(r.value), "$up"), b.id(r.frame))),
      ...spillsOf(block),
      setState(caseOf(resumesAt)),
      b.at(operand, b.returns(null)),
    ];
  }

  /** The frame to delegate to: h$unstarted(), or g$delegate(value = operand) || delegate(value) */
  function delegate(operand: Node): Node {
    const call = unwrapped(operand);
    const companion = input.unstarted(call);
    if (companion !== null) return b.at(operand, b.call(b.id(companion), call.arguments));
    const own = b.at(operand, b.call(b.id(input.delegateName()), [b.assign(b.id(r.value), operand)]));
    return b.logical("||", own, b.at(operand, b.call(input.runtime("delegate"), [b.id(r.value)])));
  }

  /** frame.x = x; */
  function spillsOf(block: Block): Statement[] {
    return (slots.spills.get(block.id) ?? []).map((name) => b.statement(b.assign(b.member(b.id(r.frame), name), b.id(name))));
  }

  /** Neither runs code nor can throw, so the frame may be marked as suspended before. */
  function isPlain(expression: Node): boolean {
    if (expression.type === "Identifier") return isVariable.has(expression.name);
    if (expression.type === "UnaryExpression" && expression.operator === "void") return isPlain(expression.argument);
    return /^(Numeric|String|Boolean|Null)Literal$/.test(expression.type);
  }

  /** if (completion === 1) throw pended; … and on behind */
  function emitEndFinally(region: FinallyRegion, target: BlockId, block: Block, next: BlockId | null): Statement[] {
    const is = (completion: number) => b.binary("===", b.id(region.completion), b.number(completion));
    const pended = () => b.id(region.value);
    const outer = enclosingFinally(graph, region.parent);
    const throwOn = completions.throws(pended(), handlerOf(graph, region.parent), jump);
    const returnOn = outer
      ? completions.leaves(outer, PEND_RETURN, pended(), null, jump)
      : [setState(STATE_DONE), b.returns(pended())];
    const jumps = region.jumps.map((jump, index) =>
      b.ifElse(is(PEND_JUMP + index), b.block(goTo(jump, null, block))),
    );
    return [
      b.ifElse(is(PEND_THROW), b.block(throwOn)),
      b.ifElse(is(PEND_RETURN), b.block(returnOn)),
      ...jumps,
      ...goTo(target, next, block),
    ];
  }

}

/** Statements made for a piece of the source map to it. */
function locate(statements: Statement[], source: SourceRange | null): Statement[] {
  if (source === null) return statements;
  const start = { line: source.line, column: source.column };
  for (const statement of statements) statement.loc ??= { start, end: start };
  return statements;
}

/** !(a < b), and no second ! in front of one */
function negate(test: Node): Node {
  if (test.type === "UnaryExpression" && test.operator === "!") return b.at(test, test.argument);
  return b.at(test, b.not(test));
}

function asList(statement: Node): Statement[] {
  return statement.type === "BlockStatement" ? statement.body : [statement];
}
