// StateGraph → a Mermaid flowchart, with the source in its nodes.
//
//   function* range(n) { for (let i = 0; i < n; i++) yield i; }
//   → flowchart TD
//       …
//       b1{{"1<br/>i #60; n"}}
//       b2(["2<br/>yield i"])
//       …
//       b1 -->|true| b2
//       …
//       b2 -.->|resume| b5
//       …
//
// A protected region is a box around its blocks, and what is thrown inside is one arrow from the box: an arrow from
// every block that may throw would hide all others.

import { edgesFrom, type EdgeKind } from "./edges.js";
import { liveBlocks, type Block, type Region, type RegionId, type StateGraph, type Terminator } from "./graph.js";
import { excerptOf } from "./excerpt.js";

const LABELS: Partial<Record<EdgeKind, string>> = {
  then: "true",
  else: "false",
  case: "case",
  resume: "resume",
  throw: "throw",
  return: "return",
  jump: "jump",
  finally: "finally",
};

/** `source` is the text of the whole file. */
export function graphToMermaid(graph: StateGraph, source: string): string {
  const blocks = liveBlocks(graph);
  const lines = ["flowchart TD", `  start(("${escape(graph.name)}")) --> b${graph.entry}`, ...nodesIn(null, "  ")];
  for (const block of blocks) lines.push(...edgesOf(block));
  for (const region of graph.regions) {
    if (hasNodes(region)) lines.push(`  r${region.id} -.->|throw| b${region.handler}`);
  }
  return lines.join("\n");

  function nodesIn(parent: RegionId | null, indent: string): string[] {
    const own = blocks
      .filter(({ region }) => region === parent)
      .map((block) => `${indent}b${block.id}${shape(block, textOf(block, source))}`);
    const inner = graph.regions.filter((region) => region.parent === parent && hasNodes(region)).flatMap((region) => [
      `${indent}subgraph r${region.id}["try … ${region.kind}"]`,
      ...nodesIn(region.id, `${indent}  `),
      `${indent}end`,
    ]);
    return [...own, ...inner];
  }

  /** Mermaid knows no empty box. */
  function hasNodes({ id }: Region): boolean {
    if (blocks.some(({ region }) => region === id)) return true;
    return graph.regions.some((inner) => inner.parent === id && hasNodes(inner));
  }

  function edgesOf(block: Block): string[] {
    const drawn = edgesFrom(graph, block)
      .filter(({ kind }) => kind !== "throw" || throwsItself(block))
      .map(({ to, kind }) => {
        const arrow = kind === "resume" || kind === "return" ? "-.->" : "-->";
        return `  b${block.id} ${arrow}${LABELS[kind] ? `|${LABELS[kind]}|` : ""} b${to}`;
      });
    return [...new Set(drawn)];
  }
}

/** By a `throw` of the source that is caught in this function. */
function throwsItself({ leaves, terminator }: Block): boolean {
  return terminator.kind === "throw" || leaves.some(({ exits }) => exits.some(({ kind }) => kind === "throw"));
}

/** The block's number, its leaves and how it ends; of leaves that lowering made, the variables they set. */
function textOf({ id, leaves, terminator }: Block, source: string): string {
  const pieces = leaves.map((leaf) => {
    if (leaf.source) return escape(excerptOf(leaf.source, source, 50));
    return leaf.effects.writes.length > 0 ? escape(`${leaf.effects.writes.join(", ")} = …`) : "…";
  });
  return [String(id), ...pieces, endOf(terminator, source)].filter((piece) => piece !== "").join("<br/>");
}

function endOf(terminator: Terminator, source: string): string {
  switch (terminator.kind) {
    case "goto":
      return "";
    case "endFinally":
      return "end of finally";
    case "leave":
      return terminator.source ? escape(excerptOf(terminator.source, source, 50)) : "to finally";
    case "suspend":
      return terminator.source ? escape(excerptOf(terminator.source, source, 50)) : terminator.op;
    default:
      return terminator.source ? escape(excerptOf(terminator.source, source, 50)) : terminator.kind;
  }
}

/** Suspensions are rounded, decisions pointed; what ends the activation has a double side. */
function shape({ terminator }: Block, text: string): string {
  const { kind } = terminator;
  if (kind === "suspend") return `(["${text}"])`;
  if (kind === "return" || (kind === "throw" && terminator.handler === null)) return `[["${text}"]]`;
  return kind === "branch" || kind === "switch" ? `{{"${text}"}}` : `["${text}"]`;
}

/** As Mermaid writes characters that mean something to it, or to the HTML it makes. */
function escape(text: string): string {
  return text.replace(/[&<>"#;:%\\`]/g, (character) => `#${character.charCodeAt(0)};`);
}
