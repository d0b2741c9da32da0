// Every file of a phase opens with what it turns into what, in the notation that headers.ts describes. Is it true?

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseSync, type ParserOptions } from "@babel/core";
import { generate } from "@babel/generator";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { describe, expect, it } from "vitest";
import { findHandlerChanges } from "../src/analyze/handler-changes.js";
import { layOut } from "../src/analyze/layout.js";
import { findPendedReturns } from "../src/analyze/pended-returns.js";
import { chooseResumeProtocol } from "../src/analyze/resume-protocol.js";
import { analyzeSlots } from "../src/analyze/slots.js";
import { findReceivedAtOnce } from "../src/analyze/received-at-once.js";
import { usedVariables } from "../src/analyze/used-variables.js";
import { keyName } from "../src/ast/definitions.js";
import type { FunctionNode, Node } from "../src/ast/node.js";
import type { Binding, FunctionFacts, Reference, Scope } from "../src/ast/scope-model.js";
import type { CompileOptions, CompileResult, CompileStep } from "../src/compiler/index.js";
import { liveBlocks, type Effects, type StateGraph } from "../src/graph/graph.js";
import { analyzeLiveness } from "../src/graph/liveness.js";
import { graphToMermaid } from "../src/graph/mermaid.js";
import { graphToText } from "../src/graph/text.js";
import { findWays } from "../src/graph/ways.js";
import { inferNames } from "../src/resolve/inferred-names.js";
import { endsAtOnce } from "../src/resolve/immediate-ends.js";
import { knownGenerators } from "../src/resolve/known-generators.js";
import { callsOfOnlyCalled } from "../src/resolve/only-called.js";
import { choosePlacement } from "../src/resolve/placement.js";
import { analyzeScopes } from "../src/resolve/scopes.js";
import { root } from "./fixtures.js";
import { alterationsOf, examplesIn, normalized, shows, type Example } from "./headers.js";
import { inNotation } from "./notation.js";

const require = createRequire(import.meta.url);
const { compile }: typeof import("../src/compiler/index.js") = require("babel-plugin-switchyard/compiler");

/** Files that make nothing of their own: what the files of a phase share, and those that say which of them is asked. */
const WITHOUT = ["build/builder.ts", "emit/function/emitted-function.ts", "emit/place/container.ts", "emit/step/text.ts", "lower/expressions.ts", "lower/lowering.ts", "lower/statements.ts", "resolve/call-facts.ts", "resolve/scoping.ts", "spill/spilling.ts"];

const PHASES = ["select", "resolve", "lower", "spill", "build", "optimize", "analyze", "emit", "attach"];

type Code = Extract<CompileStep, { code: string }>;
type Graph = Extract<CompileStep, { graph: StateGraph }>;

interface Watched extends CompileResult {
  steps: CompileStep[];
}

function watch({ source, options }: Example): Watched {
  const steps: CompileStep[] = [];
  const observe = (step: CompileStep) => void steps.push(step);
  const result = compile(source, { mode: "all", parserPlugins: ["jsx"], ...options, observe });
  return { ...result, steps };
}

const codeAfter = (phase: Code["phase"]) => (example: Example) => {
  const { steps } = watch(example);
  return [steps.flatMap((step) => (step.phase === phase ? [step.code] : [])).join("\n")];
};

/** The graphs of an example's last function, which is the outermost: as built, and after each pass. */
function graphsOf(example: Example): Map<string, Graph> {
  const { steps, functions } = watch(example);
  const own = steps.filter((step): step is Graph => "graph" in step && step.function === functions.at(-1)!.name);
  return new Map(own.map((step) => [step.phase === "optimize" ? step.pass : step.phase, step]));
}

const noted = ({ graph, leaves }: Graph) => inNotation(graph, leaves);

function aroundPass(pass: string) {
  return (example: Example) => {
    const graphs = graphsOf(example);
    const names = [...graphs.keys()];
    return [names[names.indexOf(pass) - 1], pass].map((name) => noted(graphs.get(name)!));
  };
}

