// Boxes and arrows → their places, in layers from the entry downwards.

import { Graph, layout } from "@dagrejs/dagre";
import type { Sketch } from "./drawing.ts";
import type { Drawing } from "./messages.ts";

/** Of the font in which the page draws them: see style/graph.css. */
const CHARACTER = 6.7;
const LINE = 16;
const PADDING = 12;
const BADGE = 18;

export function layOut({ nodes, edges }: Sketch): Drawing {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 24, ranksep: 34, edgesep: 12, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { block, lines } of nodes) {
    const longest = Math.max(8, ...lines.map((line) => line.length));
    graph.setNode(String(block), { width: longest * CHARACTER + 2 * PADDING, height: Math.max(1, lines.length) * LINE + PADDING + BADGE });
  }
  edges.forEach(({ from, to, label }, index) => {
    graph.setEdge(String(from), String(to), { width: label.length * CHARACTER, height: label ? LINE : 0, labelpos: "c" }, String(index));
  });
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    nodes: nodes.map((node) => {
      const { x, y, width, height } = graph.node(String(node.block)) as { x: number; y: number; width: number; height: number };
      return { ...node, x, y, width, height };
    }),
    edges: edges.map((edge, index) => {
      const placed = graph.edge({ v: String(edge.from), w: String(edge.to), name: String(index) }) as { points: { x: number; y: number }[]; x?: number; y?: number };
      const middle = placed.points[Math.floor(placed.points.length / 2)];
      return { ...edge, points: placed.points, x: placed.x ?? middle.x, y: placed.y ?? middle.y };
    }),
  };
}
