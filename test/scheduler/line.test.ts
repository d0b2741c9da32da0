// A line against an array that does the same in the plainest way.

import fc from "fast-check";
import { expect, it } from "vitest";
import { Line } from "../../src/scheduler/line.js";

it("is what an array with shift() and splice() would be", { timeout: 30_000 }, () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant({ type: "join" as const }) },
    { weight: 2, arbitrary: fc.constant({ type: "shift" as const }) },
    { weight: 3, arbitrary: fc.nat().map((which) => ({ type: "leave" as const, which })) },
  );
  let cuts = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: "max" }), (steps) => {
      const line = new Line<number>();
      const plain: number[] = [];
      // The one that joins as n-th is called n.
      const places: number[] = [];
      for (const { type, ...rest } of steps) {
        if (type === "join") {
          plain.push(places.length);
          places.push(line.join(places.length));
        } else if (type === "shift") {
          if (plain.length > 0) expect(line.shift()).toBe(plain.shift());
        } else if (places.length > 0) {
          // One that has left may leave again.
          const one = (rest as { which: number }).which % places.length;
          line.leave(places[one]!);
          if (plain.includes(one)) plain.splice(plain.indexOf(one), 1);
        }
        expect([line.size, line.all()]).toEqual([plain.length, plain]);
        expect(line.find((each) => each % 2 === 1)).toBe(plain.find((each) => each % 2 === 1));
      }
      if (line.offset > 0) cuts++;
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(cuts).toBeGreaterThan(50);
});