/** What is found in the graph that is emitted, which is shown before. */
const inGraph = (find: (graph: Graph["graph"], leaves: Graph["leaves"]) => string) => (example: Example) => {
  const last = [...graphsOf(example).values()].at(-1)!;
  return [noted(last), find(last.graph, last.leaves)];
};

const list = (names: Iterable<string>) => [...names].join(", ") || "nothing";

function effectsInWords({ reads, defines, writes, mayThrow }: Effects): string {
  return `reads ${list(reads)} · defines ${list(defines)} · writes ${list(writes)}${mayThrow ? " · may throw" : ""}`;
}

function slotsInWords(example: Example): string[] {
  const { graph, leaves } = [...graphsOf(example).values()].at(-1)!;
  const { names, atStart, spills } = analyzeSlots(graph, analyzeLiveness(graph));
  const stored = liveBlocks(graph).flatMap(({ id, terminator }) =>
    terminator.kind === "suspend" ? [`${terminator.op} ${terminator.operand ? leaves[terminator.operand.id] : ""} stores ${list(spills.get(id)!)}`] : [],
  );
  return [[`slots ${list(names)}`, `the call stores ${list(atStart)}`, ...stored].join(" · ")];
}

function layoutInWords(graph: StateGraph): string {
  const { cases } = layOut(graph);
  const nested = liveBlocks(graph).filter(({ id }) => !cases.includes(id));
  return [...cases.map((id, state) => `case ${state}: b${id}`), ...(nested.length > 0 ? [`inside: ${list(nested.map(({ id }) => `b${id}`))}`] : [])].join(" · ");
}

function livenessInWords(graph: StateGraph): string {
  const { atEntry } = analyzeLiveness(graph);
  return liveBlocks(graph).map(({ id }) => `b${id}: ${list(atEntry(id))}`).join(" · ");
}

function parse({ source, options }: Example): Node {
  const bare = { configFile: false, babelrc: false, browserslistConfigFile: false } as const;
  const { sourceType = "module", parserPlugins = [] } = options as Pick<CompileOptions, "sourceType" | "parserPlugins">;
  const plugins = parserPlugins as ParserOptions["plugins"];
  return parseSync(source, { ...bare, sourceType: sourceType === "commonjs" ? "script" : sourceType, parserOpts: { plugins } })!.program as unknown as Node;
}

/** What `resolve` has found out about each generator, async function and, if asked for, any other function. */
const inFunctions = (describe: (facts: FunctionFacts, program: Node) => string, which = isMachine) => (example: Example) => {
  const program = parse(example);
  const functions = [...analyzeScopes(program).functions.values()].filter(({ node }) => which(node));
  return [functions.map((facts) => describe(facts, program)).join(" · ")];
};

const isMachine = (node: Node): boolean => (node as FunctionNode).async || (node as FunctionNode).generator === true;
const nameOf = ({ node }: FunctionFacts): string => node.id?.name ?? (node.key ? keyName(node.key) : node.type === "Program" ? "program" : "=>");

function bindingsInWords(example: Example): string[] {
  const { functions } = analyzeScopes(parse(example));
  const scopes = [...functions.values()].flatMap((facts) => facts.scopes).filter(({ kind }) => kind !== "functionName");
  const inWords = ({ name, kind, scope, writes, references }: Binding) => {
    const captured = references.some((reference) => reference.function !== scope.function);
    return `${name}: ${kind} of ${placeOf(scope)}, ${writes} ${writes === 1 ? "write" : "writes"}${captured ? ", captured" : ""}`;
  };
  const bindings = scopes.flatMap((scope) => [...scope.bindings.values()].filter(({ kind }) => kind !== "arguments"));
  return [bindings.map(inWords).join(" · ")];
}

