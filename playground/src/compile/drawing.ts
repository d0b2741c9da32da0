// A state graph → boxes and arrows with their texts, not yet in their places.
//
// What is thrown inside a protected region could come from each of its blocks, and so many arrows would hide all others:
// drawn are those of suspensions, where somebody may throw in, and of `throw` statements; if there are none of these, all.

import type { GraphJson } from "babel-plugin-switchyard/compiler";
import type { DrawnNode, EdgeLabel } from "./messages.ts";

type BlockJson = GraphJson["blocks"][number];
type EdgeJson = GraphJson["edges"][number];

export interface Sketch {
  nodes: Omit<DrawnNode, "x" | "y" | "width" | "height">[];
  edges: { from: number; to: number; label: EdgeLabel }[];
}

const LINE_LENGTH = 30;
const LINES = 4;

export function draw(graph: GraphJson, source: string): Sketch {
  const order = new Map(depthFirst(graph).map((id, index) => [id, index]));
  const nodes = graph.blocks.map((block) => ({ block: block.id, state: block.state, shape: shapeOf(block), lines: linesOf(block, source) }));
  const edges = new Map<string, Sketch["edges"][number]>();
  for (const edge of graph.edges.filter((edge) => isDrawn(edge, graph))) {
    const block = blockOf(graph, edge.from);
    const label = labelOf(edge, block, order.get(edge.to)! <= order.get(edge.from)!);
    edges.set(`${edge.from} ${edge.to} ${label}`, { from: edge.from, to: edge.to, label });
  }
  return { nodes, edges: [...edges.values()] };
}

const blockOf = (graph: GraphJson, id: number): BlockJson => graph.blocks.find((block) => block.id === id)!;

function isDrawn({ from, to, kind }: EdgeJson, graph: GraphJson): boolean {
  if (kind !== "throw" || throwsVisibly(blockOf(graph, from))) return true;
  return !graph.edges.some((other) => other.to === to && other.kind === "throw" && throwsVisibly(blockOf(graph, other.from)));
}

const throwsVisibly = ({ terminator, leaves }: BlockJson): boolean =>
  terminator.kind === "suspend" || terminator.kind === "throw" || leaves.some(({ exits }) => exits.some(({ kind }) => kind === "throw"));

/** The order in which blocks are met on the way from the entry, ways forward before ways back. */
function depthFirst(graph: GraphJson): number[] {
  const seen = new Set<number>();
  const finished: number[] = [];
  const visit = (id: number): void => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const { from, to, kind } of graph.edges) if (from === id && kind !== "throw") visit(to);
    for (const { from, to, kind } of graph.edges) if (from === id && kind === "throw") visit(to);
    finished.unshift(id);
  };
  visit(graph.entry);
  for (const { id } of graph.blocks) visit(id);
  return finished;
}

function labelOf({ kind }: EdgeJson, { terminator }: BlockJson, isBack: boolean): EdgeLabel {
  switch (kind) {
    case "resume":
      return terminator.kind !== "suspend" || terminator.op === "delegate" ? "yield*" : terminator.op;
    case "then":
      return isBack ? "loop" : "branch: true";
    case "else":
      return isBack ? "loop" : "branch: false";
    case "case":
      return "branch";
    case "goto":
      return isBack ? "loop" : "";
    case "jump":
      return isBack ? "loop" : "jump";
    // Somebody calls return() at a suspension: the finally is entered.
    case "return":
      return "return";
    case "throw":
    case "finally":
      return kind;
  }
}

function shapeOf({ terminator }: BlockJson): DrawnNode["shape"] {
  switch (terminator.kind) {
    case "suspend":
      return "suspend";
    case "branch":
    case "switch":
      return "branch";
    case "return":
      return "end";
    case "throw":
      return terminator.handler === null ? "end" : "plain";
    default:
      return "plain";
  }
}

/** What it does, as the source says it, and how it ends. */
function linesOf({ leaves, terminator }: BlockJson, source: string): string[] {
  const pieces = leaves.map((leaf) => (leaf.source ? excerpt(source, leaf.source) : leaf.writes.length > 0 ? `${leaf.writes.join(", ")} = …` : ""));
  const found = [...new Set([...pieces, endOf(terminator, source)])].filter((line) => line !== "");
  const lines = found.length > 0 ? found : ["…"];
  return lines.length <= LINES ? lines : [...lines.slice(0, LINES - 2), "…", lines.at(-1)!];
}

function endOf(terminator: BlockJson["terminator"], source: string): string {
  switch (terminator.kind) {
    case "goto":
      return "";
    case "endFinally":
      return "end of finally";
    case "leave":
      return terminator.source ? excerpt(source, terminator.source) : "to finally";
    case "branch":
      return terminator.source ? `${excerpt(source, terminator.source)} ?` : "?";
    default:
      return terminator.source ? excerpt(source, terminator.source) : terminator.kind;
  }
}

function excerpt(source: string, { start, end }: { start: number; end: number }): string {
  const text = [...source.slice(start, end).replace(/\s+/g, " ")];
  return text.length > LINE_LENGTH ? `${text.slice(0, LINE_LENGTH - 1).join("")}…` : text.join("");
}
