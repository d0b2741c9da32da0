// Placing large graphs: nothing covers anything, and depth is no limit.

import { expect, it } from "vitest";
import { placeInRows } from "../../playground/src/compile/rows.js";
import { CHARACTER, type Placement, type Shape } from "../../playground/src/compile/placement.js";

/** A function of so many tests with two ways each and an await on one, all in a try; and around it a loop. */
function nestedTests(count: number): Shape {
  const boxes: Shape["boxes"] = [];
  const arrows: Shape["arrows"] = [];
  const box = (width: number): number => boxes.push({ block: 10 * boxes.length, width, height: 46 + 16 * (boxes.length % 3) }) - 1;
  const arrow = (from: number, to: number, label: Shape["arrows"][number]["label"]) => arrows.push({ from: 10 * from, to: 10 * to, label });
  const handler = box(90);
  let test = box(120);
  const first = test;
  for (let index = 0; index < count; index++) {
    const [then, otherwise, next] = [box(200), box(150), box(120)];
    arrow(test, then, "branch: true");
    arrow(test, otherwise, "branch: false");
    arrow(then, next, "await");
    arrow(then, handler, "throw");
    arrow(otherwise, next, "");
    test = next;
  }
  arrow(test, first, "loop");
  arrow(test, handler, "throw");
  return { boxes, arrows };
}

interface Rectangle {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const rectangles = ({ boxes }: Shape, placed: Placement): Rectangle[] =>
  placed.boxes.map(({ x, y }, index) => {
    const { width, height } = boxes[index];
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  });

const meet = (a: Rectangle, b: Rectangle): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

it("puts no box on another, and leads no arrow through one", () => {
  const shape = nestedTests(20);
  const placed = placeInRows(shape);
  const all = rectangles(shape, placed);
  for (const [index, one] of all.entries()) {
    expect([one.left, one.top].every((place) => place >= 0) && one.right <= placed.width && one.bottom <= placed.height, `box ${index} is inside`).toBe(true);
    for (const [other, at] of all.entries()) if (other > index) expect(meet(one, at), `boxes ${index} and ${other}`).toBe(false);
  }
  for (const [index, { points }] of placed.arrows.entries()) {
    for (const [from, to] of points.slice(1).map((point, end) => [points[end], point])) {
      // Lines that go straight down to the next row stay between rows; all others are upright or level.
      const line = { left: Math.min(from.x, to.x), right: Math.max(from.x, to.x), top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) };
      for (const [box, at] of all.entries()) expect(meet(line, at), `arrow ${index} and box ${box}`).toBe(false);
    }
    expect(Math.max(...points.map(({ x }) => x))).toBeLessThanOrEqual(placed.width);
  }
});

it("leads arrows that go back, or past a row, through lanes beside the boxes; those to one box share it", () => {
  const shape = nestedTests(3);
  const placed = placeInRows(shape);
  const laneOf = (label: string) => new Set(placed.arrows.filter(({ points }, index) => shape.arrows[index].label === label && points.length > 3).map(({ points }) => points[2].x));
  const right = Math.max(...rectangles(shape, placed).map((one) => one.right));
  expect(laneOf("loop").size).toBe(1);
  expect(laneOf("throw").size).toBe(1);
  for (const lane of [...laneOf("loop"), ...laneOf("throw")]) expect(lane).toBeGreaterThan(right);
});

it("puts no label on another", () => {
  const shape = nestedTests(20);
  const labels = placeInRows(shape).arrows.flatMap(({ x, y }, index): Rectangle[] => {
    const half = (shape.arrows[index].label.length * CHARACTER) / 2;
    return half === 0 ? [] : [{ left: x - half, right: x + half, top: y - 5, bottom: y + 5 }];
  });
  for (const [index, one] of labels.entries()) for (const other of labels.slice(index + 1)) expect(meet(one, other), `label ${index}`).toBe(false);
});

it("is as deep as a graph may be", { timeout: 30_000 }, () => {
  const shape = nestedTests(3000);
  expect(placeInRows(shape).boxes).toHaveLength(shape.boxes.length);
});
