// A chain whose levels are different functions, so that nothing which drives it sees the same function twice.

function* first(n) {
  "use coroutine";
  return yield* second(n);
}

function* second(n) {
  "use coroutine";
  yield -1;
  yield* third(n, 2);
}

function* third(n, step) {
  "use coroutine";
  try {
    yield* fourth(n * step);
  } finally {
    closed++;
  }
}

function* fourth(n) {
  "use coroutine";
  for (let part = 0; part < 2; part++) yield* fifth(part * n, n / 2);
}

function* fifth(from, count) {
  "use coroutine";
  for (let i = 0; i < count; i++) yield from + i;
}

let closed = 0;

export function fiveFunctions(n) {
  closed = 0;
  let sum = 0;
  for (const x of first(n)) sum = (sum + x) | 0;
  return sum + closed;
}
