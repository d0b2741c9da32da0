// An async function with two awaits, called many times: all calls at once, or one after the other. And one that is done
// without waiting, which is called for its promise alone.

async function two(x) {
  "use coroutine";
  const y = await x;
  const z = await (y + 1);
  return y + z;
}

async function immediate(x) {
  "use coroutine";
  return x + 1;
}

export async function atOnce(n) {
  const calls = [];
  for (let i = 0; i < n; i++) calls.push(two(i));
  let sum = 0;
  for (const x of await Promise.all(calls)) sum = (sum + x) | 0;
  return sum;
}

export async function inTurn(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + (await two(i))) | 0;
  return sum;
}

/** The promises are kept for a while, or the engine would see that nobody wants them. */
export function withoutWaiting(n) {
  const kept = new Array(64).fill(null);
  for (let i = 0; i < n; i++) kept[i % 64] = immediate(i);
  return kept.length;
}
