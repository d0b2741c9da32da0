// The phases, in order. Read it from top to bottom: it is the compiler.

import { eraseAssertions } from "./ast/assertions.js";
import { createNames } from "./ast/names.js";
import { placeNodes } from "./ast/positions.js";
import { createSuspensionTest } from "./ast/suspensions.js";
import type { Node, Statement } from "./ast/node.js";
import { analyzeLiveness } from "./graph/liveness.js";
import { findIncomingHandlers } from "./analyze/incoming-handlers.js";
import { layOut } from "./analyze/layout.js";
import { chooseResumeProtocol } from "./analyze/resume-protocol.js";
import { analyzeSlots, slotTable, type SlotTable } from "./analyze/slots.js";
import { usedVariables } from "./analyze/used-variables.js";
import { attach, separateNodes } from "./attach/attach.js";
import { build } from "./build/build.js";
import type { Diagnostic } from "./diagnostics/diagnostics.js";
import type { EmittedFunction } from "./emit/emitted-function.js";
import { emitFunction } from "./emit/function.js";
import { createContainers, finishContainer, type Container } from "./emit/containers.js";
import { emitDebugTable } from "./emit/debug-table.js";
import { placeFunction, unwrap } from "./emit/place.js";
import { createRuntimeImports } from "./emit/runtime-imports.js";
import { nameRegisters } from "./emit/registers.js";
import { emitStep } from "./emit/step.js";
import { graphToJson } from "./graph/json.js";
import type { BlockId, FunctionKind, LeafId, SourceRange, StateGraph } from "./graph/graph.js";
import type { CompiledFunction } from "./lower/lowering.js";
import { lower } from "./lower/lower.js";
import { optimize } from "./optimize/optimize.js";
import type { Options } from "./options.js";
import { inferNames } from "./resolve/inferred-names.js";
import { knownGenerators } from "./resolve/known-generators.js";
import { privateUses } from "./resolve/private-uses.js";
import { callsOfOnlyCalled } from "./resolve/only-called.js";
import { choosePlacement, meansOutside, precedesThis } from "./resolve/placement.js";
import { analyzeScopes } from "./resolve/scopes.js";
import { isFixedFunction, type Binding, type ScopeAnalysis } from "./ast/scope-model.js";
import { select, type SelectedFunction, type Selection } from "./select/select.js";
import { findUnsupported } from "./select/support.js";
import { spill } from "./spill/spill.js";

export interface PipelineInput {
  /** A Program node; it is changed in place, if nothing in it is refused. */
  program: Node;
  /** The text it was parsed from: comments in the output quote it. */
  source: string;
  /** Shown in logical stacks. */
  filename: string;
  options: Options;
  /** Babel's parser, for pieces of the runtime that are put into the file. */
  parse(code: string): Node;
  /** Without it the graph is emitted as it was built; for tests, and for looking at what the passes do. */
  optimize?: boolean;
  /** The tree is printed, and nothing else is done with it: then a node may stand in several places. */
  isOnlyPrinted?: boolean;
  /** Is shown every function between the phases; for tests, and for people who want to see them at work. */
  observe?(seen: Observation): void;
}

/**
 * A function, by its name, on its way through the phases. Functions come one after the other, in the order of the output.
 * Nodes and graph are those that the next phase changes: whoever wants to keep them makes a copy at once.
 */
export type Observation = { function: string } & (
  | { phase: "lower" | "spill"; statements: Statement[] }
  | { phase: "build"; graph: StateGraph; syntax: Map<LeafId, Node> }
  /** After each pass of the optimizer. */
  | { phase: "optimize"; pass: string; graph: StateGraph; syntax: Map<LeafId, Node> }
);

export interface CompiledFunctionInfo {
  name: string;
  kind: FunctionKind;
  loc: SourceRange | null;
  graph: StateGraph;
  slots: SlotTable;
  /** For each case of the step function, by its number, the block that it prints; the number is `$state` where it resumes. */
  states: BlockId[];
  /** The name of the emitted frame constructor, by which a frame can be told; null where there is nothing to keep. */
  frame: string | null;
}

