// A file: which of its functions are compiled, what they share, and what is done around them. Each of them goes through compile-function.ts.

import { become } from "./ast/become.js";
import { completeTree } from "./ast/complete-tree.js";
import { eraseAssertions } from "./ast/assertions.js";
import { createNames } from "./ast/names.js";
import { isWithin, placeNodes } from "./ast/positions.js";
import { createSuspensionTest } from "./ast/suspensions.js";
import type { Node } from "./ast/node.js";
import { cloneTree } from "./ast/walk.js";
import { attach } from "./attach/attach.js";
import { isRefusal, type Diagnostic } from "./diagnostics/diagnostics.js";
import { createCompanions } from "./emit/function/companions.js";
import { createContainers } from "./emit/place/containers.js";
import { findHiddenGlobals } from "./emit/file/hidden-globals.js";
import { createRuntimeImports } from "./emit/file/runtime-imports.js";
import { tagOf } from "./emit/file/script-tag.js";
import type { Options } from "./options.js";
import type { RuntimeImport } from "./protocol.js";
import { compileFunction, type CompiledFunction, type OpenFile, type Observation } from "./compile-function.js";
import { gatherCallFacts } from "./resolve/call-facts.js";
import { inferNames } from "./resolve/inferred-names.js";
import { analyzeScopes } from "./resolve/scopes.js";
import type { Binding, ScopeAnalysis } from "./ast/scope-model.js";
import { removeComments, removeRequest } from "./select/annotations.js";
import { select, type SelectedFunction, type Selection } from "./select/select.js";
import { findUnsupported } from "./select/support.js";

export interface PipelineInput {
  /** A Program node; it is completed, and if nothing in it is refused, compiled in place. */
  program: Node;
  /** All comments of the file; not given, those at nodes of its code are all there are. */
  comments?: Node[];
  /** The text it was parsed from: comments in the output quote it. */
  source: string;
  /** Shown in logical stacks. */
  filename: string;
  options: Options;
  /** Those that the parser went on from, on request, with the position of each. Where one is in a function to compile, it is thrown. */
  syntaxErrors?: (Error & { pos: number })[];
  /** Node puts the file into a function, so that what it declares is no global variable. The tree does not say so. */
  isCommonJS?: boolean;
  /** Babel's parser, for pieces of the runtime that are put into the file. */
  parse(code: string): Node;
  /** Without it the graph is emitted as it was built; for tests, and for looking at what the passes do. */
  optimize?: boolean;
  /** The tree is printed, and nothing else is done with it: then a node may stand in several places. */
  isOnlyPrinted?: boolean;
  /** Is shown every function between the phases; for tests, and for people who want to see them at work. */
  observe?(seen: Observation): void;
}

export interface PipelineOutput {
  functions: CompiledFunction[];
  diagnostics: Diagnostic[];
  /** Something was refused and `onUnsupported` is "error": the program is as it was. */
  isLeftAlone: boolean;
  /** What of the runtime the program uses now. */
  imports: RuntimeImport[];
}

export function compileProgram(input: PipelineInput): PipelineOutput {
  const { program, options } = input;
  const isPlaced = completeTree(program);
  let known: ScopeAnalysis | null = null;
  const analysisOf = (): ScopeAnalysis => (known ??= analyzeScopes(program));
  const selection = select(program, options, (identifier) => isOfModule(analysisOf().references.get(identifier)?.binding), input.comments);
  if (selection.functions.length === 0) {
    const { diagnostics, wrappers } = selection;
    const isLeftAlone = leavesAlone(diagnostics, options);
    if (!isLeftAlone) unwrap(wrappers);
    return { functions: [], diagnostics, isLeftAlone, imports: [] };
  }
  const inSelected = ({ pos }: { pos: number }) => selection.functions.some(({ node }) => node.start! <= pos && pos < node.end!);
  const syntaxError = input.syntaxErrors?.find(inSelected);
  if (syntaxError) throw syntaxError;
  if (isPlaced) return compileSelected(input, selection, analysisOf());
  const displace = placeNodes(program);
  try {
    return compileSelected(input, selection, analyzeScopes(program));
  } finally {
    displace();
  }
}

