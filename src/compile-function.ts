// One function through the phases, in order. Read it from top to bottom: it is the compiler. The last phase, attach, is pipeline.ts's: it
// comes when all functions are emitted.

import { at } from "./ast/build.js";
import { createSuspensionTest } from "./ast/suspensions.js";
import { identifierFor, marked, type FileNames, type FunctionNames, type Names } from "./ast/names.js";
import { isWithin } from "./ast/positions.js";
import type { Node, Statement } from "./ast/node.js";
import { findHandlerChanges } from "./analyze/handler-changes.js";
import { layOut, type Layout } from "./analyze/layout.js";
import { findPendedReturns } from "./analyze/pended-returns.js";
import { findReceivedAtOnce } from "./analyze/received-at-once.js";
import { chooseResumeProtocol } from "./analyze/resume-protocol.js";
import { analyzeSlots, slotTable, type Slots } from "./analyze/slots.js";
import { usedVariables } from "./analyze/used-variables.js";
import { build, type BuiltFunction } from "./build/build.js";
import type { Companions } from "./emit/function/companions.js";
import type { Containers } from "./emit/place/container.js";
import { emitDebugTable } from "./emit/function/debug-table.js";
import type { EmitInput, EmittedFunction } from "./emit/function/emitted-function.js";
import { emitFunction } from "./emit/function/function.js";
import { placeFunction, type Placing } from "./emit/place/place.js";
import { nameRegisters, type Registers } from "./emit/registers.js";
import type { RuntimeImports } from "./emit/file/runtime-imports.js";
import { emitStep } from "./emit/step/step.js";
import { assignsParameter } from "./emit/step/use-parameter.js";
import { excerptOf } from "./graph/excerpt.js";
import type { BlockId, FunctionKind, LeafId, SourceRange, StateGraph } from "./graph/graph.js";
import { graphToJson, type SlotTable } from "./graph/json.js";
import { analyzeLiveness } from "./graph/liveness.js";
import type { InnerMachine } from "./lower/lowering.js";
import { lower, type LoweredFunction } from "./lower/lower.js";
import { optimize } from "./optimize/optimize.js";
import type { Options } from "./options.js";
import type { CallFacts } from "./resolve/call-facts.js";
import type { InferredName } from "./resolve/inferred-names.js";
import { choosePlacement, meansOutside, precedesThis, type Placement } from "./resolve/placement.js";
import { allNames, isFixedFunction, isStrictByItself, type Binding, type FunctionFacts, type ScopeAnalysis } from "./ast/scope-model.js";
import type { SelectedFunction } from "./select/select.js";
import { spill } from "./spill/spill.js";

/** What the functions of a file share while they are compiled, one after the other. */
export interface OpenFile {
  program: Node;
  /** The text it was parsed from: comments in the output quote it. */
  source: string;
  /** Shown in logical stacks. */
  filename: string;
  options: Options;
  /** Or the graph is emitted as it was built. */
  optimizes: boolean;
  observe: ((seen: Observation) => void) | undefined;
  analysis: ScopeAnalysis;
  inferredNames: Map<Node, InferredName>;
  calls: CallFacts;
  names: FileNames;
  /** What functions inside a function are given as names, once they are compiled. */
  takenInside: Map<FunctionFacts, Set<string>>;
  runtime: RuntimeImports;
  containers: Containers;
  companions: Companions;
  /** Functions that stand in machines which are yet to be compiled, and how they are finished. */
  compiled: Map<Node, InnerMachine>;
  /** What has been emitted for the module level. */
  declarations: Statement[];
  /** In the body of a machine, that is; its parameters stay with the kickoff function as they are written. */
  isInMachine(node: Node, owner: Node): boolean;
}

/**
 * A function, by its name, on its way through the phases. Functions come one after the other, in the order of the output.
 * Nodes and graph are those that the next phase changes: whoever wants to keep them makes a copy at once.
 */
export type Observation = { function: string } & Step;

type Step =
  | { phase: "lower" | "spill"; statements: Statement[] }
  | { phase: "build"; graph: StateGraph; syntax: Map<LeafId, Node> }
  /** After each pass of the optimizer. */
  | { phase: "optimize"; pass: string; graph: StateGraph; syntax: Map<LeafId, Node> };

/** One compiled function, and what was found out about it. */
export interface CompiledFunction {
  /** As people know it: its own name, or that of what it is assigned to. */
  name: string;
  kind: FunctionKind;
  loc: SourceRange | null;
  /** As it was printed: after the optimizer, if that ran. */
  graph: StateGraph;
  /** Which variables are fields of the frame, and which of them hold something in each state. */
  slots: SlotTable;
  /** For each `case` of its step function, by its number, the block that it prints; the number is `$state` where it resumes. */
  states: BlockId[];
  /** Name of the constructor of its frames; null for a function that needs none. */
  frame: string | null;
}

