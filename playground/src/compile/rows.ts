// Boxes and arrows of a large graph → their places: in rows from the entry downwards, and lanes beside them.
//
//        ┌───┐
//        │ 0 ├ throw ─┐      An arrow to the next row is a line. One that goes further, or back, takes a lane at the right
//        └─┬─┘        │      of all rows that it passes; those to the same box share it.
//        ┌─┴─┐        │
//        │ 1 ├ throw ─┤
//        └─┬─┘        │
//        ┌─┴─┐        │
//        │ 2 │◄───────┘
//        └───┘
//
// A library that avoids crossings makes a box of every row that an arrow passes. A function of a hundred lines, with a
// handler that each of its suspensions may go to, has thousands of them, and takes it seconds; this takes some milliseconds.
// What was measured: docs/decisions/0017-large-graphs-in-rows.md

import { CHARACTER, GAP, MARGIN, ROW_GAP, type Placement, type Shape } from "./placement.ts";

/** Between lanes, and how far from a box an arrow turns into one. */
const LANE = 10;
const TURN = 12;

/** Where the label of a line is: nearer to the end of it, where those that begin in one box are further from each other. */
const SPREAD = 0.75;

interface Row {
  boxes: number[];
  top: number;
  bottom: number;
  /** How far to the right it is taken, with the lanes that pass it. */
  right: number;
}

export function placeInRows({ boxes, arrows }: Shape): Placement {
  const indices = new Map(boxes.map(({ block }, index) => [block, index]));
  const ways = arrows.map(({ from, to, label }) => ({ from: indices.get(from)!, to: indices.get(to)!, label }));
  const rowOf = rowsFromEntry(boxes.length, ways);
  const rows = stack(boxes, rowOf);
  const centers = rows.flatMap((row) => inOneRow(row, boxes));
  const at = new Map(centers.map(({ box, x, y }) => [box, { x, y }]));

  const isLine = ({ from, to }: Way): boolean => rowOf[to] === rowOf[from] + 1;
  const middleOfLine = ({ from, to }: Way): number => at.get(from)!.x + (at.get(to)!.x - at.get(from)!.x) * SPREAD;
  /** Where the label of a lane can begin: at the right of its box's middle, and of the labels of its lines. */
  const free = new Map([...at].map(([box, { x }]) => [box, x + LANE]));
  for (const way of ways.filter(isLine)) free.set(way.from, Math.max(free.get(way.from)!, middleOfLine(way) + widthOf(way.label) / 2 + LANE));
  for (const way of ways) {
    const row = rows[rowOf[way.from]];
    if (!isLine(way)) row.right = Math.max(row.right, free.get(way.from)! + widthOf(way.label));
  }
  const lanes = new Map<number, number>();
  for (const { to, first, last } of passing(ways, rowOf)) {
    const passed = rows.slice(first, last + 1);
    const lane = Math.max(...passed.map(({ right }) => right)) + LANE;
    for (const row of passed) row.right = lane;
    lanes.set(to, lane);
  }

  const left = Math.min(...centers.map(({ box, x }) => x - boxes[box].width / 2)) - MARGIN;
  const placed = ways.map((way): Placement["arrows"][number] => {
    const { from, to } = way;
    const [start, end] = [at.get(from)!, at.get(to)!];
    const [bottom, top] = [start.y + boxes[from].height / 2, end.y - boxes[to].height / 2];
    // Past boxes of the row that are higher.
    const [below, above] = [rows[rowOf[from]].bottom, rows[rowOf[to]].top];
    if (isLine(way)) {
      return { points: [{ x: start.x, y: bottom }, { x: start.x, y: below }, { x: end.x, y: top }], x: middleOfLine(way), y: (below + top) / 2 };
    }
    const lane = lanes.get(to)!;
    const turns = [below + TURN, above - TURN];
    const points = [{ x: start.x, y: bottom }, { x: start.x, y: turns[0] }, { x: lane, y: turns[0] }, { x: lane, y: turns[1] }, { x: end.x, y: turns[1] }, { x: end.x, y: top }];
    return { points, x: free.get(from)! + widthOf(way.label) / 2, y: turns[0] };
  });
  return {
    width: Math.max(...rows.map(({ right }) => right)) - left + MARGIN,
    height: rows.at(-1)!.bottom + TURN + MARGIN,
    boxes: boxes.map((_, box) => ({ x: at.get(box)!.x - left, y: at.get(box)!.y })),
    arrows: placed.map(({ points, x, y }) => ({ points: points.map((point) => ({ x: point.x - left, y: point.y })), x: x - left, y })),
  };
}

