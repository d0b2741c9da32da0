// A StateGraph under construction: where the next leaf goes, and what `break`, `return` and a throw mean there.

import type { Node } from "../ast/node.js";
import {
  enclosingFinally,
  handlerOf,
  type Block,
  type BlockId,
  type Exit,
  type FinallyRegion,
  type LeafId,
  type Operand,
  type Region,
  type RegionId,
  type SourceRange,
  type StateGraph,
  type Terminator,
  type TerminatorKind,
  type VariableOrigin,
} from "../graph/graph.js";
import { PEND_JUMP, PEND_RETURN } from "../protocol.js";
import { effectsOf } from "./effects.js";
import type { BuildInput } from "./build.js";

/** A statement that `break` or `continue` can name. */
export interface JumpTarget {
  labels: string[];
  /** `break` without a label leaves it (loops and switch). */
  plainBreak: boolean;
  breakTo: BlockId;
  continueTo: BlockId | null;
  region: RegionId | null;
}

export interface Builder {
  graph: StateGraph;
  syntax: Map<LeafId, Node>;
  targets: JumpTarget[];
  suspends(node: Node | null | undefined): boolean;
  /** The region that blocks made now belong to. */
  region: RegionId | null;
  /** A block to be filled later. */
  reserve(receives?: string | null, region?: RegionId | null): BlockId;
  /** Goes on in a reserved block; what is built before anyone jumps there is dropped as unreachable. */
  enter(id: BlockId): void;
  /** Ends the current block. Until the next `enter`, what is built is unreachable. */
  terminate(terminator: Terminator): void;
  leaf(statement: Node, exits?: Exit[]): void;
  operand(expression: Node): Operand;
  addRegion(region: Omit<Region, "id">): RegionId;
  /** A name no one else has. */
  fresh(wish: string): string;
  /** Makes the name a variable of the step function. */
  variable(name: string, origin: VariableOrigin): string;
  /** Terminators for leaving the current position. */
  jump(target: JumpTarget, to: BlockId): TerminatorKind;
  returns(value: Operand | null): TerminatorKind;
  /** The nearest enclosing handler in this function. */
  handler(): BlockId | null;
}

export function createBuilder(input: BuildInput): Builder {
  const graph: StateGraph = {
    name: input.name,
    kind: input.kind,
    source: sourceRange(input.node),
    entry: 0,
    blocks: [],
    regions: [],
    variables: [...input.variables],
  };
  const names = new Set(graph.variables.map((variable) => variable.name));
  const isVariable = (name: string) => names.has(name);
  const syntax = new Map<LeafId, Node>();
  let nextLeaf = 0;
  let current: Block | null = null;

  const builder: Builder = {
    graph,
    syntax,
    targets: [],
    suspends: input.suspends,
    region: null,

    reserve(receives = null, region = builder.region) {
      const id = graph.blocks.length;
      graph.blocks.push({ id, region, receives, leaves: [], terminator: { kind: "unreachable", source: null } });
      return id;
    },
    enter(id) {
      current = graph.blocks[id];
    },
    terminate(terminator) {
      if (current) current.terminator = terminator;
      current = null;
    },
    leaf(statement, exits = []) {
      if (!current) return;
      const id = nextLeaf++;
      syntax.set(id, statement);
      const effects = effectsOf(statement, isVariable);
      current.leaves.push({ id, effects, exits, source: sourceRange(statement.expression ?? statement) });
    },
    operand(expression) {
      const id = nextLeaf++;
      syntax.set(id, expression);
      return { id, effects: effectsOf(expression, isVariable) };
    },
    addRegion(region) {
      const id = graph.regions.length;
      graph.regions.push({ ...region, id } as Region);
      return id;
    },
    fresh: input.fresh,
    variable(name, origin) {
      if (!names.has(name)) {
        names.add(name);
        graph.variables.push({ name, origin, sourceName: null, isParameter: false, isCell: false });
      }
      return name;
    },
    jump: (target, to) => leaveTo(to, target.region, builder.region),
    returns(value) {
      const region = enclosingFinally(graph, builder.region);
      if (!region) return { kind: "return", value };
      return { kind: "leave", region: region.id, completion: PEND_RETURN, value };
    },
    handler: () => handlerOf(graph, builder.region),
  };

  /** A jump goes through every `finally` on its way, innermost first. */
  function leaveTo(target: BlockId, targetRegion: RegionId | null, from: RegionId | null): TerminatorKind {
    const region = finallyBetween(from, targetRegion);
    if (!region) return { kind: "goto", target };
    const onward = leaveTo(target, targetRegion, region.parent);
    let next = target;
    if (onward.kind !== "goto") {
      next = builder.reserve(null, region.parent);
      graph.blocks[next]!.terminator = { ...onward, source: null };
    }
    const known = region.jumps.findIndex((jump) => sameJump(jump, next));
    const index = known >= 0 ? known : region.jumps.push(next) - 1;
    return { kind: "leave", region: region.id, completion: PEND_JUMP + index, value: null };
  }

  function sameJump(a: BlockId, c: BlockId): boolean {
    if (a === c) return true;
    const [one, two] = [graph.blocks[a]!.terminator, graph.blocks[c]!.terminator];
    return one.kind === "leave" && two.kind === "leave" && one.region === two.region && one.completion === two.completion;
  }

  function finallyBetween(from: RegionId | null, to: RegionId | null): FinallyRegion | null {
    for (let id = from; id !== null && id !== to; id = graph.regions[id].parent) {
      const region = graph.regions[id];
      if (region.kind === "finally") return region;
    }
    return null;
  }

  builder.enter(builder.reserve());
  return builder;
}

export function sourceRange(node: Pick<Node, "start" | "end" | "loc"> | null | undefined): SourceRange | null {
  if (!node?.loc || node.start == null) return null;
  const { start, end } = node.loc;
  // A node's own position may be one of ours (positions.ts); Babel's parser notes it in `loc`, too.
  return { start: start.index ?? node.start, end: end.index ?? node.end!, line: start.line, column: start.column };
}