export interface PipelineOutput {
  functions: CompiledFunctionInfo[];
  diagnostics: Diagnostic[];
}

export function compileProgram(input: PipelineInput): PipelineOutput {
  const { program, options } = input;
  let known: ScopeAnalysis | null = null;
  const analysisOf = (): ScopeAnalysis => (known ??= analyzeScopes(program));
  const selection = select(program, options, (identifier) => isOfModule(analysisOf().references.get(identifier)?.binding));
  if (selection.functions.length === 0) {
    const { diagnostics, wrappers } = selection;
    const refused = options.onUnsupported === "error" && diagnostics.some(({ severity }) => severity === "error");
    if (!refused) wrappers.forEach(unwrap);
    return { functions: [], diagnostics };
  }
  if (selection.isPlaced) return compileSelected(input, selection, analysisOf());
  const displace = placeNodes(program);
  try {
    return compileSelected(input, selection, analyzeScopes(program));
  } finally {
    displace();
  }
}

function compileSelected(
  { program, source, filename, options, parse, optimize: optimizes = true, isOnlyPrinted = false, observe }: PipelineInput,
  selection: Selection,
  analysis: ScopeAnalysis,
): PipelineOutput {
  const { diagnostics } = selection;
  const supported = selection.functions.filter((selected) => {
    const found = findUnsupported(selected, analysis, createSuspensionTest(selected.kind === "async-generator"));
    diagnostics.push(...found);
    return found.every(({ severity }) => severity !== "error");
  });
  diagnostics.sort((a, c) => (a.loc?.start.line ?? 0) - (c.loc?.start.line ?? 0) || (a.loc?.start.column ?? 0) - (c.loc?.start.column ?? 0));
  const refused = diagnostics.some((diagnostic) => diagnostic.severity === "error");
  if (refused && options.onUnsupported === "error") return { functions: [], diagnostics };

  const erased = new Map<Node, Node>();
  for (const node of outermost(supported.map(({ node }) => node))) eraseAssertions(node, erased);
  for (const selected of supported) while (erased.has(selected.parent)) selected.parent = erased.get(selected.parent)!;

  const names = createNames(analysis.names);
  const inferredNames = inferNames(program);
  const runtime = createRuntimeImports(options, names, parse);
  const registers = nameRegisters(names);
  const containers = createContainers({ names, runtime: runtime.use });
  const compiled = new Map<Node, CompiledFunction>();
  const functions: CompiledFunctionInfo[] = [];
  /** Every function that is compiled, and where its body began: nodes change, positions do not. */
  const machines = new Map<Node, number>(supported.map(({ node }) => [node, node.body.start!]));
  const declarations: Statement[] = [];
  const onlyCalled = new Map<Node, Node[]>();
  for (const { node } of supported) {
    const calls = callsOfOnlyCalled(analysis.functions.get(node)!, analysis, inferredNames.get(node));
    if (calls) onlyCalled.set(node, calls);
  }
  const asyncFunctions = supported.filter(({ kind }) => kind === "async").map(({ node }) => node);
  const privateMethods = supported.flatMap(({ node }) => (node.type === "ClassPrivateMethod" ? [node] : []));
  const used = privateUses(program, new Set(privateMethods));
  for (const [method, calls] of used.calls) if (!used.seen.has(method)) onlyCalled.set(method, calls);
  /** Where calls of compiled async functions end that have nothing about them to be known by. */
  const entered = new Set(asyncFunctions.flatMap((node) => onlyCalled.get(node) ?? []).map(({ end }) => end));
  const generators = supported.filter(({ kind }) => kind === "generator").map(({ node }) => node);
  const calledGenerators = knownGenerators(generators, analysis);
  /** Of those that something delegates to: the names of what makes frames of them and no more; and what can emit it. */
  const unstartedNames = new Map<Node, string>();
  const unstartedEmitters = new Map<Node, EmittedFunction["unstarted"]>();

  for (const selected of supported) {
    const facts = analysis.functions.get(selected.node)!;
    const placement = choosePlacement(facts);
    const inMachine = facts.parent !== null && isInMachine(selected.node, facts.parent.node);
    const baseName = baseNameOf(selected);
    finishContainers((container) => isWithin(container.node, selected.node));
    for (const container of containers.all.values()) {
      if (selection.containers.get(container.node)!.owner === selected.node) containers.prepare(container);
    }
    const shared = { node: selected.node, baseName, names, runtime: runtime.use };

    const lowered = lower({ ...shared, kind: selected.kind, facts, placement, analysis, inferredNames, compiled, containers: containers.all });
    observe?.({ function: selected.name, phase: "lower", statements: [...lowered.body, ...lowered.factories] });
    const variables = [...lowered.variables];
    const known = new Set(variables.map((variable) => variable.name));
    const suspends = createSuspensionTest();
    const body: Statement[] = spill(lowered.body, {
      names,
      runtime: runtime.use,
      suspends,
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
    observe?.({ function: selected.name, phase: "spill", statements: body });

    const built = build({ ...selected, body, variables, suspends, fresh: names.fresh });
    const { graph, syntax } = built;
    observe?.({ function: selected.name, phase: "build", graph, syntax });
    if (optimizes) optimize(graph, (pass) => observe?.({ function: selected.name, phase: "optimize", pass, graph, syntax }));
    const slots = analyzeSlots(graph, analyzeLiveness(graph));
    const layout = layOut(graph);
    const table = slotTable(graph, slots, layout.state);

    const isOnlyCalled = onlyCalled.has(selected.node);
    const isOrdinary = !!options.assumptions.ordinaryFunctions && !placement.once;
    const isStrict = facts.isStrict && !analysis.program.function.isStrict;
    let delegateName: string | null = null;
    const step = emitStep({
      graph,
      syntax,
      slots,
      layout,
      usedVariables: usedVariables(graph),
      incomingHandlers: findIncomingHandlers(graph),
      registers,
      runtime: runtime.use,
      delegateName: () => (delegateName ??= names.fresh(`${baseName}$delegate`)),
      unstarted,
      entersCoroutine: (call) => entered.has(call.end),
      excerpt: (range) => excerpt(source, range),
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
      hasDynamicNames: facts.hasDynamicNames || facts.hasDirectEval,
      // In a machine the variable may be a cell, which the function's own name must not hide.
      meansOutside: (name) => meansOutside(name, facts, placement, inMachine ? null : constantHolding(selected.node)),
      binding: (selected.node.id && analysis.declarations.get(selected.node.id)) ?? null,
      isShadowed: (name) => facts.hasDynamicNames ? facts.scope.bindings.has(name) : facts.scope.bindings.get(name)?.kind === "param",
      isStrict: facts.isStrict && !facts.hasUseStrict,
      debug: options.debug,
      compiled,
      runtime: runtime.use,
    });
    const emitted = emitFunction({
      ...shared,
      placement,
      parameters: lowered.parameters,
      kickoffVariables: lowered.kickoffVariables,
      slotNames: slots.names,
      step,
      factories: lowered.factories,
      delegateName,
      self: placing.self,
      shape: placing.shape,
      protocol: chooseResumeProtocol(graph),
      isStrict,
      registers,
      isOnlyCalled,
      isOrdinary,
      debug: options.debug,
    });
    if (options.debug && emitted.frameName !== null) {
      const described = graphToJson(graph, source, { slots: table, states: layout.cases });
      const shown = { name: selected.name, file: filename, graph: described, excerpt: (range: TextRange | null) => excerpt(source, range) };
      program.body.unshift(emitDebugTable(emitted.frameName, shown, runtime.use));
    }
    unstartedEmitters.set(selected.node, emitted.unstarted);
    attach(emitted, selected.node);
    placing.put(emitted);
    declarations.push(...emitted.declarations);
    functions.push({
      name: selected.name,
      kind: selected.kind,
      loc: graph.source,
      graph,
      slots: table,
      states: layout.cases,
      frame: emitted.frameName,
    });
  }

  for (const [node, name] of unstartedNames) declarations.push(unstartedEmitters.get(node)!(name));
  finishContainers(() => true);
  for (const call of selection.wrappers) unwrap(call);
  program.body.push(...declarations);
  runtime.insert(program);
  if (!isOnlyPrinted) separateNodes([...declarations, ...outermost(supported.map(({ node }) => node))]);
  return { functions, diagnostics };

  /** What makes the frame of a call that yield* delegates to, if it still calls what it called in the source. */
  function unstarted(call: Node): string | null {
    const node = call.type === "CallExpression" ? calledGenerators.get(call.end!) : undefined;
    if (!node || call.callee.name !== node.id.name || call.arguments.some(({ type }: Node) => type === "SpreadElement")) return null;
    const name = unstartedNames.get(node) ?? names.fresh(`${node.id.name}$unstarted`);
    unstartedNames.set(node, name);
    return name;
  }

  /** The variable that names an anonymous function, if nothing else is ever in it. */
  function constantHolding(node: Node): Binding | null {
    const inferred = inferredNames.get(node);
    const binding = inferred?.kind === "static" && inferred.variable ? analysis.declarations.get(inferred.variable) : undefined;
    return binding?.kind === "const" ? binding : null;
  }

  /** In the body of a machine, that is; its parameters stay with the kickoff function as they are written. */
  function isInMachine(node: Node, owner: Node): boolean {
    const bodyStart = machines.get(owner);
    return bodyStart !== undefined && node.start! >= bodyStart;
  }

  /** Classes and objects with compiled members; those directly in a machine were finished when it was lowered. */
  function finishContainers(which: (container: Container) => boolean): void {
    const isDue = (container: Container): boolean => {
      const { owner } = selection.containers.get(container.node)!;
      return which(container) && !(owner && isInMachine(container.node, owner));
    };
    // Containers of these keys may be new, and are then met by the same loop.
    for (const container of containers.all.values()) if (isDue(container)) containers.keepNameOf(container, inferredNames.get(container.node));
    for (const container of containers.all.values()) {
      if (!isDue(container)) continue;
      containers.all.delete(container.node);
      finishContainer(container, selection.containers.get(container.node)!, { names, runtime: runtime.use, containers, functions: analysis.functions, inferredNames });
    }
  }
}

/** Imported, or a variable of the file that is required once. */
const isOfModule = (binding: Binding | null | undefined) => binding?.kind === "import" || (binding?.scope.kind === "program" && binding.writes === 1);

/** Of functions, innermost first, those that lie in no other. */
function outermost(nodes: Node[]): Node[] {
  const found: Node[] = [];
  for (const node of nodes.toReversed()) {
    const last = found.at(-1);
    if (!last || !isWithin(node, last)) found.push(node);
  }
  return found;
}

const isWithin = (inner: Node, outer: Node) => inner.start! >= outer.start! && inner.end! <= outer.end!;

function baseNameOf(selected: SelectedFunction): string {
  return /^[A-Za-z_$][\w$]*$/.test(selected.name) ? selected.name : selected.name.replace(/[^\w$]+/g, "_") || "anonymous";
}

type TextRange = Pick<SourceRange, "start" | "end">;

/** The source of a suspension in one line, for the comment above the case that resumes it. */
function excerpt(source: string, range: TextRange | null): string | null {
  if (!range) return null;
  const text = source.slice(range.start, range.end).trim().replace(/\s+/g, " ").replace(/\*\//g, "* /");
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