function referencesInWords(example: Example): string[] {
  const inWords = ({ node, binding }: Reference) => `${node.name}: ${binding ? `${binding.kind} of ${placeOf(binding.scope)}` : "a global"}`;
  return [[...analyzeScopes(parse(example)).references.values()].map(inWords).join(" · ")];
}

const placeOf = (scope: Scope) => (scope.kind === "function" ? nameOf(scope.function) : scope.kind);

function surroundingsInWords(facts: FunctionFacts): string {
  const uses = Object.entries(facts).filter(([name, value]) => value === true && /^uses|^argumentsEscape|^has(Direct|Dynamic)/.test(name));
  return `${nameOf(facts)}: ${list(uses.map(([name]) => name))}`;
}

function placementInWords(facts: FunctionFacts): string {
  const { step, kickoffVariables, lexicalThis } = choosePlacement(facts);
  const kept = [...kickoffVariables].map(({ name }) => name);
  return [step, ...(kept.length > 0 ? [`with ${list(kept)}`] : []), ...(lexicalThis ? ["as an arrow"] : [])].join(", ");
}

function inferredInWords(example: Example): string[] {
  const names = [...inferNames(parse(example)).values()];
  const inWords = names.map((name) => (name.kind === "static" ? `"${name.name}"` : `computed from ${example.source.slice(name.key.start!, name.key.end!)}`));
  return [inWords.join(" · ") || "nothing"];
}

function onlyCalledInWords(facts: FunctionFacts, program: Node): string {
  return callsOfOnlyCalled(facts, analyzeScopes(program), inferNames(program).get(facts.node)) ? "only called" : "may be seen";
}

function knownInWords(example: Example): string[] {
  const program = parse(example);
  const analysis = analyzeScopes(program);
  const generators = [...analysis.functions.keys()].filter(isMachine);
  const known = knownGenerators(generators, analysis);
  const calls = [...analysis.callees.values()].filter(({ end }) => known.has(end!));
  return [calls.map(({ start, end }) => `${example.source.slice(start!, end!)} calls ${known.get(end!)!.id.name}`).join(" · ") || "nothing is known"];
}

function endingsInWords(example: Example): string[] {
  const analysis = analyzeScopes(parse(example));
  const ending = endsAtOnce([...analysis.functions.keys()].find(isMachine)!, analysis);
  return [ending ? generate(ending as never).code : "nothing is known"];
}

function selectionInWords({ source, options }: Example): string[] {
  const { functions, diagnostics } = compile(source, options);
  return [list([...functions.map(({ name }) => name), ...diagnostics.map(({ code }) => code)])];
}

/** What is emitted, with the line of the source before what has one. */
function positioned(example: Example): string[] {
  const { code, map } = watch(example);
  const mappings = new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]);
  const lines = code!.split("\n").map((text, index) => {
    const { line } = originalPositionFor(mappings, { line: index + 1, column: text.search(/\S|$/) });
    return line === null ? text : `[${line}] ${text}`;
  });
  return [lines.join("\n")];
}