/** A function on its way from phase to phase, with what is found out about it first. */
interface Subject {
  selected: SelectedFunction;
  facts: FunctionFacts;
  placement: Placement;
  /** Prefix of the names of everything emitted for it. */
  baseName: string;
  /** All names of its own are from this pool. */
  pool: FunctionNames;
  registers: Registers;
  /** For what is made beside the function's variables. An eval in its body finds all of that, so then the names are marked. */
  names: Names;
  observe(step: Step): void;
}

export function compileFunction(selected: SelectedFunction, file: OpenFile): CompiledFunction {
  const { analysis, containers } = file;
  const facts = analysis.functions.get(selected.node)!;
  const pool = file.names.forFunction([selected.name, ...allNames(facts)]);
  // Before the names inside are avoided: no function means the registers of another one.
  const registers = nameRegisters(facts.hasDynamicNames || facts.hasDirectEval ? marked(pool) : pool);
  pool.avoid(file.takenInside.get(facts) ?? []);
  const subject: Subject = {
    selected,
    facts,
    placement: choosePlacement(facts),
    baseName: identifierFor(selected.name || "anonymous"),
    pool,
    registers,
    names: facts.hasDynamicNames && facts.hasDirectEval ? marked(pool) : pool,
    observe: (step) => file.observe?.({ function: selected.name, ...step }),
  };
  containers.finish((node) => isWithin(node, selected.node));
  containers.prepareIn(selected.node);

  const lowered = lowerFunction(subject, file);
  const built = buildFunction(subject, spillFunction(subject, lowered, file), file);
  const { graph } = built;
  const liveness = analyzeLiveness(graph);
  const slots = analyzeSlots(graph, liveness);
  const layout = layOut(graph);
  const table = slotTable(graph, slots, layout.state);
  const receivedAtOnce = findReceivedAtOnce(graph, liveness, (piece) => assignsParameter(built.syntax.get(piece)!, graph.kind));
  const { emitted, placing } = emit(subject, { ...lowered, ...built, slots, layout, receivedAtOnce }, file);
  tellAround(facts, pool, file);

  if (file.options.debug && emitted.frameName !== null) {
    const described = graphToJson(graph, file.source, { slots: table, states: layout.cases });
    const shown = { name: selected.name, file: file.filename, graph: described, source: file.source };
    file.program.body.unshift(emitDebugTable(emitted.frameName, shown, file.runtime.use));
  }
  // What is within them takes its position from them; see attach.ts.
  for (const statement of [...emitted.body, ...emitted.declarations]) at(selected.node, statement);
  placing.put(emitted);
  file.companions.learn(selected.node, emitted.unstarted);
  file.declarations.push(...emitted.declarations);
  return { name: selected.name, kind: selected.kind, loc: graph.source, graph, slots: table, states: layout.cases, frame: emitted.frameName };
}

function lowerFunction({ selected, facts, placement, baseName, names, observe }: Subject, file: OpenFile): LoweredFunction {
  const { analysis, inferredNames, compiled, containers, runtime } = file;
  const { node, kind } = selected;
  const lowered = lower({ node, kind, facts, placement, baseName, analysis, inferredNames, names, compiled, containers: containers.all, runtime: runtime.use });
  observe({ phase: "lower", statements: [...lowered.body, ...lowered.factories] });
  return lowered;
}

/** A variable of a function around it may be captured by this one, and must not have the name of one that is its own. */
function tellAround({ parent }: FunctionFacts, { taken }: FunctionNames, { takenInside }: OpenFile): void {
  for (let around = parent; around !== null; around = around.parent) {
    const names = takenInside.get(around) ?? new Set();
    for (const name of taken) names.add(name);
    takenInside.set(around, names);
  }
}

/** What of a function the graph is built from. */
type Flat = Pick<LoweredFunction, "body" | "variables">;

function spillFunction({ facts, names, observe }: Subject, lowered: LoweredFunction, { analysis, runtime }: OpenFile): Flat {
  const variables = [...lowered.variables];
  const known = new Set(variables.map((variable) => variable.name));
  const body = spill(lowered.body, {
    names,
    runtime: runtime.use,
    suspends: createSuspensionTest(),
    isVariable: (name) => known.has(name),
    changedBy(identifier) {
      if (facts.hasDynamicNames) return "anybody";
      if (known.has(identifier.name)) return "the function itself";
      const binding = analysis.references.get(identifier)?.binding;
      return binding && isFixedFunction(binding) ? "nobody" : "anybody";
    },
    mayPrecedeThis: facts.isArrow && precedesThis(facts),
    temporary(wish, origin = "temporary") {
      const name = names.fresh(wish);
      known.add(name);
      variables.push({ name, origin, sourceName: null, isParameter: false, isCell: false });
      return name;
    },
  });
  observe({ phase: "spill", statements: body });
  return { body, variables };
}

