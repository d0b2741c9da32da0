// Boxes and arrows → their places, in layers from the entry downwards.
//
// Placing takes a third of the time between a keystroke and the three columns. It sees nothing of a program but sizes, labels
// and who is joined to whom, and most keystrokes change none of these: places that were found are kept, and found again.
// So that a line may grow a little in its box, widths are counted in steps; and the drawing does not tremble while one types.

import { Graph, layout } from "@dagrejs/dagre";
import type { Sketch } from "./drawing.ts";
import type { Drawing } from "./messages.ts";
import { CHARACTER, GAP, LINE, MARGIN, ROW_GAP, type Placement, type Shape } from "./placement.ts";
import { placeInRows } from "./rows.ts";

const PADDING = 12;
const BADGE = 18;

/** Characters by which boxes grow. */
const STEP = 6;

/** What has been placed, by what is placed; the latest come last. */
export type Layouts = Map<string, Placement>;

/** More than the functions of one program, with each pass's graph. */
const KEPT = 200;

/** With more boxes than that nobody sees which arrows cross, and everybody would see how long it takes to avoid it. */
const MANY = 60;

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
  const placement = known.get(key) ?? (shape.boxes.length > MANY ? placeInRows(shape) : place(shape));
  known.delete(key);
  known.set(key, placement);
  if (known.size > KEPT) known.delete(known.keys().next().value!);
  return placement;
}

function place({ boxes, arrows }: Shape): Placement {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", ranker: "tight-tree", nodesep: GAP, ranksep: ROW_GAP, edgesep: 12, marginx: MARGIN, marginy: MARGIN });
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
