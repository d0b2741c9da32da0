// What is to happen at a time: a skew heap, soonest first, and in the order of insertion among equals.
//
// Two heaps become one along their right edges, and whoever is passed on the way has its sides exchanged, so that a long edge
// is never long for the next. What n timers take grows as n log n does. Rejected: a binary heap in an array, which is no
// faster and half as long again, and recursion, which is as deep as an edge is long.

/** Something that is to happen at a time, and a heap of those that come after it. asyncio.TimerHandle */
export interface Timer {
  /** Milliseconds of the loop's clock. */
  when: number;
  /** How many timers the loop has had before. */
  sequence: number;
  /** null once it is cancelled. */
  callback: (() => void) | null;
  /** The task that set it, where tasks are watched. */
  task?: any;
  left: Timer | null;
  right: Timer | null;
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.when < b.when || (a.when === b.when && a.sequence < b.sequence);
}

/** Two heaps as one; a timer that is in none is a heap, too. */
export function merged(one: Timer | null, other: Timer | null): Timer | null {
  var top: { left: Timer | null; right?: Timer | null } = { left: null };
  var last = top;
  while (one && other) {
    if (isBefore(other, one)) {
      var later = one;
      one = other;
      other = later;
    }
    last.left = one;
    last = one;
    one = one.right;
    last.right = last.left;
  }
  last.left = one || other;
  return top.left;
}
