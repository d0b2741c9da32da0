// Loop variables that closures capture, a new one for each turn of the loop.

function* reassigned(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) {
    let count = i;
    yield () => (count += i);
    count++;
  }
}

function* constant(n) {
  "use coroutine";
  for (let i = 0; i < n; i++) {
    const twice = 2 * i;
    const next = i + 1;
    yield () => twice + next;
  }
}

/** What is left without the closures: one for all turns. */
function* nothing(n) {
  "use coroutine";
  const same = () => n;
  for (let i = 0; i < n; i++) yield same;
}

function consume(generator) {
  let sum = 0;
  for (const f of generator) sum = (sum + f()) | 0;
  return sum;
}

export const captureReassigned = (n) => consume(reassigned(n));

export const captureConstant = (n) => consume(constant(n));

export const captureNothing = (n) => consume(nothing(n));
