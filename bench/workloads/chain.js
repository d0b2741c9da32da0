// One item passed up through many levels. Engines hand it from level to level; each level costs.

function* chain(depth, n) {
  "use coroutine";
  if (depth > 1) yield* chain(depth - 1, n);
  else for (let i = 0; i < n; i++) yield i;
}

function consume(depth, n) {
  let sum = 0;
  for (const x of chain(depth, n)) sum = (sum + x) | 0;
  return sum;
}

export const fiftyLevels = (n) => consume(50, n);

/** For the growth of the time per item with the depth. */
export const levels = ({ depth, items }) => consume(depth, items);