interface Way {
  from: number;
  to: number;
}

const widthOf = (label: string): number => label.length * CHARACTER;

/** The longest way to each box from where nothing leads to, without the ways back. */
function rowsFromEntry(count: number, ways: Way[]): number[] {
  const targets = Array.from({ length: count }, (): number[] => []);
  for (const { from, to } of ways) targets[from].push(to);
  const order = inOrder(targets);
  const position = new Map(order.map((box, index) => [box, index]));
  const rows = new Array<number>(count).fill(0);
  for (const from of order) {
    for (const to of targets[from]) if (position.get(to)! > position.get(from)!) rows[to] = Math.max(rows[to], rows[from] + 1);
  }
  return rows;
}

/** Every box before those that it leads to, but for ways back. Without recursion: a graph may be deeper than the stack. */
function inOrder(targets: number[][]): number[] {
  const seen = new Set<number>();
  const finished: number[] = [];
  for (const start of targets.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const open = [{ box: start, next: 0 }];
    while (open.length > 0) {
      const top = open.at(-1)!;
      // The first target last, so that it comes first in what is read from the end.
      const to = targets[top.box].at(-1 - top.next++);
      if (to === undefined) {
        finished.push(top.box);
        open.pop();
      } else if (!seen.has(to)) {
        seen.add(to);
        open.push({ box: to, next: 0 });
      }
    }
  }
  return finished.reverse();
}

function stack(boxes: Shape["boxes"], rowOf: number[]): Row[] {
  const rows = Array.from({ length: Math.max(...rowOf) + 1 }, (): Row => ({ boxes: [], top: 0, bottom: 0, right: 0 }));
  rowOf.forEach((row, box) => rows[row].boxes.push(box));
  let top = MARGIN + TURN;
  for (const row of rows) {
    row.top = top;
    row.bottom = top + Math.max(...row.boxes.map((box) => boxes[box].height));
    top = row.bottom + ROW_GAP;
  }
  return rows;
}

/** Beside each other, with the middle of all at 0. */
function inOneRow(row: Row, boxes: Shape["boxes"]): { box: number; x: number; y: number }[] {
  const width = row.boxes.reduce((sum, box) => sum + boxes[box].width + GAP, -GAP);
  row.right = width / 2;
  let left = -width / 2;
  return row.boxes.map((box) => {
    const x = left + boxes[box].width / 2;
    left += boxes[box].width + GAP;
    return { box, x, y: row.top + boxes[box].height / 2 };
  });
}

/** The boxes that lanes lead to, with the rows that these pass; the shortest ones first, which get the inner lanes. */
function passing(ways: Way[], rowOf: number[]): { to: number; first: number; last: number }[] {
  const found = new Map<number, { to: number; first: number; last: number }>();
  for (const { from, to } of ways) {
    if (rowOf[to] === rowOf[from] + 1) continue;
    const lane = found.get(to) ?? { to, first: rowOf[to], last: rowOf[to] };
    // Into a box from above: the row before it is passed as well.
    const [first, last] = [Math.min(rowOf[from], rowOf[to] - 1), Math.max(rowOf[from], rowOf[to] - 1)];
    found.set(to, { to, first: Math.max(0, Math.min(lane.first, first)), last: Math.max(lane.last, last) });
  }
  return [...found.values()].sort((a, b) => a.last - a.first - (b.last - b.first));
}