function compileSelected(input: PipelineInput, selection: Selection, analysis: ScopeAnalysis): PipelineOutput {
  const { program, options, isOnlyPrinted = false } = input;
  const { diagnostics } = selection;
  const supported = selection.functions.filter((selected) => {
    const found = findUnsupported(selected, analysis, createSuspensionTest(selected.kind === "async-generator"));
    diagnostics.push(...found);
    return !found.some(isRefusal);
  });
  const hidden = findHidden(input, analysis);
  diagnostics.push(...hidden);
  diagnostics.sort((a, c) => (a.loc?.start.line ?? 0) - (c.loc?.start.line ?? 0) || (a.loc?.start.column ?? 0) - (c.loc?.start.column ?? 0));
  if (leavesAlone(diagnostics, options)) return { functions: [], diagnostics, isLeftAlone: true, imports: [] };

  const compiled = hidden.length > 0 ? [] : supported;
  removeComments(compiled.flatMap(({ comments }) => comments), selection.commentLists);
  if (compiled.length > 0) removeRequest(program);
  const erased = new Map<Node, Node>();
  for (const node of outermost(compiled.map(({ node }) => node))) eraseAssertions(node, erased);
  for (const selected of compiled) while (erased.has(selected.parent)) selected.parent = erased.get(selected.parent)!;

  const file = openFile(input, compiled, selection, analysis);
  const functions = compiled.map((selected) => compileFunction(selected, file));

  const { containers, declarations, companions, runtime } = file;
  declarations.push(...companions.declarations());
  containers.finish(() => true);
  unwrap(selection.wrappers);
  program.body.push(...declarations);
  runtime.insert(program);
  attach([...declarations, ...outermost(compiled.map(({ node }) => node))], { isOnlyPrinted });
  return { functions, diagnostics, isLeftAlone: false, imports: runtime.used() };
}

const leavesAlone = (diagnostics: Diagnostic[], { onUnsupported }: Options): boolean => onUnsupported === "error" && diagnostics.some(isRefusal);

/**
 * Which variables are in the way depends on what the file needs of the runtime. That is known when all is emitted, and then it is
 * too late to leave the program as it is. So, where one may be, a copy of it is compiled first.
 */
function findHidden(input: PipelineInput, analysis: ScopeAnalysis): Diagnostic[] {
  const { program, options } = input;
  if (findHiddenGlobals(options, analysis).length === 0) return [];
  const compiledAnyway: Options = { ...options, runtime: "import", onUnsupported: "warn" };
  const { imports } = compileProgram({ ...input, program: cloneTree(program), options: compiledAnyway, observe: undefined });
  return findHiddenGlobals(options, analysis, imports);
}

function openFile(input: PipelineInput, supported: SelectedFunction[], selection: Selection, analysis: ScopeAnalysis): OpenFile {
  const { program, source, filename, options, isCommonJS = false, parse, optimize = true, observe } = input;
  const isShared = program.sourceType === "script" && !isCommonJS;
  const names = createNames(analysis.names, isShared ? tagOf(source) : null);
  const inferredNames = inferNames(program);
  const runtime = createRuntimeImports(options, names, parse);
  const calls = gatherCallFacts(supported, program, analysis, inferredNames);
  /** Every function that is compiled, and where its body began: nodes change, positions do not. */
  const machines = new Map<Node, number>(supported.map(({ node }) => [node, node.body.start!]));
  const isInMachine = (node: Node, owner: Node) => {
    const bodyStart = machines.get(owner);
    return bodyStart !== undefined && node.start! >= bodyStart;
  };
  const { functions } = analysis;
  return {
    program,
    source,
    filename,
    options,
    optimizes: optimize,
    observe,
    analysis,
    inferredNames,
    calls,
    names,
    takenInside: new Map(),
    runtime,
    containers: createContainers({ program, places: selection.containers, functions, inferredNames, isInMachine, names, runtime: runtime.use }),
    companions: createCompanions(calls, names),
    compiled: new Map(),
    declarations: [],
    isInMachine,
  };
}

/** coroutine(function* () {}) → the function */
function unwrap(wrappers: Node[]): void {
  for (const call of wrappers) become(call, call.arguments[0]);
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
