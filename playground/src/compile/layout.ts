// Boxes and arrows → their places, in layers from the entry downwards.
//
// Placing takes a third of the time between a keystroke and the three columns. It sees nothing of a program but sizes, labels
// and who is joined to whom, and most keystrokes change none of these: places that were found are kept, and found again.
// So that a line may grow a little in its box, widths are counted in steps; and the drawing does not tremble while one types.

import { Graph, layout } from "@dagrejs/dagre";
import type { Sketch } from "./drawing.ts";
import type { Drawing, DrawnEdge, DrawnNode } from "./messages.ts";

/** Of the font in which the page draws them: see style/graph.css. */
const CHARACTER = 6.7;
const LINE = 16;
const PADDING = 12;
const BADGE = 18;

/** Characters by which boxes grow. */
const STEP = 6;

/** What has been placed, by what is placed; the latest come last. */
export type Layouts = Map<string, Placement>;

/** More than the functions of one program, with each pass's graph. */
const KEPT = 200;

interface Shape {
  boxes: Pick<DrawnNode, "block" | "width" | "height">[];
  arrows: Pick<DrawnEdge, "from" | "to" | "label">[];
}

interface Placement {
  width: number;
  height: number;
  boxes: Pick<DrawnNode, "x" | "y">[];
  arrows: Pick<DrawnEdge, "points" | "x" | "y">[];
}

export function layOut({ nodes, edges }: Sketch, known: Layouts): Drawing {
  const boxes = nodes.map(({ block, lines }) => ({ block, ...sizeOf(lines) }));
  const { width, height, ...placed } = placedOnce({ boxes, arrows: edges }, known);
  return {
    width,
    height,
    nodes: nodes.map((node, index) => ({ ...node, ...boxes[index], ...placed.boxes[index] })),
    edges: edges.map((edge, index) => ({ ...edge, ...placed.arrows[index] })),
  };
}

function sizeOf(lines: string[]): { width: number; height: number } {
  const longest = Math.max(8, ...lines.map((line) => line.length));
  return { width: Math.ceil(longest / STEP) * STEP * CHARACTER + 2 * PADDING, height: Math.max(1, lines.length) * LINE + PADDING + BADGE };
}

function placedOnce(shape: Shape, known: Layouts): Placement {
  const key = JSON.stringify(shape);
  const placement = known.get(key) ?? place(shape);
  known.delete(key);
  known.set(key, placement);
  if (known.size > KEPT) known.delete(known.keys().next().value!);
  return placement;
}

function place({ boxes, arrows }: Shape): Placement {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 24, ranksep: 34, edgesep: 12, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { block, width, height } of boxes) graph.setNode(String(block), { width, height });
  arrows.forEach(({ from, to, label }, index) => {
    graph.setEdge(String(from), String(to), { width: label.length * CHARACTER, height: label ? LINE : 0, labelpos: "c" }, String(index));
  });
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    boxes: boxes.map(({ block }) => {
      const { x, y } = graph.node(String(block)) as { x: number; y: number };
      return { x, y };
    }),
    arrows: arrows.map(({ from, to }, index) => {
      const placed = graph.edge({ v: String(from), w: String(to), name: String(index) }) as { points: { x: number; y: number }[]; x?: number; y?: number };
      const middle = placed.points[Math.floor(placed.points.length / 2)];
      return { points: placed.points, x: placed.x ?? middle.x, y: placed.y ?? middle.y };
    }),
  };
}
