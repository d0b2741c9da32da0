// What is to happen at a time: a binary heap, soonest first, and in the order of insertion among equals.

export interface Timer {
  /** Milliseconds of the loop's clock. */
  when: number;
  sequence: number;
  callback: (() => void) | null;
  /** The task that set it, where tasks are watched. */
  task: any;
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.when < b.when || (a.when === b.when && a.sequence < b.sequence);
}

export function push(heap: Timer[], timer: Timer): void {
  var at = heap.length;
  heap.push(timer);
  while (at > 0) {
    var parent = (at - 1) >> 1;
    if (!isBefore(timer, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = timer;
}

export function pop(heap: Timer[]): Timer {
  var first = heap[0]!;
  var last = heap.pop()!;
  if (heap.length > 0) sink(heap, last);
  return first;
}

function sink(heap: Timer[], timer: Timer): void {
  var at = 0;
  for (;;) {
    var child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
    if (!isBefore(heap[child]!, timer)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = timer;
}
