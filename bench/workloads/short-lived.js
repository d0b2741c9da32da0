// Generators that do not live long: what a call costs counts, not what an item does.

function* three(a, b, c) {
  "use coroutine";
  yield a;
  yield b;
  yield c;
}

export function createAndFinish(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (const x of three(i, 1, 2)) sum = (sum + x) | 0;
  }
  return sum;
}

export function createAndFirst(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = (sum + three(i, 1, 2).next().value) | 0;
  return sum;
}