/** What a file is about, by its path, or that of its folder: the steps that an example of it shows. */
const VIEWS: Record<string, (example: Example) => string[]> = {
  select: selectionInWords,
  "select/methods-as-properties.ts": (example) => [watch(example).code!],
  "resolve/scopes.ts": bindingsInWords,
  "resolve/class-scopes.ts": bindingsInWords,
  "resolve/declarations.ts": bindingsInWords,
  "resolve/enum-scopes.ts": bindingsInWords,
  "resolve/function-scopes.ts": bindingsInWords,
  "resolve/immediate-ends.ts": endingsInWords,
  "resolve/inferred-names.ts": inferredInWords,
  "resolve/known-generators.ts": knownInWords,
  "resolve/loop-scopes.ts": bindingsInWords,
  "resolve/only-called.ts": inFunctions(onlyCalledInWords, (node) => isMachine(node) && node.id?.name !== "g"),
  "resolve/patterns.ts": bindingsInWords,
  "resolve/placement.ts": inFunctions(placementInWords),
  "resolve/private-uses.ts": (example) => [watch(example).code!],
  "resolve/references.ts": referencesInWords,
  "resolve/surroundings.ts": inFunctions(surroundingsInWords, (node) => node.type !== "Program"),
  lower: codeAfter("lower"),
  spill: codeAfter("spill"),
  build: (example) => [noted(graphsOf(example).get("build")!)],
  "build/effects.ts": (example) => [effectsInWords(graphsOf(example).get("build")!.graph.blocks[0]!.leaves.at(-1)!.effects)],
  "analyze/slots.ts": slotsInWords,
  "analyze/layout.ts": inGraph(layoutInWords),
  "analyze/handler-changes.ts": inGraph((graph) => list([...findHandlerChanges(graph)].map((id) => `b${id}`))),
  "analyze/pended-returns.ts": inGraph((graph) => list([...findPendedReturns(graph)].map((id) => `r${id}`))),
  "analyze/used-variables.ts": inGraph((graph) => list(usedVariables(graph, new Map()))),
  "analyze/received-at-once.ts": inGraph((graph) => list([...findReceivedAtOnce(graph, analyzeLiveness(graph), () => false).keys()].map((id) => `b${id}`))),
  "analyze/resume-protocol.ts": (example) => [chooseResumeProtocol(watch(example).functions.at(-1)!.graph).kind],
  "optimize/optimize.ts": (example) => {
    const graphs = [...graphsOf(example).values()];
    return [graphs[0], graphs.at(-1)!].map(noted);
  },
  "optimize/thread.ts": aroundPass("thread"),
  "optimize/prune.ts": aroundPass("prune"),
  "optimize/merge.ts": aroundPass("merge"),
  "optimize/dead-stores.ts": aroundPass("dead-stores"),
  "graph/liveness.ts": inGraph(livenessInWords),
  "graph/ways.ts": inGraph((graph) => `postorder: ${findWays(graph).postorder.map((id) => `b${id}`).join(", ")}`),
  "graph/text.ts": (example) => [graphToText(watch(example).functions.at(-1)!.graph, example.source)],
  "graph/mermaid.ts": (example) => [graphToMermaid(watch(example).functions.at(-1)!.graph, example.source)],
  emit: (example) => [watch(example).code!],
  "emit/file/hidden-globals.ts": selectionInWords,
  attach: positioned,
};
const viewOf = (file: string) => VIEWS[file] ?? VIEWS[file.split("/")[0]];

const filesOf = (phase: string): string[] =>
  readdirSync(join(root, "src", phase), { withFileTypes: true }).flatMap((entry) => {
    const path = `${phase}/${entry.name}`;
    if (entry.isDirectory()) return filesOf(path);
    return path.endsWith(".d.ts") ? [] : [path];
  });
// Of the folder of the graph, which is no phase, these are the files that make something of it.
const files = [...PHASES.flatMap(filesOf), ...Object.keys(VIEWS).filter((file) => file.startsWith("graph/"))];
const headers = files.map((file) => ({ file, examples: examplesIn(readFileSync(join(root, "src", file), "utf8")) }));

it("every file opens with an example", () => {
  expect(headers.flatMap(({ file, examples }) => (examples.length === 0 ? [file] : [])).sort()).toEqual(WITHOUT);
});

describe.each(headers.filter(({ file }) => !WITHOUT.includes(file)))("$file", ({ file, examples }) => {
  for (const example of examples) {
    it(example.source.replace(/\s+/g, " "), () => {
      expect(example.becomes.length, "what it becomes").toBeGreaterThan(0);
      const actual = viewOf(file)(example);
      expect(actual.length).toBe(example.becomes.length);
      example.becomes.forEach((shown, index) => {
        if (!shows(shown, actual[index])) expect(normalized(actual[index])).toBe(normalized(shown));
        // A comparison that took anything for true would take this.
        for (const altered of alterationsOf(shown)) expect(shows(altered, actual[index]), altered).toBe(false);
      });
    });
  }
});
