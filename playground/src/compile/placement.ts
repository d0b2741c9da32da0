// What is placed, and where it was placed.

import type { DrawnEdge, DrawnNode } from "./messages.ts";

export interface Shape {
  boxes: Pick<DrawnNode, "block" | "width" | "height">[];
  arrows: Pick<DrawnEdge, "from" | "to" | "label">[];
}

export interface Placement {
  width: number;
  height: number;
  /** Centers, in the order of the shape's boxes. */
  boxes: Pick<DrawnNode, "x" | "y">[];
  arrows: Pick<DrawnEdge, "points" | "x" | "y">[];
}

/** Of the font in which the page draws labels: see style/graph.css. */
export const CHARACTER = 6.7;
export const LINE = 16;
export const MARGIN = 12;
/** Between boxes beside each other, and between rows. */
export const GAP = 24;
export const ROW_GAP = 34;
