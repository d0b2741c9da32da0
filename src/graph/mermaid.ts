// StateGraph → a Mermaid flowchart, with the source in its nodes.
//
//   flowchart TD
//     b1["1 · i &lt; n"] -->|true| b2["2 · yield i"]
//     b2 -.->|resume| b3["3 · i++"]

import { edgesFrom, type EdgeKind } from "./edges.js";
import { liveBlocks, type Block, type SourceRange, type StateGraph } from "./graph.js";

const LABELS: Partial<Record<EdgeKind, string>> = { then: "true", else: "false", resume: "resume", throw: "throw", return: "return()", finally: "finally", jump: "jump" };

export function graphToMermaid(graph: StateGraph, source: string): string {
  const blocks = liveBlocks(graph);
  const nodes = blocks.map((block) => `  b${block.id}${shape(block, textOf(block, source))}`);
  const edges = blocks.flatMap((block) => {
    const drawn = new Set<string>();
    return edgesFrom(graph, block).flatMap(({ to, kind }) => {
      const label = LABELS[kind];
      const arrow = kind === "resume" || kind === "throw" || kind === "return" ? "-.->" : "-->";
      const line = `  b${block.id} ${arrow}${label ? `|${label}|` : ""} b${to}`;
      return drawn.has(line) ? [] : (drawn.add(line), [line]);
    });
  });
  return ["flowchart TD", `  start(("${escape(graph.name)}")) --> b${graph.entry}`, ...nodes, ...edges].join("\n");
}

function textOf(block: Block, source: string): string {
  const { terminator } = block;
  const ends: Record<string, string> = { return: "return", throw: "throw", leave: "leave through finally", endFinally: "end of finally" };
  const pieces = [
    ...block.leaves.map((leaf) => excerpt(leaf.source, source)),
    terminator.source ? excerpt(terminator.source, source) : (ends[terminator.kind] ?? ""),
  ];
  return [String(block.id), ...pieces.filter((piece) => piece !== "")].join("<br/>");
}

/** Suspensions are rounded, what ends the activation is doubly framed. */
function shape(block: Block, text: string): string {
  const { kind } = block.terminator;
  if (kind === "suspend") return `(["${text}"])`;
  if (kind === "return" || (kind === "throw" && block.terminator.handler === null)) return `[["${text}"]]`;
  return kind === "branch" || kind === "switch" ? `{{"${text}"}}` : `["${text}"]`;
}

function excerpt(range: SourceRange | null, source: string): string {
  if (!range) return "";
  const text = source.slice(range.start, range.end).replace(/\s+/g, " ");
  return escape(text.length > 50 ? `${text.slice(0, 47)}…` : text);
}

function escape(text: string): string {
  return text.replace(/[&<>"#;]/g, (character) => `#${character.charCodeAt(0)};`);
}
