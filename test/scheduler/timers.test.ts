// The heap of timers against a list that is sorted.

import fc from "fast-check";
import { expect, it } from "vitest";
import { merged, type Timer } from "../../src/scheduler/timers.js";

it("gives the soonest first, and in the order of insertion among equals", { timeout: 30_000 }, () => {
  const step = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 20 }) }, { weight: 2, arbitrary: fc.constant("next" as const) });
  let taken = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300, size: "max" }), (steps) => {
      let heap: Timer | null = null;
      let sorted: Timer[] = [];
      steps.forEach((what, sequence) => {
        if (what !== "next") {
          const timer: Timer = { when: what, sequence, callback: null, task: null, left: null, right: null };
          heap = merged(heap, timer);
          sorted = [...sorted, timer].sort((a, b) => a.when - b.when);
        } else if (heap) {
          expect(heap).toBe(sorted.shift());
          heap = merged(heap.left, heap.right);
          taken++;
        }
        expect(heap ?? void 0).toBe(sorted[0]);
      });
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(taken).toBeGreaterThan(1000);
});
