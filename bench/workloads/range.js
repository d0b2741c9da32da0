// The shortest generator there is, and one loop that consumes it.

function* range(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) yield i;
}

export function oneConsumer(n) {
  let sum = 0;
  for (const x of range(n)) sum = (sum + x) | 0;
  return sum;
}