function buildFunction({ selected, facts, pool, observe }: Subject, flat: Flat, { optimizes }: OpenFile): BuiltFunction {
  // Jumps assign these wherever they stand, so the object of a `with` may be asked for them.
  const { fresh } = facts.hasDynamicNames ? marked(pool) : pool;
  const built = build({ ...selected, ...flat, suspends: createSuspensionTest(), fresh });
  observe({ phase: "build", ...built });
  if (optimizes) optimize(built.graph, (pass) => observe({ phase: "optimize", pass, ...built }));
  return built;
}

interface Analyzed extends LoweredFunction, BuiltFunction {
  slots: Slots;
  layout: Layout;
  receivedAtOnce: Map<BlockId, LeafId>;
}

/** Where it will stand says how a function refers to itself, so the place is looked at before anything but the step function is emitted. */
function emit({ selected, facts, placement, baseName, pool, registers }: Subject, analyzed: Analyzed, file: OpenFile): { emitted: EmittedFunction; placing: Placing } {
  const { program, options, analysis, inferredNames, calls, names, runtime, containers, companions, compiled } = file;
  const { node } = selected;
  const { graph, syntax, slots, layout, receivedAtOnce } = analyzed;
  const inMachine = facts.parent !== null && file.isInMachine(node, facts.parent.node);
  const findsByName = facts.hasDynamicNames || facts.hasDirectEval;
  const isOnlyCalled = calls.onlyCalled.has(node);
  const isOrdinary = !!options.assumptions.ordinaryFunctions && !placement.once;
  let delegateName: string | null = null;
  const step = emitStep({
    graph,
    syntax,
    slots,
    layout,
    usedVariables: usedVariables(graph, receivedAtOnce),
    receivedAtOnce,
    handlerChanges: findHandlerChanges(graph),
    pendedReturns: findPendedReturns(graph),
    registers,
    runtime: runtime.use,
    delegateName: () => (delegateName ??= names.ofFile(`${baseName}$delegate`)),
    companionOf: companions.of,
    entersCoroutine: (call) => calls.entered.has(call.end!),
    excerpt: (range) => range && excerptOf(range, file.source).replace(/\*\//g, "* /"),
  });
  const placing = placeFunction(selected, {
    program,
    names,
    inferredNames,
    containers,
    inMachine,
    isOfModule: facts.parent === analysis.program.function,
    isOnlyCalled,
    isOrdinary,
    shape: options.shape,
    findsByName,
    // In a machine the variable may be a cell, which the function's own name must not hide.
    meansOutside: (name) => meansOutside(name, facts, placement, inMachine ? null : constantHolding(node, file)),
    binding: (node.id && analysis.declarations.get(node.id)) ?? null,
    isShadowed: (name) => facts.hasDynamicNames ? facts.scope.bindings.has(name) : facts.scope.bindings.get(name)?.kind === "param",
    isStrict: facts.isStrict && !facts.hasUseStrict,
    debug: options.debug,
    compiled,
    runtime: runtime.use,
  });
  const emitted = emitFunction({
    node,
    baseName,
    names,
    pool,
    driver: driverNames(names),
    runtime: runtime.use,
    placement,
    parameters: analyzed.parameters,
    kickoffVariables: analyzed.kickoffVariables,
    slotNames: slots.names,
    step,
    factories: analyzed.factories,
    delegateName,
    self: placing.self,
    shape: placing.shape,
    protocol: chooseResumeProtocol(graph),
    isStrict: isStrictByItself(facts, analysis),
    registers,
    isOnlyCalled,
    isOrdinary,
    debug: options.debug,
  });
  return { emitted, placing };
}

function driverNames(names: FileNames): EmitInput["driver"] {
  const pool = names.forFunction([]);
  return { pool, registers: nameRegisters(pool) };
}

/** The variable that names an anonymous function, if nothing else is ever in it. */
function constantHolding(node: Node, { inferredNames, analysis }: OpenFile): Binding | null {
  const inferred = inferredNames.get(node);
  const binding = inferred?.kind === "static" && inferred.variable ? analysis.declarations.get(inferred.variable) : undefined;
  return binding?.kind === "const" ? binding : null;
}
